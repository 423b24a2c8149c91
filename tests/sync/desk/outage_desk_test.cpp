// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Outages as the desk changes them: versions, history, moves, taken up again, many at once, and what a preview says.
#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <chrono>

#include "sync/desk/announce_outage.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/change_outages.hpp"
#include "sync/desk/offer_windows.hpp"
#include "sync/desk/outage_templates.hpp"
#include "sync/desk/preview_outage.hpp"
#include "sync/desk/reopen_outage.hpp"
#include "sync/desk/revise_outage.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using base::ErrorCode;
using desk::test::at;
using desk::test::kCommunity;
using desk::test::StaffCentre;
using model::OutageKind;
using model::OutageState;

const desk::OutageHand kLi{{"u1", "li", "10.0.0.1"}, nullptr, std::nullopt};

desk::OutageHand seeing(std::int64_t version) {
  desk::OutageHand hand = kLi;
  hand.version = version;
  return hand;
}

struct Fixture {
  StaffCentre centre;

  base::Result<model::Outage> announce(const desk::AnnounceOutage& wanted) {
    return desk::announce_outage(*centre.store, wanted, centre.rules, centre.clock, centre.random, kLi);
  }
  base::Result<model::Outage> announce(OutageKind kind, base::Instant start,
                                       const std::string& place = "新华社区/3栋") {
    desk::AnnounceOutage wanted;
    wanted.kind = kind;
    wanted.cause = "线路检修";
    wanted.places = {place};
    wanted.start = start;
    wanted.etr = start + 2h;
    return announce(wanted);
  }
  model::Outage fault(const std::string& place = "新华社区/3栋") {
    return announce(OutageKind::fault, centre.clock.now(), place).value();
  }
  base::Result<model::Outage> update(const std::string& id, const desk::OutageHand& hand) {
    return desk::update_outage(*centre.store, {id, "抢修人员已到场。", {}, {}}, centre.clock, hand);
  }
  base::Result<model::Outage> move(const std::string& id, base::Instant start, const std::string& reason = "") {
    desk::ReviseOutage wanted;
    wanted.id = id;
    wanted.start = start;
    wanted.etr = start + 2h;
    wanted.override_reason = reason;
    return desk::revise_outage(*centre.store, wanted, centre.rules, centre.clock, kLi);
  }
  std::vector<store::OutageChange> history(const std::string& id) {
    std::vector<store::OutageChange> found;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      found = reader.outage_desk().outage_changes(id, 100).value();
      return {};
    }));
    return found;
  }
  model::Outage stored(const std::string& id) {
    model::Outage found;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      found = reader.outage(id).value().value();
      return {};
    }));
    return found;
  }
  void flag(const std::string& account, const std::string& care) {
    REQUIRE(centre.store->write([&](store::Writer& writer) -> base::Result<void> {
      auto household = writer.household(account).value().value();
      household.care = care;
      return writer.put(household).map([](bool) {});
    }));
  }
  base::Result<desk::OutagePreview> preview(const desk::AnnounceOutage& wanted, const std::string& moved = "") {
    base::Result<desk::OutagePreview> said = desk::OutagePreview();
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      said = desk::preview_outage(reader, wanted, moved, centre.rules, centre.clock.now(),
                                  base::date_of(centre.clock.now(), base::Zone{}), centre.clock.now());
      return {};
    }));
    return said;
  }
};

}  // namespace

TEST_CASE("a change counts the version up, and one that was made from an older version is refused") {
  Fixture fixture;
  const auto outage = fixture.fault();
  CHECK(outage.version == 1);
  CHECK(outage.households == 8);
  CHECK(fixture.update(outage.id, seeing(1))->version == 2);
  const auto late = fixture.update(outage.id, seeing(1));
  REQUIRE_FALSE(late);
  CHECK(late.error().code == ErrorCode::conflict);
  CHECK(late.error().message == desk::kOutageChanged);
  CHECK(fixture.update(outage.id, kLi)->version == 3);
  // What changes nothing counts nothing.
  REQUIRE(desk::restore_outage(*fixture.centre.store, {outage.id, {}, ""}, fixture.centre.clock, kLi));
  CHECK(desk::restore_outage(*fixture.centre.store, {outage.id, {}, ""}, fixture.centre.clock, kLi)->version == 4);
}

TEST_CASE("the history keeps who changed what, from what to what") {
  Fixture fixture;
  const auto outage = fixture.fault();
  fixture.centre.clock.advance(10min);
  const base::Instant etr = fixture.centre.clock.now() + 3h;
  REQUIRE(desk::update_outage(*fixture.centre.store, {outage.id, "更换电缆。", etr, {}}, fixture.centre.clock, kLi));
  const auto history = fixture.history(outage.id);
  REQUIRE(history.size() == 2);
  CHECK(history[0].action == "updateOutage");
  CHECK(history[0].actor_name == "li");
  CHECK(history[1].action == "announceOutage");
  const auto fields = boost::json::parse(history[0].fields).as_array();
  REQUIRE(fields.size() == 2);
  CHECK(fields[0].at("name").as_string() == "etr");
  CHECK(fields[0].at("before").as_string() == "2026-11-22T10:00:00+08:00");
  CHECK(fields[0].at("after").as_string() == "2026-11-22T11:10:00+08:00");
  CHECK(fields[1].at("after").as_string() == "更换电缆。");
  const auto chain = desk::list_audit(*fixture.centre.store, {});
  CHECK(chain->items[0].action == "updateOutage");
  CHECK(chain->items[0].actor == "u1");
  CHECK(chain->items[0].place == kCommunity + "/3");
}

TEST_CASE("a premature restoration is taken back, and stays visible") {
  Fixture fixture;
  const auto outage = fixture.fault();
  const desk::ReopenOutage again{outage.id, "用户反映又停了", "", {}};
  CHECK(desk::reopen_outage(*fixture.centre.store, again, fixture.centre.clock, kLi).error().code ==
        ErrorCode::conflict);
  REQUIRE(desk::restore_outage(*fixture.centre.store, {outage.id, {}, ""}, fixture.centre.clock, kLi));
  fixture.centre.clock.advance(5min);
  CHECK(desk::reopen_outage(*fixture.centre.store, {outage.id, " ", "", {}}, fixture.centre.clock, kLi).error().code ==
        ErrorCode::invalid_input);
  const auto reopened = desk::reopen_outage(*fixture.centre.store, again, fixture.centre.clock, kLi);
  REQUIRE(reopened);
  CHECK(reopened->state == OutageState::ongoing);
  CHECK_FALSE(reopened->restored_at);
  CHECK(reopened->reopened == 1);
  REQUIRE(reopened->timeline.size() == 2);
  CHECK(reopened->timeline[0].text == "已恢复供电。");
  CHECK(reopened->timeline[1].text.starts_with("前次复电信息有误"));
  CHECK(fixture.history(outage.id)[0].reason == "用户反映又停了");
  CHECK(fixture.centre.body_of(kCommunity, "outage/" + outage.id).find("前次复电信息有误") != std::string::npos);
  CHECK(desk::restore_outage(*fixture.centre.store, {outage.id, {}, ""}, fixture.centre.clock, kLi)->restored_at);
}

TEST_CASE("an outage that is moved is told anew: the lead time counts from then, to the second") {
  Fixture fixture;
  const base::Instant now = fixture.centre.clock.now();
  const auto planned = fixture.announce(OutageKind::planned, now + 20 * 24h);
  REQUIRE(planned);
  fixture.centre.clock.advance(24h);
  const base::Instant later = fixture.centre.clock.now();
  const auto late = fixture.move(planned->id, later + 7 * 24h - 1s);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == ErrorCode::conflict);
  const auto moved = fixture.move(planned->id, later + 7 * 24h);
  REQUIRE(moved);
  CHECK(moved->told_at == later);
  CHECK(moved->published_at == now);
  CHECK(moved->override_reason.empty());
  CHECK(model::in_time(*moved, fixture.centre.rules.outage));
  CHECK(moved->timeline.back().text == "停电时间调整为：11月30日 08:00–10:00。");
  const auto overridden = fixture.move(planned->id, later + 7 * 24h - 1s, "设备紧急缺陷");
  REQUIRE(overridden);
  CHECK(overridden->override_reason == "设备紧急缺陷");
  CHECK_FALSE(model::in_time(*overridden, fixture.centre.rules.outage));
  CHECK(fixture.move(planned->id, later + 7 * 24h + 1s)->override_reason.empty());

  SUBCASE("not into the past, and not once it has begun") {
    CHECK(fixture.move(planned->id, later).error().code == ErrorCode::invalid_input);
    fixture.centre.clock.advance(7 * 24h + 1s);
    CHECK(fixture.move(planned->id, fixture.centre.clock.now() + 8 * 24h).error().code == ErrorCode::conflict);
  }
  SUBCASE("words alone are put right without telling it anew") {
    desk::ReviseOutage words;
    words.id = planned->id;
    words.cause = "更换变压器";
    const auto revised =
        desk::revise_outage(*fixture.centre.store, words, fixture.centre.rules, fixture.centre.clock, kLi);
    REQUIRE(revised);
    CHECK(revised->cause == "更换变压器");
    CHECK(revised->timeline.size() == 3);
    CHECK(revised->told_at == later);
  }
}

TEST_CASE(
    "the lead time is a span of moments: neither the end of a year nor a zone's clock makes it longer or shorter") {
  Fixture fixture;
  const auto check = [&](const char* now, const char* start, OutageKind kind, bool in_time) {
    fixture.centre.clock.advance(base::parse_rfc3339(now).value() - fixture.centre.clock.now());
    CAPTURE(start);
    CHECK(fixture.announce(kind, base::parse_rfc3339(start).value()).has_value() == in_time);
  };
  check("2026-12-28T08:00:00+08:00", "2027-01-04T07:59:59+08:00", OutageKind::planned, false);
  check("2026-12-28T08:00:00+08:00", "2027-01-04T08:00:00+08:00", OutageKind::planned, true);
  check("2026-12-28T08:00:00+08:00", "2027-01-04T08:00:01+08:00", OutageKind::planned, true);
  check("2026-12-31T18:30:00+08:00", "2027-01-01T18:29:59+08:00", OutageKind::temporary, false);
  check("2026-12-31T18:30:00+08:00", "2027-01-01T18:30:00+08:00", OutageKind::temporary, true);
  // The same hour of the clock a day later is 23 hours away where clocks go forward, 25 where they go back.
  check("2027-03-13T12:00:00-05:00", "2027-03-14T12:00:00-04:00", OutageKind::temporary, false);
  check("2027-03-13T12:00:00-05:00", "2027-03-14T13:00:00-04:00", OutageKind::temporary, true);
  check("2027-11-06T12:00:00-04:00", "2027-11-07T10:59:59-05:00", OutageKind::temporary, false);
  check("2027-11-06T12:00:00-04:00", "2027-11-07T11:00:00-05:00", OutageKind::temporary, true);
}

TEST_CASE("maintenance at customers with cold storage lasts two hours at most, to the second, or has a reason") {
  Fixture fixture;
  fixture.flag(desk::test::kAccount, "冷库");
  desk::AnnounceOutage wanted;
  wanted.kind = OutageKind::planned;
  wanted.cause = "线路检修";
  wanted.places = {"新华社区/3栋"};
  wanted.start = fixture.centre.clock.now() + 10 * 24h;
  const auto lasting = [&](std::chrono::seconds span) {
    wanted.etr = *wanted.start + span;
    return fixture.announce(wanted);
  };
  CHECK(lasting(2h - 1s));
  CHECK(lasting(2h));
  const auto long_one = lasting(2h + 1s);
  REQUIRE_FALSE(long_one);
  CHECK(long_one.error().message == desk::kTooLongForColdStorage);
  wanted.override_reason = "用户已自备发电机";
  CHECK(lasting(2h + 1s)->override_reason == "用户已自备发电机");
  wanted.override_reason.clear();
  wanted.places = {"新华社区/4栋"};
  CHECK(lasting(8h));
  wanted.kind = OutageKind::fault;
  wanted.places = {"新华社区/3栋"};
  CHECK(lasting(8h));
}

TEST_CASE("a preview says whom it hits, what is missing to the rule, and what else hits them then") {
  Fixture fixture;
  fixture.flag(desk::test::kAccount, "冷库,重要用户");
  fixture.flag("3301050012", "水产养殖");
  const base::Instant now = fixture.centre.clock.now();
  const auto other = fixture.announce(OutageKind::planned, now + 8 * 24h, "新华社区/3栋/2单元");
  REQUIRE(other);
  REQUIRE(fixture.announce(OutageKind::planned, now + 9 * 24h, "新华社区/3栋"));
  REQUIRE(fixture.announce(OutageKind::planned, now + 8 * 24h, "新华社区/4栋"));
  desk::AnnounceOutage wanted;
  wanted.kind = OutageKind::planned;
  wanted.supply_ids = {"T1"};
  wanted.start = now + 8 * 24h - 3h;
  wanted.etr = now + 8 * 24h + 1s;
  auto preview = fixture.preview(wanted);
  REQUIRE(preview);
  CHECK(preview->outage.households == 8);
  CHECK(preview->outage.audience.size() == 9);
  CHECK(preview->outage.line == "新华1号台区");
  CHECK(preview->in_time());
  CHECK(preview->sensitive[model::CallCategory::important] == 1);
  CHECK(preview->sensitive[model::CallCategory::aquaculture] == 1);
  CHECK(preview->cold_storage_customers == 1);
  CHECK_FALSE(preview->fits_cold_storage);
  REQUIRE(preview->overlaps.size() == 2);
  const auto& overlap = preview->overlaps[0].outage.id == other->id ? preview->overlaps[0] : preview->overlaps[1];
  CHECK(overlap.outage.id == other->id);
  CHECK(overlap.places == std::vector<std::string>{kCommunity + "/3/2"});
  CHECK(overlap.households == 2);
  // Moved, it doesn't overlap itself; where one ends as the other begins nobody is hit by both.
  CHECK(fixture.preview(wanted, other->id)->overlaps.size() == 1);
  wanted.etr = now + 8 * 24h;
  CHECK(fixture.preview(wanted)->overlaps.empty());
  wanted.start = now + 7 * 24h - 90s;
  wanted.etr = now + 7 * 24h;
  preview = fixture.preview(wanted);
  CHECK_FALSE(preview->in_time());
  CHECK((preview->required_lead - preview->given_lead) == 90s);
  CHECK(preview->start_at_earliest == now + 7 * 24h);
  wanted.supply_ids.clear();
  CHECK(fixture.preview(wanted).error().code == ErrorCode::invalid_input);
}

TEST_CASE("many outages are changed at once, each wholly or refused for its own reason") {
  Fixture fixture;
  std::vector<desk::OutageSeen> seen;
  for (int i = 0; i < 200; ++i) {
    const auto outage = fixture.fault("新华社区/" + std::to_string(i % 10 + 1) + "栋");
    seen.push_back({outage.id, 1});
  }
  REQUIRE(fixture.update(seen[3].id, kLi));
  REQUIRE(desk::restore_outage(*fixture.centre.store, {seen[4].id, {}, ""}, fixture.centre.clock, kLi));
  seen[4].version = 2;
  seen.push_back({"T20261122-XXXX", 1});
  seen.push_back(seen[0]);
  const base::Instant etr = fixture.centre.clock.now() + 5h;
  const auto begun = std::chrono::steady_clock::now();
  const auto outcomes = desk::change_outages(
      *fixture.centre.store, seen, desk::UpdateOutage{"", "风暴抢修中。", etr, {}}, fixture.centre.clock, kLi);
  MESSAGE("200 outages at once: "
          << std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count()
          << " ms");
  REQUIRE(outcomes);
  REQUIRE(outcomes->size() == 202);
  CHECK((*outcomes)[0].version.value() == 2);
  CHECK((*outcomes)[3].version.error().message == desk::kOutageChanged);
  CHECK((*outcomes)[4].version.error().code == ErrorCode::conflict);
  CHECK((*outcomes)[200].version.error().code == ErrorCode::not_found);
  CHECK((*outcomes)[201].version.error().message == desk::kOutageChanged);
  CHECK(std::count_if(outcomes->begin(), outcomes->end(), [](const auto& one) { return one.version.has_value(); }) ==
        198);
  CHECK(fixture.stored(seen[7].id).etr == etr);
  CHECK(fixture.stored(seen[3].id).etr != etr);
  CHECK(fixture.history(seen[7].id)[0].action == "updateOutage");
  std::vector<desk::OutageSeen> too_many(desk::kMostOutagesAtOnce + 1, {"T20261122-XXXX", 1});
  CHECK(desk::change_outages(*fixture.centre.store, too_many, desk::CancelOutage{}, fixture.centre.clock, kLi)
            .error()
            .code == ErrorCode::too_large);
}

TEST_CASE("outages told by mistake are withdrawn at once, with a reason in the history of each") {
  Fixture fixture;
  const auto first = fixture.fault(), second = fixture.fault("新华社区/4栋"), back = fixture.fault("新华社区/5栋");
  REQUIRE(desk::restore_outage(*fixture.centre.store, {back.id, {}, ""}, fixture.centre.clock, kLi));
  const auto outcomes = desk::change_outages(*fixture.centre.store, {{first.id, 1}, {second.id, 1}, {back.id, 2}},
                                             desk::WithdrawOutage{"", "演练时误发", ""}, fixture.centre.clock, kLi);
  REQUIRE(outcomes);
  CHECK((*outcomes)[0].version.value() == 2);
  CHECK((*outcomes)[1].version.value() == 2);
  CHECK((*outcomes)[2].version.error().code == ErrorCode::conflict);
  CHECK(fixture.stored(first.id).withdrawn);
  CHECK_FALSE(fixture.stored(back.id).withdrawn);
  const auto history = fixture.history(first.id);
  CHECK(history[0].action == "withdrawOutage");
  CHECK(history[0].reason == "演练时误发");
  const auto fields = boost::json::parse(history[0].fields).as_array();
  CHECK(fields[0].at("name").as_string() == "state");
  CHECK(fields[0].at("before").as_string() == "ongoing");
  CHECK(fields[0].at("after").as_string() == "withdrawn");
}

TEST_CASE("who may not withdraw at its places is refused, whatever else he or she may") {
  Fixture fixture;
  const auto outage = fixture.fault();
  desk::OutageHand hand = kLi;
  hand.may = [](std::string_view operation, const std::vector<std::string>&) { return operation != "withdrawOutage"; };
  const desk::WithdrawOutage wanted{outage.id, "误报", ""};
  CHECK(desk::withdraw_outage(*fixture.centre.store, wanted, fixture.centre.clock, hand).error().code ==
        ErrorCode::forbidden);
  CHECK(desk::change_outages(*fixture.centre.store, {{outage.id, 1}}, wanted, fixture.centre.clock, hand)
            .value()[0]
            .version.error()
            .code == ErrorCode::forbidden);
}

TEST_CASE("who may not act at all places of an outage changes nothing of it") {
  Fixture fixture;
  const auto outage = fixture.fault();
  desk::OutageHand elsewhere = kLi;
  elsewhere.may = [](std::string_view, const std::vector<std::string>& paths) {
    return paths == std::vector<std::string>{kCommunity + "/4"};
  };
  CHECK(fixture.update(outage.id, elsewhere).error().code == ErrorCode::forbidden);
  CHECK(fixture.stored(outage.id).version == 1);
  const auto other = fixture.fault("新华社区/4栋");
  const auto outcomes = desk::change_outages(*fixture.centre.store, {{outage.id, 1}, {other.id, 1}},
                                             desk::RestoreOutage{}, fixture.centre.clock, elsewhere);
  CHECK((*outcomes)[0].version.error().code == ErrorCode::forbidden);
  CHECK((*outcomes)[1].version.value() == 2);
}

TEST_CASE("templates of causes are kept by kind and name") {
  Fixture fixture;
  auto& store = *fixture.centre.store;
  const base::Instant now = fixture.centre.clock.now();
  const auto added = desk::add_outage_template(store, kLi, {"", OutageKind::fault, "跳闸", "线路跳闸", "已派人。"}, now,
                                               fixture.centre.random);
  REQUIRE(added);
  const auto twice =
      desk::add_outage_template(store, kLi, {"", OutageKind::fault, "跳闸", "x", ""}, now, fixture.centre.random);
  CHECK(twice.error().code == ErrorCode::conflict);
  auto changed = *added;
  changed.cause = "10kV 线路跳闸";
  CHECK(desk::change_outage_template(store, kLi, changed, now)->cause == "10kV 线路跳闸");
  CHECK(desk::remove_outage_template(store, kLi, added->id, now));
  CHECK(desk::remove_outage_template(store, kLi, added->id, now).error().code == ErrorCode::not_found);
}
