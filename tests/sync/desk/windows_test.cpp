// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Reserved maintenance: windows offered, chosen from, decided.
#include <doctest/doctest.h>

#include "sync/desk/announce_outage.hpp"
#include "sync/desk/cancel_outage.hpp"
#include "sync/desk/decide_window.hpp"
#include "sync/desk/list_choices.hpp"
#include "sync/desk/offer_windows.hpp"
#include "sync/desk/withdraw_outage.hpp"
#include "sync/model/receipt.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using base::ErrorCode;
using desk::test::at;
using desk::test::kAccount;
using desk::test::kUnit;
using Outcome = wire::ItemAnswer::Outcome;

struct Fixture {
  Fixture() {
    desk::AnnounceOutage planned;
    planned.kind = model::OutageKind::planned;
    planned.cause = "变压器检修";
    planned.places = {"新华社区/3栋"};
    planned.start = at("2026-12-06 08:00");
    planned.etr = at("2026-12-06 12:00");
    const auto announced = desk::announce_outage(*centre.store, planned, centre.rules, centre.clock, centre.random);
    REQUIRE_MESSAGE(announced, (announced ? "" : announced.error().message));
    outage = announced->id;
  }
  base::Result<model::Outage> offer() { return desk::offer_windows(*centre.store, wanted, centre.rules, centre.clock); }
  base::Result<model::Outage> offered() {
    wanted.id = outage;
    wanted.windows = {{at("2026-12-08 14:00"), at("2026-12-08 16:00")},
                      {at("2026-12-07 08:00"), at("2026-12-07 10:00")}};
    wanted.choose_by = at("2026-11-29 18:00");
    return offer();
  }
  wire::ItemAnswer choose(const std::string& window, base::Instant when, const std::string& account = kAccount) {
    wire::RequestBody body;
    body.receipt = model::make_receipt(board.receipt_prefix, ++receipts);
    body.kind = "maintenance_window";
    body.place_path = kUnit + "/501";
    body.account = account;
    body.outage_id = outage;
    body.answers = {{"window", window}};
    return centre.hand_in(board, body, when);
  }
  base::Result<model::Outage> decide(const std::string& window, const std::string& reason = "") {
    return desk::decide_window(*centre.store, {outage, window, reason, "wang"}, centre.rules, centre.clock);
  }
  desk::WindowChoices choices() { return desk::list_choices(*centre.store, centre.catalogue, outage).value(); }

  desk::test::StaffCentre centre;
  store::Board board = centre.enrolled(kUnit);
  std::uint64_t receipts = 0;
  std::string outage;
  desk::OfferWindows wanted;
};

}  // namespace

TEST_CASE("windows are offered by start, and the first stands for the outage until it is decided") {
  Fixture fixture;
  const auto outage = fixture.offered();
  REQUIRE_MESSAGE(outage, (outage ? "" : outage.error().message));
  REQUIRE(outage->windows.size() == 2);
  CHECK(outage->windows[0].id == "1");
  CHECK(outage->start == at("2026-12-07 08:00"));
  CHECK(outage->etr == at("2026-12-07 10:00"));
  CHECK(!outage->timeline.empty());
  SUBCASE("they may be offered anew while nobody has chosen") {
    CHECK(fixture.offer());
    CHECK(fixture.choose("1", fixture.centre.clock.now()).outcome == Outcome::accepted);
    CHECK(fixture.offer().error().code == ErrorCode::conflict);
  }
}

TEST_CASE("what can't be offered is refused") {
  Fixture fixture;
  REQUIRE(fixture.offered());
  const auto refused = [&] { return fixture.offer().error().code; };
  SUBCASE("one window alone") {
    fixture.wanted.windows.pop_back();
    CHECK(refused() == ErrorCode::invalid_input);
  }
  SUBCASE("windows that overlap") {
    fixture.wanted.windows[0] = {at("2026-12-07 09:00"), at("2026-12-07 11:00")};
    CHECK(refused() == ErrorCode::invalid_input);
  }
  SUBCASE("a deadline in the past") {
    fixture.wanted.choose_by = fixture.centre.clock.now();
    CHECK(refused() == ErrorCode::invalid_input);
  }
  SUBCASE("longer than customers with cold storage can bear") {
    fixture.wanted.cold_storage = true;
    CHECK(fixture.offer());
    fixture.wanted.windows[0].to += 1s;
    CHECK(refused() == ErrorCode::conflict);
    fixture.wanted.cold_storage = false;
    CHECK(fixture.offer());
  }
  SUBCASE("less than seven days between the deadline and the first window") {
    const base::Instant latest = at("2026-12-07 08:00") - 7 * 24h;
    fixture.wanted.choose_by = latest - 1s;
    CHECK(fixture.offer());
    fixture.wanted.choose_by = latest;
    CHECK(fixture.offer());
    fixture.wanted.choose_by = latest + 1s;
    CHECK(refused() == ErrorCode::conflict);
    fixture.wanted.override_reason = "客户要求";
    CHECK(fixture.offer()->override_reason == "客户要求");
  }
  SUBCASE("an outage that isn't there") {
    fixture.wanted.id = "T20261122-XXXX";
    CHECK(refused() == ErrorCode::not_found);
  }
}

TEST_CASE("customers choose until the deadline, and the latest choice of an account counts") {
  Fixture fixture;
  REQUIRE(fixture.offered());
  const base::Instant deadline = at("2026-11-29 18:00");
  SUBCASE("one second before") {
    fixture.centre.clock.set(deadline - 1s);
    CHECK(fixture.choose("2", deadline - 1s).outcome == Outcome::accepted);
    CHECK(fixture.choices().count("2") == 1);
  }
  SUBCASE("not on the second") {
    fixture.centre.clock.set(deadline);
    const auto late = fixture.choose("2", deadline);
    CHECK(late.outcome == Outcome::rejected);
    CHECK(late.reason.find("已过") != std::string::npos);
  }
  SUBCASE("not one second after") {
    fixture.centre.clock.set(deadline + 1s);
    CHECK(fixture.choose("2", deadline + 1s).outcome == Outcome::rejected);
    CHECK(fixture.choices().choices.empty());
  }
  SUBCASE("in time on a board that was offline") {
    fixture.centre.clock.set(deadline + 1h);
    CHECK(fixture.choose("1", deadline - 1h).outcome == Outcome::accepted);
  }
  SUBCASE("again") {
    const auto first = fixture.choose("1", fixture.centre.clock.now());
    fixture.centre.clock.advance(1min);
    CHECK(fixture.choose("2", fixture.centre.clock.now()).outcome == Outcome::accepted);
    CHECK(fixture.choices().count("1") == 0);
    CHECK(fixture.choices().count("2") == 1);
    CHECK(fixture.centre.request(first.receipt).state == model::RequestState::done);
  }
  SUBCASE("not a window that isn't offered, not without an account, not of an outage that isn't there") {
    CHECK(fixture.choose("3", fixture.centre.clock.now()).outcome == Outcome::rejected);
    CHECK(fixture.choose("1", fixture.centre.clock.now(), "").outcome == Outcome::rejected);
    fixture.outage = "T20261122-XXXX";
    CHECK(fixture.choose("1", fixture.centre.clock.now()).outcome == Outcome::rejected);
  }
  SUBCASE("not who isn't affected") {
    const store::Board hall = fixture.centre.enrolled("YX/BT/G1/XH");
    fixture.board = hall;
    CHECK(fixture.choose("1", fixture.centre.clock.now()).outcome == Outcome::accepted);
    model::Household far;
    far.account = "3301059999";
    far.unit_path = "YX/BT/G1/XH/4/1";
    far.door = "101";
    REQUIRE(fixture.centre.store->write([&](store::Writer& writer) -> base::Result<void> {
      if (auto put = writer.put(far); !put) return tl::unexpected(put.error());
      return {};
    }));
    CHECK(fixture.choose("1", fixture.centre.clock.now(), far.account).outcome == Outcome::rejected);
  }
}

TEST_CASE("the desk decides, in time, and everybody is told") {
  Fixture fixture;
  REQUIRE(fixture.offered());
  const auto chosen = fixture.choose("2", fixture.centre.clock.now());
  REQUIRE(chosen.outcome == Outcome::accepted);
  const base::Instant latest = at("2026-12-08 14:00") - 7 * 24h;
  SUBCASE("start and estimate become those of the window") {
    fixture.centre.clock.set(at("2026-11-29 18:00"));
    const auto outage = fixture.decide("2");
    REQUIRE_MESSAGE(outage, (outage ? "" : outage.error().message));
    CHECK(outage->start == at("2026-12-08 14:00"));
    CHECK(outage->etr == at("2026-12-08 16:00"));
    CHECK(outage->chosen_window == "2");
    CHECK(outage->override_reason.empty());
    CHECK(outage->timeline.back().text == "检修时段已确定：12月8日 14:00–16:00。");
    const auto request = fixture.centre.request(chosen.receipt);
    CHECK(request.state == model::RequestState::done);
    CHECK(request.steps.back().text == outage->timeline.back().text);
    CHECK(fixture.choose("1", at("2026-11-23 08:00")).outcome == Outcome::rejected);
    CHECK(fixture.decide("1").error().code == ErrorCode::conflict);
  }
  SUBCASE("one second before the rule's limit") {
    fixture.centre.clock.set(latest - 1s);
    CHECK(fixture.decide("2"));
  }
  SUBCASE("on the second") {
    fixture.centre.clock.set(latest);
    CHECK(fixture.decide("2"));
  }
  SUBCASE("one second later only with a reason") {
    fixture.centre.clock.set(latest + 1s);
    CHECK(fixture.decide("2").error().code == ErrorCode::conflict);
    CHECK(fixture.decide("2", "客户同意")->override_reason == "客户同意");
  }
  SUBCASE("or cancels it, and they are told too") {
    REQUIRE(desk::cancel_outage(*fixture.centre.store, {fixture.outage, ""}, fixture.centre.clock));
    CHECK(fixture.centre.request(chosen.receipt).steps.back().text == "本次停电已取消。");
    CHECK(fixture.decide("2").error().code == ErrorCode::conflict);
    CHECK(fixture.choose("1", fixture.centre.clock.now()).outcome == Outcome::rejected);
  }
  SUBCASE("or withdraws it once it has begun by the clock, and they are told too") {
    fixture.centre.clock.advance(60 * 24h);
    REQUIRE(desk::withdraw_outage(*fixture.centre.store, {fixture.outage, "检修没有实施", ""}, fixture.centre.clock));
    CHECK(fixture.centre.request(chosen.receipt).steps.back().text == "停电信息已撤销：实际未停电。");
  }
  SUBCASE("not a window that isn't there") {
    CHECK(fixture.decide("9").error().code == ErrorCode::not_found);
  }
}
