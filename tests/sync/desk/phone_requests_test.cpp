// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <fstream>

#include "sync/desk/announce_outage.hpp"
#include "sync/desk/issue_pins.hpp"
#include "sync/desk/list_requests.hpp"
#include "sync/desk/offer_windows.hpp"
#include "sync/desk/take_phone_request.hpp"
#include "sync/model/receipt.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using base::ErrorCode;
using desk::test::kAccount;
using desk::test::kUnit;
using model::AnswerProblem;

struct Fixture {
  desk::PhoneRequest repair() {
    desk::PhoneRequest wanted;
    wanted.board_id = board.id;
    wanted.kind = "repair";
    wanted.token = base::make_uuid_v7(centre.clock.now(), centre.random);
    wanted.answers = {{"problem", "home"}, {"since", "just_now"}, {"phone", "13800008000"}, {"nonsense", "x"}};
    return wanted;
  }
  // Of a kind that needs the household.
  desk::PhoneRequest visit(const std::string& pin) {
    desk::PhoneRequest wanted = repair();
    wanted.kind = "change_of_name";
    wanted.account = kAccount;
    wanted.pin = pin;
    wanted.answers = {{"new_name", "王芳"}, {"identity_type", "identity_card"}, {"phone", "13800008000"}};
    return wanted;
  }
  desk::TakenPhoneRequest take(const desk::PhoneRequest& wanted) {
    auto taken = desk::take_phone_request(*centre.store, centre.catalogue, centre.rules, wanted, centre.clock.now(),
                                          centre.random);
    REQUIRE_MESSAGE(taken, (taken ? "" : taken.error().message));
    return *taken;
  }
  ErrorCode refused(const desk::PhoneRequest& wanted) {
    return desk::take_phone_request(*centre.store, centre.catalogue, centre.rules, wanted, centre.clock.now(),
                                    centre.random)
        .error()
        .code;
  }
  std::string issue_pin() {
    const std::string file = centre.folder + "/slips.csv";
    REQUIRE(desk::issue_pins(*centre.store, {{"新华社区/3栋/2单元"}, file, false}, centre.rules, centre.clock,
                             centre.random, nullptr));
    std::ifstream slips(file);
    for (std::string line; std::getline(slips, line);) {
      if (line.starts_with(kAccount)) return line.substr(line.rfind(',') + 1, 6);
    }
    return "";
  }
  std::size_t count() { return desk::list_requests(*centre.store, {})->size(); }

  desk::test::StaffCentre centre;
  store::Board board = centre.enrolled(kUnit);
};

}  // namespace

TEST_CASE("what is handed in by phone is one request, with a receipt that nobody guesses") {
  Fixture fixture;
  const auto wanted = fixture.repair();
  const auto taken = fixture.take(wanted);
  CHECK(model::canonical_receipt(taken.receipt) == taken.receipt);
  CHECK(taken.receipt.size() >= 14);
  CHECK(!taken.receipt.starts_with(fixture.board.receipt_prefix));
  const auto request = fixture.centre.request(taken.receipt);
  CHECK(request.source == "phone");
  CHECK(request.place_path == kUnit);
  CHECK(request.board_id == fixture.board.id);
  CHECK(!request.answers.contains("nonsense"));
  CHECK(request.promised_at);
  CHECK(fixture.centre.body_of("board/" + fixture.board.id, "request/" + taken.receipt).find("13800008000") ==
        std::string::npos);

  CHECK(fixture.take(wanted).receipt == taken.receipt);
  CHECK(fixture.count() == 1);
  auto other = fixture.repair();
  CHECK(fixture.take(other).receipt != taken.receipt);
  CHECK(fixture.count() == 2);
}

TEST_CASE("a form that doesn't fit says where") {
  Fixture fixture;
  auto wanted = fixture.repair();
  wanted.answers.erase("problem");
  wanted.answers["phone"] = "12345";
  const auto taken = fixture.take(wanted);
  CHECK(taken.receipt.empty());
  CHECK(taken.problems.at("problem") == AnswerProblem::missing);
  CHECK(taken.problems.at("phone") == AnswerProblem::malformed);
  CHECK(fixture.count() == 0);
  wanted = fixture.repair();
  wanted.answers["problem"] = "nonsense";
  CHECK(fixture.take(wanted).problems.at("problem") == AnswerProblem::malformed);
  wanted.kind = "teleport";
  CHECK(fixture.refused(wanted) == ErrorCode::not_found);
  wanted = fixture.repair();
  wanted.board_id = "B-XXXXXX";
  CHECK(fixture.refused(wanted) == ErrorCode::not_found);
  wanted = fixture.repair();
  wanted.token = "1";
  CHECK(fixture.refused(wanted) == ErrorCode::invalid_input);
}

TEST_CASE("what concerns a household needs its account and its PIN, with the wait that boards keep") {
  Fixture fixture;
  const std::string pin = fixture.issue_pin();
  const std::string wrong = pin == "135790" ? "135791" : "135790";
  SUBCASE("right") {
    const auto taken = fixture.take(fixture.visit(pin));
    REQUIRE(!taken.receipt.empty());
    CHECK(fixture.centre.request(taken.receipt).account == kAccount);
    CHECK(fixture.centre.request(taken.receipt).place_path == kUnit + "/501");
  }
  SUBCASE("an account that isn't there sounds like a wrong PIN") {
    auto wanted = fixture.visit(pin);
    wanted.account = "3301999999";
    CHECK(fixture.take(wanted).wrong_pin);
    wanted.account = "";
    CHECK(fixture.take(wanted).wrong_pin);
  }
  SUBCASE("one of another building too") {
    const store::Board far = fixture.centre.enrolled("YX/BT/G1/XH/4/1");
    auto wanted = fixture.visit(pin);
    wanted.board_id = far.id;
    CHECK(fixture.take(wanted).wrong_pin);
  }
  SUBCASE("five wrong ones wait 15 minutes, five more 30") {
    for (int i = 0; i < 5; ++i) CHECK(fixture.take(fixture.visit(wrong)).wrong_pin);
    const auto waiting = fixture.take(fixture.visit(pin));
    CHECK(!waiting.wrong_pin);
    CHECK(waiting.wait_until == fixture.centre.clock.now() + 15min);
    fixture.centre.clock.advance(15min - 1s);
    CHECK(fixture.take(fixture.visit(pin)).wait_until);
    fixture.centre.clock.advance(1s);
    for (int i = 0; i < 5; ++i) CHECK(fixture.take(fixture.visit(wrong)).wrong_pin);
    CHECK(fixture.take(fixture.visit(pin)).wait_until == fixture.centre.clock.now() + 30min);
    fixture.centre.clock.advance(30min);
    CHECK(!fixture.take(fixture.visit(pin)).receipt.empty());
    CHECK(fixture.take(fixture.visit(wrong)).wrong_pin);
  }
  CHECK(fixture.count() <= 1);
}

TEST_CASE("a window is chosen by phone as at the board, until the deadline") {
  Fixture fixture;
  const std::string pin = fixture.issue_pin();
  const auto at = desk::test::at;
  desk::AnnounceOutage planned;
  planned.kind = model::OutageKind::planned;
  planned.cause = "检修";
  planned.places = {"新华社区/3栋"};
  planned.start = at("2026-12-07 08:00");
  planned.etr = at("2026-12-07 10:00");
  auto& centre = fixture.centre;
  const auto outage = desk::announce_outage(*centre.store, planned, centre.rules, centre.clock, centre.random);
  REQUIRE(outage);
  desk::OfferWindows offer;
  offer.id = outage->id;
  offer.windows = {{at("2026-12-07 08:00"), at("2026-12-07 10:00")}, {at("2026-12-08 08:00"), at("2026-12-08 10:00")}};
  offer.choose_by = at("2026-11-29 18:00");
  REQUIRE(desk::offer_windows(*centre.store, offer, centre.rules, centre.clock));
  const auto form = desk::open_phone_form(*centre.store, centre.rules, fixture.board.id, "", centre.clock.now());
  REQUIRE(form->outage);
  CHECK(form->outage->id == outage->id);
  const auto choose = [&](const std::string& window) {
    auto wanted = fixture.visit(pin);
    wanted.kind = "maintenance_window";
    wanted.outage_id = outage->id;
    wanted.answers = {{"window", window}};
    return fixture.take(wanted);
  };
  const auto chosen = choose("2");
  REQUIRE(!chosen.receipt.empty());
  CHECK(centre.request(chosen.receipt).outage_id == outage->id);
  CHECK(!choose("7").sentence.empty());
  centre.clock.set(at("2026-11-29 17:59:59"));
  CHECK(!choose("1").receipt.empty());
  centre.clock.set(at("2026-11-29 18:00"));
  CHECK(!choose("2").sentence.empty());
  CHECK(!desk::open_phone_form(*centre.store, centre.rules, fixture.board.id, "", centre.clock.now())->outage);
}
