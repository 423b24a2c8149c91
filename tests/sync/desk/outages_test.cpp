// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/desk/announce_outage.hpp"
#include "sync/desk/cancel_outage.hpp"
#include "sync/desk/list_outages.hpp"
#include "sync/desk/reopen_outage.hpp"
#include "sync/desk/restore_outage.hpp"
#include "sync/desk/update_outage.hpp"
#include "sync/desk/withdraw_outage.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using base::ErrorCode;
using desk::test::kCommunity;
using desk::test::StaffCentre;
using model::OutageKind;
using model::OutageState;

desk::AnnounceOutage outage_of(OutageKind kind, base::Instant start) {
  desk::AnnounceOutage wanted;
  wanted.kind = kind;
  wanted.cause = "线路检修";
  wanted.places = {"新华社区/3栋"};
  wanted.start = start;
  wanted.etr = start + 4h;
  return wanted;
}

base::Result<model::Outage> announce(StaffCentre& centre, const desk::AnnounceOutage& wanted) {
  return desk::announce_outage(*centre.store, wanted, centre.rules, centre.clock, centre.random);
}

std::vector<std::string> dark(StaffCentre& centre, const std::vector<std::string>& points) {
  std::vector<std::string> paths;
  REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
    auto found = desk::places_without_power(reader, points);
    if (!found) return tl::unexpected(found.error());
    paths = *found;
    return {};
  }));
  return paths;
}

}  // namespace

TEST_CASE("lead times are kept to the second, or overridden with a reason that is kept") {
  StaffCentre centre;
  const auto check = [&](OutageKind kind, std::chrono::seconds lead) {
    const base::Instant now = centre.clock.now();
    const auto late = announce(centre, outage_of(kind, now + lead - 1s));
    REQUIRE(!late);
    CHECK(late.error().code == ErrorCode::conflict);
    CHECK(announce(centre, outage_of(kind, now + lead)));
    CHECK(announce(centre, outage_of(kind, now + lead + 1s)));
    auto overridden = outage_of(kind, now + lead - 1s);
    overridden.override_reason = "变压器随时可能烧毁";
    CHECK(announce(centre, overridden)->override_reason == "变压器随时可能烧毁");
    overridden.start = now + lead;
    CHECK(announce(centre, overridden)->override_reason.empty());
  };
  SUBCASE("planned, 7 x 24 h") {
    check(OutageKind::planned, 7 * 24h);
  }
  SUBCASE("temporary, 24 h") {
    check(OutageKind::temporary, 24h);
  }
  SUBCASE("a fault may have begun already") {
    CHECK(announce(centre, outage_of(OutageKind::fault, centre.clock.now() - 1h)));
  }
}

TEST_CASE("affected places follow from the supply points") {
  StaffCentre centre;
  SUBCASE("a district feeds its community but for the building on another one") {
    const auto paths = dark(centre, {"T1"});
    CHECK(paths.size() == 9);
    CHECK(std::find(paths.begin(), paths.end(), kCommunity + "/10") == paths.end());
  }
  SUBCASE("the building alone") {
    CHECK(dark(centre, {"T2"}) == std::vector<std::string>{kCommunity + "/10"});
  }
  SUBCASE("both, or the feeder above them, are the whole community") {
    CHECK(dark(centre, {"T1", "T2"}) == std::vector<std::string>{kCommunity});
    CHECK(dark(centre, {"F1"}) == std::vector<std::string>{kCommunity});
  }
  SUBCASE("the substation is both communities") {
    CHECK(dark(centre, {"S1"}) == std::vector<std::string>{"YX/BT/G1/DX", kCommunity});
  }
  SUBCASE("and reach their boards alone") {
    auto wanted = outage_of(OutageKind::fault, centre.clock.now());
    wanted.places.clear();
    wanted.supply_ids = {"T2"};
    const auto outage = announce(centre, wanted);
    REQUIRE(outage);
    CHECK(outage->scope == "新华社区10栋");
    CHECK(outage->line == "新华2号台区");
    CHECK(centre.keys_at(kCommunity + "/10/1").contains("outage/" + outage->id));
    CHECK(!centre.keys_at(desk::test::kUnit).contains("outage/" + outage->id));
  }
  SUBCASE("points that feed no place, that aren't known, and nobody at all") {
    auto wanted = outage_of(OutageKind::fault, centre.clock.now());
    wanted.places.clear();
    CHECK(announce(centre, wanted).error().code == ErrorCode::invalid_input);
    wanted.supply_ids = {"T9"};
    CHECK(announce(centre, wanted).error().code == ErrorCode::invalid_input);
    wanted.supply_ids = {"T77"};
    CHECK(announce(centre, wanted).error().code == ErrorCode::not_found);
  }
}

TEST_CASE("given places are named with the line that feeds them") {
  StaffCentre centre;
  auto wanted = outage_of(OutageKind::fault, centre.clock.now());
  wanted.places = {"新华社区/3栋/1单元", "新华社区/3栋/2单元", "新华社区/10栋"};
  const auto outage = announce(centre, wanted);
  REQUIRE(outage);
  CHECK(outage->scope == "新华社区10栋；3栋1单元、2单元");
  CHECK(outage->line == "新华2号台区、新华1号台区");
}

TEST_CASE("an outage is followed to its end") {
  StaffCentre centre;
  const auto outage = announce(centre, outage_of(OutageKind::fault, centre.clock.now()));
  REQUIRE(outage);
  centre.clock.advance(30min);
  const base::Instant etr = centre.clock.now() + 2h;
  const auto updated = desk::update_outage(*centre.store, {outage->id, "抢修人员已到场。", etr, {}}, centre.clock);
  REQUIRE(updated);
  CHECK(updated->etr == etr);
  CHECK(updated->timeline.back().text == "抢修人员已到场。");
  CHECK(updated->timeline.back().etr == etr);
  const std::string body = centre.body_of(kCommunity, "outage/" + outage->id);
  CHECK(body.find("抢修人员已到场。") != std::string::npos);
  SUBCASE("steps stand in the order in which they happened") {
    const auto earlier = desk::update_outage(
        *centre.store, {outage->id, "抢修人员已出发。", {}, centre.clock.now() - 20min}, centre.clock);
    REQUIRE(earlier->timeline.size() == 2);
    CHECK(earlier->timeline.front().text == "抢修人员已出发。");
  }
  SUBCASE("restored once, told once, kept in history") {
    centre.clock.advance(1h);
    const auto restored = desk::restore_outage(*centre.store, {outage->id, {}, ""}, centre.clock);
    REQUIRE(restored);
    CHECK(restored->restored_at == centre.clock.now());
    CHECK(desk::restore_outage(*centre.store, {outage->id, {}, ""}, centre.clock)->timeline == restored->timeline);
    CHECK(centre.keys_at(desk::test::kUnit).contains("outage/" + outage->id));
    CHECK(desk::list_outages(*centre.store, {})->empty());
    CHECK(desk::list_outages(*centre.store, {{}, true})->size() == 1);
    CHECK(desk::update_outage(*centre.store, {outage->id, "又停了", {}, {}}, centre.clock).error().code ==
          ErrorCode::conflict);
    CHECK(desk::cancel_outage(*centre.store, {outage->id, ""}, centre.clock).error().code == ErrorCode::conflict);
  }
  SUBCASE("what can't be is refused") {
    const auto code = [](const auto& result) { return result.error().code; };
    CHECK(code(desk::update_outage(*centre.store, {outage->id, " ", {}, {}}, centre.clock)) ==
          ErrorCode::invalid_input);
    CHECK(code(desk::update_outage(*centre.store, {outage->id, "", centre.clock.now() - 1s, {}}, centre.clock)) ==
          ErrorCode::invalid_input);
    CHECK(code(desk::restore_outage(*centre.store, {outage->id, centre.clock.now() + 1s, ""}, centre.clock)) ==
          ErrorCode::invalid_input);
    CHECK(code(desk::restore_outage(*centre.store, {outage->id, outage->start - 1s, ""}, centre.clock)) ==
          ErrorCode::conflict);
    CHECK(code(desk::cancel_outage(*centre.store, {outage->id, ""}, centre.clock)) == ErrorCode::conflict);
    CHECK(code(desk::restore_outage(*centre.store, {"T20261122-XXXX", {}, ""}, centre.clock)) == ErrorCode::not_found);
  }
}

TEST_CASE("an outage that has not begun is cancelled, one that has begun is restored") {
  StaffCentre centre;
  const auto outage = announce(centre, outage_of(OutageKind::planned, centre.clock.now() + 8 * 24h));
  REQUIRE(outage);
  CHECK(desk::restore_outage(*centre.store, {outage->id, {}, ""}, centre.clock).error().code == ErrorCode::conflict);
  const auto cancelled = desk::cancel_outage(*centre.store, {outage->id, ""}, centre.clock);
  REQUIRE(cancelled);
  CHECK(cancelled->state == OutageState::cancelled);
  CHECK(desk::cancel_outage(*centre.store, {outage->id, ""}, centre.clock)->timeline.size() == 1);
}

TEST_CASE("a planned outage that was never switched off is cancelled before its start, withdrawn from it on") {
  StaffCentre centre;
  const auto outage = announce(centre, outage_of(OutageKind::planned, centre.clock.now() + 8 * 24h));
  REQUIRE(outage);
  const auto withdraw = [&] {
    return desk::withdraw_outage(*centre.store, {outage->id, "检修没有实施", ""}, centre.clock);
  };
  centre.clock.set(outage->start - 1s);
  const auto early = withdraw();
  REQUIRE_FALSE(early);
  CHECK(early.error().code == ErrorCode::conflict);
  CHECK(early.error().message.find("cancel it") != std::string::npos);
  centre.clock.advance(1s);
  CHECK(desk::cancel_outage(*centre.store, {outage->id, ""}, centre.clock).error().code == ErrorCode::conflict);
  const auto withdrawn = withdraw();
  REQUIRE(withdrawn);
  CHECK(withdrawn->state == OutageState::cancelled);
  CHECK(withdrawn->withdrawn);
  CHECK_FALSE(withdrawn->restored_at);
  CHECK(withdrawn->timeline.back().text == "停电信息已撤销：实际未停电。");
  CHECK(withdrawn->timeline.back().at == outage->start);
  const std::string body = centre.body_of(kCommunity, "outage/" + outage->id);
  CHECK(body.find("\"withdrawn\":true") != std::string::npos);
  CHECK(body.find("检修没有实施") == std::string::npos);
  CHECK(desk::list_outages(*centre.store, {})->empty());
  SUBCASE("a second time changes nothing") {
    centre.clock.advance(1h);
    CHECK(withdraw()->version == withdrawn->version);
    CHECK(desk::cancel_outage(*centre.store, {outage->id, ""}, centre.clock)->version == withdrawn->version);
  }
  SUBCASE("and nothing comes behind") {
    centre.clock.advance(1h);
    for (const auto& refused : {desk::restore_outage(*centre.store, {outage->id, {}, ""}, centre.clock),
                                desk::update_outage(*centre.store, {outage->id, "又停了", {}, {}}, centre.clock)}) {
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::conflict);
    }
  }
}

TEST_CASE("a fault told by mistake is withdrawn, one whose power was said to be back only once that is taken back") {
  StaffCentre centre;
  const auto outage = announce(centre, outage_of(OutageKind::fault, centre.clock.now()));
  REQUIRE(outage);
  const desk::WithdrawOutage wanted{outage->id, "误报，现场有电", "经核实并未停电。"};
  SUBCASE("not without a reason") {
    CHECK(desk::withdraw_outage(*centre.store, {outage->id, " ", ""}, centre.clock).error().code ==
          ErrorCode::invalid_input);
  }
  SUBCASE("as soon as it is told") {
    const auto withdrawn = desk::withdraw_outage(*centre.store, wanted, centre.clock);
    REQUIRE(withdrawn);
    CHECK(withdrawn->timeline.back().text == "经核实并未停电。");
  }
  SUBCASE("once it was said to be back") {
    centre.clock.advance(10min);
    REQUIRE(desk::restore_outage(*centre.store, {outage->id, {}, ""}, centre.clock));
    const auto refused = desk::withdraw_outage(*centre.store, wanted, centre.clock);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::conflict);
    CHECK(refused.error().message.find("reopen it before") != std::string::npos);
    REQUIRE(desk::reopen_outage(*centre.store, {outage->id, "其实没停过电", "", {}}, centre.clock));
    const auto withdrawn = desk::withdraw_outage(*centre.store, wanted, centre.clock);
    REQUIRE(withdrawn);
    CHECK(withdrawn->withdrawn);
    CHECK_FALSE(withdrawn->restored_at);
  }
  SUBCASE("not what was called off before") {
    const auto planned = announce(centre, outage_of(OutageKind::planned, centre.clock.now() + 8 * 24h));
    REQUIRE(planned);
    REQUIRE(desk::cancel_outage(*centre.store, {planned->id, ""}, centre.clock));
    centre.clock.advance(9 * 24h);
    const auto refused = desk::withdraw_outage(*centre.store, {planned->id, "误报", ""}, centre.clock);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("was cancelled") != std::string::npos);
  }
}
