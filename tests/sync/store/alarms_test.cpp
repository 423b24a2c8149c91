// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Groups of boards, rules and alarms, the same in every store.
#include "sync/store/alarms.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "sync/store/board_commands.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::ErrorCode;
using base::Result;
using model::AlarmKind;
using tests::at_second;

namespace {

store::Alarm alarm_of(const std::string& id, int second, std::vector<store::AlarmedBoard> boards) {
  store::Alarm alarm;
  alarm.id = id;
  alarm.figure = 900;
  alarm.since = at_second(second - 1000);
  alarm.opened_at = at_second(second);
  alarm.boards = std::move(boards);
  return alarm;
}

store::AlarmedBoard under(const std::string& board, const std::string& place) {
  return {board, place, at_second(0), std::nullopt};
}

Result<void> write(store::Store& store, const std::function<Result<void>(store::AlarmWriter&)>& body) {
  return store.write([&](store::Writer& writer) { return body(writer.write_alarms()); });
}

template <class Read>
auto read(store::Store& store, Read body) {
  using Value = std::remove_cvref_t<decltype(*body(std::declval<store::AlarmReader&>()))>;
  Value value{};
  const auto done = store.read([&](store::Reader& reader) -> Result<void> {
    auto got = body(reader.alarms());
    if (!got) return tl::unexpected(got.error());
    value = std::move(*got);
    return {};
  });
  REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
  return value;
}

using Ids = std::vector<std::string>;

// A page's ids and the count, which must agree where the page holds all.
Ids listed(store::Store& store, const store::AlarmFilter& filter) {
  Ids ids;
  for (const auto& alarm : read(store, [&](auto& alarms) { return alarms.alarms_listed(filter); })) {
    ids.push_back(alarm.id);
  }
  const auto count = read(store, [&](auto& alarms) { return alarms.count_alarms(filter); });
  if (!filter.after_opened && ids.size() < filter.limit) CHECK(count == static_cast<std::int64_t>(ids.size()));
  return ids;
}

void put_board(store::Store& store, const std::string& id, store::BoardState state) {
  store::Board board;
  board.id = id;
  board.name = id;
  board.place_path = "YX/A";
  board.receipt_prefix = id;
  board.state = state;
  board.last_seen = at_second(5);
  REQUIRE(store.write([&](store::Writer& writer) { return writer.put(board); }));
}

}  // namespace

TEST_CASE("a group of boards comes back as it was put, has its name alone, filters boards and goes with its rules") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto opened = backend.open(folder);
    REQUIRE(opened);
    store::Store& store = **opened;
    const store::BoardGroup first{"g1", "南门", {"B-1", "B-2"}}, second{"g2", "大厅", {}};
    REQUIRE(write(store, [&](auto& alarms) { return alarms.put(first); }));
    REQUIRE(write(store, [&](auto& alarms) { return alarms.put(second); }));
    CHECK(read(store, [](auto& alarms) { return alarms.board_group("g1"); }) == first);
    CHECK_FALSE(read(store, [](auto& alarms) { return alarms.board_group("g9"); }));
    CHECK(read(store, [](auto& alarms) { return alarms.board_groups(); }) ==
          std::vector<store::CountedBoardGroup>{{"g1", "南门", 2}, {"g2", "大厅", 0}});
    const auto taken = write(store, [&](auto& alarms) { return alarms.put(store::BoardGroup{"g3", "南门", {}}); });
    CHECK(taken.error().code == ErrorCode::conflict);
    REQUIRE(write(store, [&](auto& alarms) { return alarms.put(store::BoardGroup{"g1", "北门", {"B-2"}}); }));

    put_board(store, "B-1", store::BoardState::active);
    put_board(store, "B-2", store::BoardState::unapproved);
    store::BoardFilter filter;
    filter.group = "g1";
    const auto found = [&] {
      Ids ids;
      REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
        const auto boards = reader.boards_listed(filter).value();
        for (const auto& board : boards) ids.push_back(board.id);
        CHECK(reader.count_boards(filter).value() == static_cast<std::int64_t>(ids.size()));
        return {};
      }));
      return ids;
    };
    CHECK(found() == Ids{"B-2"});
    filter.state = store::BoardState::active;
    CHECK(found().empty());

    REQUIRE(write(store, [](auto& alarms) { return alarms.put({"r1", AlarmKind::silent, "", "g1", true, 60}); }));
    REQUIRE(write(store, [](store::AlarmWriter& alarms) -> Result<void> {
      CHECK(alarms.drop_board_group("g1").value());
      CHECK_FALSE(alarms.drop_board_group("g1").value());
      return {};
    }));
    CHECK(read(store, [](auto& alarms) { return alarms.alarm_rules(); }).empty());
  }
}

TEST_CASE("of a kind there is one rule for the same boards") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto opened = backend.open(folder);
    REQUIRE(opened);
    store::Store& store = **opened;
    store::AlarmRule rule{"r1", AlarmKind::clock, "YX", "", false, 5000};
    REQUIRE(write(store, [&](auto& alarms) { return alarms.put(rule); }));
    rule.on = true;
    rule.figure = 1000;
    REQUIRE(write(store, [&](auto& alarms) { return alarms.put(rule); }));
    CHECK(read(store, [](auto& alarms) { return alarms.alarm_rule("r1"); }) == rule);
    const auto again = write(store, [](auto& alarms) {
      return alarms.put({"r2", AlarmKind::clock, "YX", "", true, 1});
    });
    CHECK(again.error().code == ErrorCode::conflict);
    REQUIRE(write(store, [](auto& alarms) { return alarms.put({"r2", AlarmKind::clock, "", "", true, 1}); }));
    CHECK(read(store, [](auto& alarms) { return alarms.alarm_rules(); }).size() == 2);
    REQUIRE(write(store, [](store::AlarmWriter& alarms) -> Result<void> {
      CHECK(alarms.drop_alarm_rule("r2").value());
      CHECK_FALSE(alarms.drop_alarm_rule("r2").value());
      return {};
    }));
  }
}

TEST_CASE("an alarm comes back as it was put, and of one kind a board stands under one alarm") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto opened = backend.open(folder);
    REQUIRE(opened);
    store::Store& store = **opened;
    store::Alarm alarm = alarm_of("a1", 1000, {under("B-1", "YX/A"), under("B-2", "YX/A/1")});
    alarm.supply_id = "F1";
    alarm.outage_id = "O1";
    alarm.words = "新华线";
    alarm.value = "81";
    alarm.acknowledged_at = at_second(1010);
    alarm.acknowledged_by = "u1";
    alarm.acknowledged_by_name = "王芳";
    alarm.note = "已派人";
    REQUIRE(write(store, [&](auto& alarms) { return alarms.put(alarm); }));
    CHECK(read(store, [](auto& alarms) { return alarms.alarm("a1"); }) == alarm);
    CHECK_FALSE(read(store, [](auto& alarms) { return alarms.alarm("a9"); }));

    const auto second = write(store, [](auto& alarms) { return alarms.put(alarm_of("a2", 1001, {under("B-2", "")})); });
    CHECK(second.error().code == ErrorCode::conflict);
    store::Alarm other_kind = alarm_of("a2", 1001, {under("B-2", "YX/A/1")});
    other_kind.kind = AlarmKind::clock;
    REQUIRE(write(store, [&](auto& alarms) { return alarms.put(other_kind); }));

    alarm.boards[1].back_at = at_second(1020);
    REQUIRE(write(store, [&](auto& alarms) { return alarms.put(alarm); }));
    CHECK(read(store, [](auto& alarms) { return alarms.alarm("a1"); }) == alarm);
    REQUIRE(write(store, [](auto& alarms) { return alarms.put(alarm_of("a3", 1030, {under("B-2", "YX/A/1")})); }));
    CHECK(read(store, [](auto& alarms) { return alarms.standing_alarms(); }).size() == 3);
  }
}

TEST_CASE("a list of alarms holds what its filter says, newest first, page by page") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto opened = backend.open(folder);
    REQUIRE(opened);
    store::Store& store = **opened;
    store::Alarm seen_to = alarm_of("a2", 2, {under("B-2", "YX/A-1")}),
                 over = alarm_of("a3", 2, {under("B-3", "YX/A/1")});
    seen_to.acknowledged_at = at_second(9);
    over.acknowledged_at = over.ended_at = over.boards[0].back_at = at_second(10);
    over.kind = AlarmKind::printer;
    for (const auto& alarm :
         {alarm_of("a1", 1, {under("B-1", "YX/A")}), seen_to, over, alarm_of("a4", 3, {under("B-4", "YX/B/2")})}) {
      REQUIRE(write(store, [&](auto& alarms) { return alarms.put(alarm); }));
    }
    store::AlarmFilter filter;
    CHECK(listed(store, filter) == Ids{"a4", "a3", "a2", "a1"});
    SUBCASE("states") {
      filter.state = store::AlarmState::open;
      CHECK(listed(store, filter) == Ids{"a4", "a1"});
      filter.state = store::AlarmState::acknowledged;
      CHECK(listed(store, filter) == Ids{"a2"});
      filter.state = store::AlarmState::ended;
      CHECK(listed(store, filter) == Ids{"a3"});
      filter.state.reset();
      filter.standing = true;
      CHECK(listed(store, filter) == Ids{"a4", "a2", "a1"});
    }
    SUBCASE("places and boards") {
      filter.under = {"YX/A"};
      CHECK(listed(store, filter) == Ids{"a3", "a1"});
      filter.under = {"YX/A/1", "YX/B"};
      CHECK(listed(store, filter) == Ids{"a4", "a3"});
      filter.under = {};
      CHECK(listed(store, filter).empty());
      filter.under = {""};
      filter.board_id = "B-2";
      CHECK(listed(store, filter) == Ids{"a2"});
      filter.board_id.clear();
      filter.kind = AlarmKind::printer;
      CHECK(listed(store, filter) == Ids{"a3"});
    }
    SUBCASE("pages") {
      filter.limit = 2;
      CHECK(listed(store, filter) == Ids{"a4", "a3"});
      filter.after_opened = at_second(2);
      filter.after_id = "a3";
      CHECK(listed(store, filter) == Ids{"a2", "a1"});
    }
    SUBCASE("retention") {
      REQUIRE(write(store, [](store::AlarmWriter& alarms) -> Result<void> {
        CHECK(alarms.drop_alarms(at_second(10), 10).value() == 0);
        CHECK(alarms.drop_alarms(at_second(11), 10).value() == 1);
        return {};
      }));
      CHECK(listed(store, filter) == Ids{"a4", "a2", "a1"});
    }
  }
}

TEST_CASE("whoever carries out a look learns of the one before, and boards in use are read page by page") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto opened = backend.open(folder);
    REQUIRE(opened);
    store::Store& store = **opened;
    REQUIRE(write(store, [](store::AlarmWriter& alarms) -> Result<void> {
      CHECK(alarms.lock_alarms(at_second(5)).value() == base::Instant{});
      CHECK(alarms.lock_alarms(at_second(6)).value() == at_second(5));
      return {};
    }));
    put_board(store, "B-1", store::BoardState::active);
    put_board(store, "B-2", store::BoardState::active);
    put_board(store, "B-3", store::BoardState::unapproved);
    put_board(store, "B-4", store::BoardState::revoked);
    store::BoardReport report{"B-1", at_second(7), {}};
    report.health.temperature_c = 81;
    report.health.printer = "paper_out";
    REQUIRE(store.write([&](store::Writer& writer) { return writer.write_board_desk().put(report); }));
    const auto boards = read(store, [](auto& alarms) { return alarms.watched_boards("", 10); });
    REQUIRE(boards.size() == 2);
    store::WatchedBoard wanted;
    wanted.id = "B-1";
    wanted.place_path = "YX/A";
    wanted.last_seen = at_second(5);
    wanted.reported_at = at_second(7);
    wanted.temperature_c = 81;
    wanted.printer = "paper_out";
    CHECK(boards[0] == wanted);
    CHECK_FALSE(boards[1].reported_at);
    const auto rest = read(store, [](auto& alarms) { return alarms.watched_boards("B-1", 1); });
    REQUIRE(rest.size() == 1);
    CHECK(rest[0].id == "B-2");
  }
}
