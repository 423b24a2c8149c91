// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Alarms: what a look at the boards makes of them, which figure holds, and what staff do about them.
#include "sync/desk/alarms.hpp"

#include <doctest/doctest.h>

#include "sync/desk/alarm_plan.hpp"
#include "sync/desk/alarm_rules.hpp"
#include "sync/desk/announce_outage.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/board_groups.hpp"
#include "sync/desk/watch_boards.hpp"
#include "sync/store/board_commands.hpp"
#include "tests/sync/desk/staff_centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using base::ErrorCode;
using desk::test::StaffCentre;
using model::AlarmKind;

namespace {

constexpr base::Instant kNow{std::chrono::seconds(1795000000)};

model::SupplyPoint point(const char* id, const char* parent) {
  return {id, parent, model::SupplyKind::feeder, std::string(id) + "线"};
}

desk::SilentNow silent(const std::string& id, std::chrono::seconds for_so_long, const char* district = "",
                       const char* outage = "") {
  desk::SilentNow now;
  now.board = {id, "YX", kNow - for_so_long, {}};
  if (*district != '\0') now.board.hangs_on = {point(district, "F1"), point("F1", "S1")};
  now.figure = 900;
  now.past_figure = for_so_long >= 900s;
  now.outage_id = outage;
  return now;
}

desk::BoardLook look_at(std::vector<desk::SilentNow> all) {
  desk::BoardLook look;
  look.now = kNow;
  for (const auto& each : all) look.unheard.insert(each.board.id);
  look.silent = std::move(all);
  return look;
}

// What the store would hold after the plan.
std::vector<store::Alarm> after(std::vector<store::Alarm> standing, const desk::AlarmPlan& plan) {
  for (const auto& changed : plan.changed) {
    for (auto& alarm : standing) {
      if (alarm.id == changed.id) alarm = changed;
    }
  }
  for (const auto& ended : plan.ended) std::erase_if(standing, [&](const auto& alarm) { return alarm.id == ended.id; });
  for (auto alarm : plan.raised) {
    alarm.id = "a" + std::to_string(standing.size() + 1);
    standing.push_back(alarm);
  }
  return standing;
}

desk::BoardTrouble trouble(const char* id, AlarmKind kind) {
  return {id, "YX", kind, "81", 80, kNow};
}

struct Watch {
  StaffCentre centre;
  model::AlarmFigures figures =
      model::AlarmFigures::load(std::string(GRIDBOARD_SOURCE_DIR) + "/assets/rules/alarms.json").value();

  desk::Watched look() {
    const auto watched =
        desk::watch_boards(*centre.store, {figures, 25s, base::Instant{}, centre.clock.now()}, centre.random);
    REQUIRE_MESSAGE(watched, (watched ? "" : watched.error().message));
    return *watched;
  }
  void seen(const store::Board& board) {
    REQUIRE(centre.store->write([&](store::Writer& writer) { return writer.note_seen(board.id, centre.clock.now()); }));
  }
  std::vector<store::Alarm> standing() {
    std::vector<store::Alarm> alarms;
    REQUIRE(centre.store->read([&](store::Reader& reader) -> base::Result<void> {
      alarms = reader.alarms().standing_alarms().value();
      return {};
    }));
    return alarms;
  }
  std::vector<std::string> actions() {
    std::vector<std::string> names;
    const auto page = desk::list_audit(*centre.store, {});
    for (const auto& entry : page->items) names.push_back(entry.action + " " + entry.actor);
    return names;
  }
  desk::AlarmDesk desk(std::vector<std::string> where = {""}) {
    return {*centre.store,
            centre.random,
            {"u1", "王芳", ""},
            [where](std::string_view, const std::vector<std::string>& places) {
              return std::all_of(places.begin(), places.end(), [&](const std::string& place) {
                return std::any_of(where.begin(), where.end(),
                                   [&](const std::string& own) { return own.empty() || place.starts_with(own); });
              });
            },
            centre.clock.now()};
  }
};

}  // namespace

TEST_CASE("thirty boards of one feeder that fell silent are one alarm, with the thirty under it") {
  std::vector<desk::SilentNow> all;
  for (int i = 0; i < 30; ++i) {
    all.push_back(silent("B" + std::to_string(i), 900s - std::chrono::seconds(i), i % 2 == 0 ? "T1" : "T2"));
  }
  auto look = look_at(all);
  const auto plan = desk::plan_alarms({}, look);
  REQUIRE(plan.raised.size() == 1);
  const store::Alarm& alarm = plan.raised[0];
  CHECK(alarm.supply_id == "F1");
  CHECK(alarm.words == "F1线");
  CHECK(alarm.boards.size() == 30);
  CHECK(alarm.since == kNow - 900s);
  const auto standing = after({}, plan);
  SUBCASE("the same look says nothing more: a second server adds nothing") {
    CHECK(desk::plan_alarms(standing, look).empty());
  }
  SUBCASE("five are back: the others stay under it, though the feeder has power again") {
    auto later = look_at({all.begin() + 5, all.end()});
    later.points_alive = {"F1", "T1", "T2"};
    const auto next = desk::plan_alarms(standing, later);
    CHECK(next.raised.empty());
    CHECK(next.ended.empty());
    REQUIRE(next.changed.size() == 1);
    CHECK(std::count_if(next.changed[0].boards.begin(), next.changed[0].boards.end(),
                        [](const auto& board) { return board.back_at == kNow; }) == 5);
    SUBCASE("one falls silent again and comes under it again") {
      auto again = look_at({all.begin() + 4, all.end()});
      const auto third = desk::plan_alarms(after(standing, next), again);
      CHECK(third.raised.empty());
      REQUIRE(third.changed.size() == 1);
      CHECK(std::none_of(third.changed[0].boards.begin(), third.changed[0].boards.end(),
                         [](const auto& board) { return board.board_id == "B4" && board.back_at; }));
    }
  }
  SUBCASE("all are back: it ends once") {
    const auto next = desk::plan_alarms(standing, look_at({}));
    REQUIRE(next.ended.size() == 1);
    CHECK(next.ended[0].ended_at == kNow);
    CHECK(desk::plan_alarms(after(standing, next), look_at({})).empty());
  }
  SUBCASE("another board of the feeder comes under it, ten minutes apart and not a second more") {
    all.push_back(silent("C1", 300s, "T2"));
    CHECK(desk::plan_alarms(standing, look_at(all)).changed.size() == 1);
    all.back() = silent("C1", 299s, "T2");
    CHECK(desk::plan_alarms(standing, look_at(all)).empty());
  }
}

TEST_CASE("silence is an alarm at its figure, and not a second before") {
  CHECK(desk::plan_alarms({}, look_at({silent("A", 899s)})).empty());
  const auto plan = desk::plan_alarms({}, look_at({silent("A", 900s), silent("B", 100s)}));
  REQUIRE(plan.raised.size() == 1);
  CHECK(plan.raised[0].boards.size() == 1);
  CHECK(plan.raised[0].supply_id.empty());
  SUBCASE("of a group as soon as one of them is past it, with all that are silent") {
    const auto both = desk::plan_alarms({}, look_at({silent("A", 900s, "T1"), silent("B", 400s, "T1")}));
    REQUIRE(both.raised.size() == 1);
    CHECK(both.raised[0].boards.size() == 2);
    CHECK(both.raised[0].supply_id == "T1");
  }
}

TEST_CASE("boards where the power is known to be off are said once, by the outage") {
  // Far apart in time, and on a feeder that lives.
  auto look = look_at({silent("A", 5000s, "T1", "O1"), silent("B", 900s, "T2", "O1"), silent("C", 900s, "T3")});
  look.points_alive = {"F1"};
  const auto plan = desk::plan_alarms({}, look);
  REQUIRE(plan.raised.size() == 2);
  CHECK(plan.raised[0].outage_id == "O1");
  CHECK(plan.raised[0].boards.size() == 2);
  CHECK(plan.raised[1].boards[0].board_id == "C");
  look.silent.push_back(silent("D", 80s, "", "O1"));
  CHECK(desk::plan_alarms(after({}, plan), look).changed.size() == 1);
}

TEST_CASE("each trouble of a board is raised once and ends when the board says it is well") {
  auto look = look_at({});
  look.troubles = {trouble("A", AlarmKind::temperature), trouble("A", AlarmKind::printer)};
  const auto plan = desk::plan_alarms({}, look);
  REQUIRE(plan.raised.size() == 2);
  CHECK(plan.raised[0].value == "81");
  const auto standing = after({}, plan);
  CHECK(desk::plan_alarms(standing, look).empty());
  look.troubles.pop_back();
  CHECK(desk::plan_alarms(standing, look).ended.size() == 1);
  SUBCASE("a board that isn't heard of says nothing") {
    auto unheard = look_at({silent("A", 100s)});
    CHECK(desk::plan_alarms(standing, unheard).empty());
  }
}

TEST_CASE("of the rules for a board its groups' strictest holds, then the nearest place's, then the centre's") {
  const auto figures =
      model::AlarmFigures::load(std::string(GRIDBOARD_SOURCE_DIR) + "/assets/rules/alarms.json").value();
  const desk::AlarmRuleBook book(figures,
                                 {{"r1", AlarmKind::silent, "", "", true, 600},
                                  {"r2", AlarmKind::silent, "YX/B", "", true, 300},
                                  {"r3", AlarmKind::silent, "YX/B/3", "", false, 200}},
                                 {{{"r4", AlarmKind::silent, "", "g1", true, 700}, {"B-1"}},
                                  {{"r5", AlarmKind::silent, "", "g2", true, 500}, {"B-1"}},
                                  {{"r6", AlarmKind::storage, "", "g1", true, 100}, {"B-1"}},
                                  {{"r7", AlarmKind::storage, "", "g2", true, 200}, {"B-1"}},
                                  {{"r8", AlarmKind::silent, "", "g3", false, 1}, {"B-1", "B-2"}}});
  using Held = desk::HeldFigure;
  CHECK(book.held(AlarmKind::silent, "B-9", "YX/C") == Held{true, 600});
  CHECK(book.held(AlarmKind::silent, "B-9", "YX/B/2") == Held{true, 300});
  CHECK(book.held(AlarmKind::silent, "B-9", "YX/B/3/1") == Held{false, 200});
  CHECK(book.held(AlarmKind::silent, "B-9", "YX/B/31") == Held{true, 300});
  CHECK(book.held(AlarmKind::silent, "B-1", "YX/B/3") == Held{true, 500});
  CHECK(book.held(AlarmKind::silent, "B-2", "YX/B/2") == Held{false, 1});
  CHECK(book.held(AlarmKind::storage, "B-1", "YX") == Held{true, 200});
  CHECK(book.held(AlarmKind::clock, "B-1", "YX") == Held{true, 30000});
}

TEST_CASE("a look raises what is wrong in the store, ends it, and notes both in the audit chain") {
  Watch watch;
  const auto first = watch.centre.enrolled(desk::test::kUnit), second = watch.centre.enrolled("YX/BT/G1/XH/4/1");
  watch.seen(first);
  watch.seen(second);
  CHECK(watch.look() == desk::Watched{});
  watch.centre.clock.advance(15min - 1s);
  CHECK(watch.look() == desk::Watched{});
  watch.centre.clock.advance(1s);
  CHECK(watch.look() == desk::Watched{1, 0, 0});
  CHECK(watch.look() == desk::Watched{});
  const auto standing = watch.standing();
  REQUIRE(standing.size() == 1);
  CHECK(standing[0].supply_id == "T1");
  CHECK(standing[0].words == "新华1号台区");
  CHECK(standing[0].boards.size() == 2);
  watch.seen(first);
  CHECK(watch.look() == desk::Watched{0, 1, 0});
  watch.seen(second);
  CHECK(watch.look() == desk::Watched{0, 0, 1});
  CHECK(watch.standing().empty());
  CHECK(watch.actions() == std::vector<std::string>{"endAlarm system", "raiseAlarm system"});

  store::BoardReport report{first.id, watch.centre.clock.now(), {}};
  report.health.clock_offset_ms = -30000;
  report.health.storage_free_mb = 511;
  report.health.printer = "paper_out";
  REQUIRE(watch.centre.store->write([&](store::Writer& writer) { return writer.write_board_desk().put(report); }));
  CHECK(watch.look() == desk::Watched{3, 0, 0});
  report.health.clock_offset_ms = -29999;
  report.health.storage_free_mb = 512;
  report.health.printer = "ok";
  REQUIRE(watch.centre.store->write([&](store::Writer& writer) { return writer.write_board_desk().put(report); }));
  CHECK(watch.look() == desk::Watched{0, 0, 3});
}

TEST_CASE("an outage on the feeder stands for the boards that it silences") {
  Watch watch;
  const auto first = watch.centre.enrolled(desk::test::kUnit), second = watch.centre.enrolled("YX/BT/G1/XH/10/1"),
             third = watch.centre.enrolled("YX/BT/G1/DX/3");
  for (const auto& board : {first, second, third}) watch.seen(board);
  desk::AnnounceOutage wanted;
  wanted.cause = "树障";
  wanted.supply_ids = {"F1"};
  const auto outage =
      desk::announce_outage(*watch.centre.store, wanted, watch.centre.rules, watch.centre.clock, watch.centre.random);
  REQUIRE(outage);
  watch.centre.clock.advance(16min);
  watch.seen(third);
  CHECK(watch.look() == desk::Watched{1, 0, 0});
  const auto standing = watch.standing();
  REQUIRE(standing.size() == 1);
  CHECK(standing[0].outage_id == outage->id);
  CHECK(standing[0].boards.size() == 2);
}

TEST_CASE("silence counts from when somebody listens") {
  Watch watch;
  watch.seen(watch.centre.enrolled(desk::test::kUnit));
  watch.centre.clock.advance(5h);
  const auto begun = watch.centre.clock.now();
  const auto look = [&] {
    return desk::watch_boards(*watch.centre.store, {watch.figures, 25s, begun, watch.centre.clock.now()},
                              watch.centre.random)
        ->raised;
  };
  CHECK(look() == 0);
  watch.centre.clock.advance(15min - 1s);
  CHECK(look() == 0);
  watch.centre.clock.advance(1s);
  CHECK(look() == 1);
}

TEST_CASE("a look that is older than the one carried out last changes nothing") {
  Watch watch;
  const auto board = watch.centre.enrolled(desk::test::kUnit);
  watch.seen(board);
  watch.centre.clock.advance(16min);
  REQUIRE(watch.centre.store->write([&](store::Writer& writer) -> base::Result<void> {
    return writer.write_alarms().lock_alarms(watch.centre.clock.now() + 1s).map([](base::Instant) {});
  }));
  CHECK(watch.look() == desk::Watched{});
  watch.centre.clock.advance(2s);
  CHECK(watch.look() == desk::Watched{1, 0, 0});
}

TEST_CASE("one of the staff sees to an alarm, and nobody a second time or elsewhere") {
  Watch watch;
  const auto board = watch.centre.enrolled(desk::test::kUnit);
  watch.seen(board);
  watch.centre.clock.advance(16min);
  watch.look();
  const std::string id = watch.standing().at(0).id;
  CHECK(desk::acknowledge_alarm(watch.desk({"YX/C"}), id, "").error().code == ErrorCode::forbidden);
  CHECK(desk::acknowledge_alarm(watch.desk(), "none", "").error().code == ErrorCode::not_found);
  const auto seen_to = desk::acknowledge_alarm(watch.desk(), id, "已派人");
  REQUIRE(seen_to);
  CHECK(seen_to->acknowledged_by_name == "王芳");
  CHECK(seen_to->acknowledged_at == watch.centre.clock.now());
  CHECK(desk::state_of(*seen_to) == store::AlarmState::acknowledged);
  CHECK(desk::acknowledge_alarm(watch.desk(), id, "").error().message == desk::kAlarmSeenTo);
  CHECK(watch.actions().front() == "acknowledgeAlarm u1");
  watch.seen(board);
  CHECK(watch.look() == desk::Watched{0, 0, 1});
  CHECK(desk::acknowledge_alarm(watch.desk(), id, "").error().message == desk::kAlarmEnded);
}

TEST_CASE("rules of alarms are kept within their limits, for places and groups that are there") {
  Watch watch;
  const auto add = [&](store::AlarmRule rule, std::vector<std::string> where = {""}) {
    return desk::add_alarm_rule(watch.desk(std::move(where)), watch.figures, rule);
  };
  CHECK(add({"", AlarmKind::silent, "", "", true, 119}).error().message == desk::kAlarmFigureOut);
  CHECK(add({"", AlarmKind::silent, "", "", true, 604801}).error().message == desk::kAlarmFigureOut);
  CHECK(add({"", AlarmKind::silent, "YX/NOWHERE", "", true, 120}).error().message == desk::kAlarmRuleForNothing);
  CHECK(add({"", AlarmKind::silent, "YX", "g1", true, 120}).error().message == desk::kAlarmRuleForNothing);
  CHECK(add({"", AlarmKind::silent, "", "none", true, 120}).error().message == desk::kAlarmRuleForNothing);
  CHECK(add({"", AlarmKind::silent, "", "", true, 120}, {"YX/BT"}).error().code == ErrorCode::forbidden);
  const auto rule = add({"", AlarmKind::silent, "YX/BT/G1/XH", "", true, 120}, {"YX/BT"});
  REQUIRE(rule);
  CHECK(add({"", AlarmKind::silent, "YX/BT/G1/XH", "", true, 300}).error().code == ErrorCode::conflict);
  const auto board = watch.centre.enrolled(desk::test::kUnit);
  watch.seen(board);
  watch.centre.clock.advance(2min);
  CHECK(watch.look() == desk::Watched{1, 0, 0});
  const auto off = desk::change_alarm_rule(watch.desk(), watch.figures, rule->id, false, 120);
  REQUIRE(off);
  CHECK(watch.look() == desk::Watched{0, 0, 1});
  CHECK(desk::remove_alarm_rule(watch.desk({"YX/C"}), rule->id).error().code == ErrorCode::forbidden);
  REQUIRE(desk::remove_alarm_rule(watch.desk(), rule->id));
  CHECK(desk::remove_alarm_rule(watch.desk(), rule->id).error().code == ErrorCode::not_found);
  CHECK(watch.look() == desk::Watched{});
}

TEST_CASE("a group of boards is a filter for rules and what is done to many at once") {
  Watch watch;
  const auto first = watch.centre.enrolled(desk::test::kUnit), second = watch.centre.enrolled("YX/BT/G1/DX/3");
  CHECK(desk::add_board_group(watch.desk(), {"", "g", {"B-NOBODY"}}).error().message == desk::kNoSuchBoardInGroup);
  CHECK(desk::add_board_group(watch.desk({"YX/BT/G1/XH"}), {"", "g", {second.id}}).error().code ==
        ErrorCode::forbidden);
  const auto group = desk::add_board_group(watch.desk(), {"", "老小区", {second.id, first.id, second.id}});
  REQUIRE(group);
  CHECK(group->boards.size() == 2);

  desk::BoardsTogether wanted;
  wanted.group = group->id;
  wanted.action = desk::BoardsTogether::Action::quiet_hours;
  wanted.quiet_hours = model::DayPart{1320, 390};
  CHECK(desk::act_on_boards(watch.desk({"YX/BT/G1/XH"}), wanted).error().code == ErrorCode::forbidden);
  const auto done = desk::act_on_boards(watch.desk(), wanted);
  REQUIRE(done);
  CHECK(done->done == 2);
  CHECK(desk::act_on_boards(watch.desk(), wanted)->passed_over == 2);
  CHECK(watch.actions().at(0) == "changeBoard u1");

  REQUIRE(desk::add_alarm_rule(watch.desk(), watch.figures, {"", AlarmKind::silent, "", group->id, false, 120}));
  watch.seen(first);
  watch.centre.clock.advance(1h);
  CHECK(watch.look() == desk::Watched{});
  REQUIRE(desk::change_board_group(watch.desk(), {group->id, "老小区", {second.id}}));
  CHECK(watch.look() == desk::Watched{1, 0, 0});
  REQUIRE(desk::remove_board_group(watch.desk(), group->id));
  CHECK(desk::remove_board_group(watch.desk(), group->id).error().code == ErrorCode::not_found);
}
