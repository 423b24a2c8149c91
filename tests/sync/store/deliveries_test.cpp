// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Who was told what, and when, the same in every store.
#include "sync/store/deliveries.hpp"

#include <doctest/doctest.h>

#include "sync/store/store.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::ErrorCode;
using base::Result;
using store::Announcement;
using store::AnnouncementKind;
using store::SentHow;
using tests::at_second;

namespace {

const Announcement kNotice{AnnouncementKind::notice, "N1"}, kOutage{AnnouncementKind::outage, "N1"};

store::Board board_at(const std::string& id, const std::string& place) {
  store::Board board;
  board.id = id;
  board.name = "板 " + id;
  board.place_path = place;
  board.state = store::BoardState::active;
  board.receipt_prefix = id;
  board.added_at = at_second(1);
  board.last_seen = at_second(2);
  return board;
}

void write(store::Store& store, const std::function<Result<void>(store::Writer&)>& body) {
  const auto written = store.write(body);
  REQUIRE_MESSAGE(written, (written ? "" : written.error().message));
}

std::vector<std::string> around(store::Store& store, const std::string& place, const store::BehindBoard& after = {},
                                std::size_t limit = 100) {
  std::vector<std::string> ids;
  const auto read = store.read([&](store::Reader& reader) {
    return reader.deliveries().each_board_around(kNotice, place, after, limit,
                                                 [&](const store::ProvedBoard& board) -> Result<void> {
                                                   ids.push_back(board.id);
                                                   return {};
                                                 });
  });
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return ids;
}

std::optional<store::BoardTold> told(store::Store& store, const Announcement& announcement, const std::string& board) {
  std::optional<store::BoardTold> found;
  REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
    found = reader.deliveries().board_told(announcement, board).value();
    return {};
  }));
  return found;
}

wire::LedgerEntry entry(const store::ChainHead& head, const std::string& action, int second) {
  wire::LedgerEntry made;
  made.number = head.number + 1;
  made.at = at_second(second);
  made.actor = "B1";
  made.actor_name = "东门";
  made.action = action;
  made.subject = "N1";
  made.place = "YX/B/1";
  made.after = R"({"received_at":"2026-11-22T02:00:00+00:00"})";
  made.previous = head.hash;
  made.hash = wire::ledger_hash(made);
  return made;
}

}  // namespace

TEST_CASE("what a board said first stays, the figures of days are added, new words begin anew") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto opened = backend.open(folder);
    REQUIRE(opened);
    store::Store& store = **opened;
    write(store, [](store::Writer& writer) -> Result<void> {
      store::DeliveryWriter& desk = writer.write_deliveries();
      CHECK(desk.note_sent(kNotice, "b1", at_second(3), SentHow::feed) == true);
      CHECK(desk.note_sent(kNotice, "b1", at_second(4), SentHow::stick) == false);
      REQUIRE(desk.note_said(kNotice, "b1", {at_second(5), {}, {}, 0, 0, "v1"}));
      REQUIRE(desk.note_said(kNotice, "b1", {at_second(9), at_second(8), {}, 0, 0, "v1"}));
      REQUIRE(desk.note_said(kNotice, "b1", {at_second(5), at_second(8), at_second(20), 3, 40, "v1"}));
      REQUIRE(desk.note_said(kNotice, "b2", {at_second(9), {}, {}, 0, 0, ""}));
      return {};
    });
    CHECK(told(store, kNotice, "b1") == store::BoardTold{at_second(3), SentHow::feed, at_second(5), at_second(8),
                                                         at_second(20), 3, 40, "v1", at_second(5), at_second(8),
                                                         at_second(8)});
    CHECK(told(store, kNotice, "b2") == store::BoardTold{{}, {}, at_second(9), {}, {}, 0, 0, "", at_second(9), {}, {}});
    CHECK_FALSE(told(store, kOutage, "b1"));
    write(store, [](store::Writer& writer) {
      return writer.write_deliveries().note_said(kNotice, "b1", {at_second(30), {}, {}, 0, 0, "v2"});
    });
    CHECK(told(store, kNotice, "b1") == store::BoardTold{at_second(3),
                                                         SentHow::feed,
                                                         at_second(5),
                                                         at_second(8),
                                                         at_second(20),
                                                         3,
                                                         40,
                                                         "v2",
                                                         at_second(30),
                                                         {},
                                                         at_second(8)});
    // The start is moved, and told of since second 50: what it showed before says nothing of it.
    const auto start_shown = [&](int shown) {
      write(store, [shown](store::Writer& writer) {
        return writer.write_deliveries().note_said(kNotice, "b1",
                                                   {at_second(30), at_second(shown), {}, 0, 0, "v3", at_second(50)});
      });
      return told(store, kNotice, "b1")->start_shown_at;
    };
    CHECK_FALSE(start_shown(49));
    CHECK(start_shown(50) == at_second(50));
    CHECK(start_shown(60) == at_second(50));
  }
}

TEST_CASE("what a stick took along first is told apart from the feed's, and stays so") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto opened = backend.open(folder);
    REQUIRE(opened);
    store::Store& store = **opened;
    write(store, [](store::Writer& writer) -> Result<void> {
      if (auto put = writer.put(board_at("b1", "YX/B")); !put) return put;
      store::DeliveryWriter& desk = writer.write_deliveries();
      CHECK(desk.note_sent(kNotice, "b1", at_second(3), SentHow::stick) == true);
      CHECK(desk.note_sent(kNotice, "b1", at_second(4), SentHow::feed) == false);
      return desk.note_said(kNotice, "b1", {at_second(9), {}, {}, 0, 0, ""});
    });
    const auto known = told(store, kNotice, "b1");
    REQUIRE(known);
    CHECK(known->sent_at == at_second(3));
    CHECK(known->sent_how == SentHow::stick);
    REQUIRE(store.read([&](store::Reader& reader) {
      return reader.deliveries().each_board_around(kNotice, "YX", {}, 10,
                                                   [&](const store::ProvedBoard& board) -> Result<void> {
                                                     CHECK(board.told == *known);
                                                     return {};
                                                   });
    }));
  }
}

TEST_CASE("boards around a place come with what they were told, page by page") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto opened = backend.open(folder);
    REQUIRE(opened);
    store::Store& store = **opened;
    write(store, [](store::Writer& writer) -> Result<void> {
      for (const auto& [id, place] : {std::pair{"h1", "YX/B"},
                                      {"b3", "YX/B/3"},
                                      {"b31", "YX/B/3/1"},
                                      {"b3-1", "YX/B/3-1"},
                                      {"b4", "YX/B/4"},
                                      {"top", "YX"},
                                      {"b32", "YX/B/3/2"}}) {
        if (auto put = writer.put(board_at(id, place)); !put) return put;
      }
      return writer.write_deliveries().note_said(kNotice, "b31", {at_second(5), {}, {}, 0, 0, ""});
    });
    const std::vector<std::string> all{"top", "h1", "b3", "b31", "b32"};
    CHECK(around(store, "YX/B/3") == all);
    CHECK(around(store, "YX/B/3", {}, 3) == std::vector<std::string>{"top", "h1", "b3"});
    CHECK(around(store, "YX/B/3", {"YX/B", "h1"}, 2) == std::vector<std::string>{"b3", "b31"});
    CHECK(around(store, "YX/B/3", {"YX/B/3/2", "b32"}).empty());
    CHECK(around(store, "").size() == 7);
    std::vector<std::string> known;
    REQUIRE(store.read([&](store::Reader& reader) {
      return reader.deliveries().each_board_told(kNotice, {}, {}, 100,
                                                 [&](const store::ProvedBoard& board) -> Result<void> {
                                                   known.push_back(board.id);
                                                   CHECK(board.told.received_at == at_second(5));
                                                   CHECK(board.name == "板 b31");
                                                   return {};
                                                 });
    }));
    CHECK(known == std::vector<std::string>{"b31"});
    const auto told_outside = [&](const std::vector<std::string>& places) {
      std::size_t count = 0;
      REQUIRE(store.read([&](store::Reader& reader) {
        return reader.deliveries().each_board_told(kNotice, places, {}, 100,
                                                   [&](const store::ProvedBoard&) -> Result<void> {
                                                     ++count;
                                                     return {};
                                                   });
      }));
      return count;
    };
    CHECK(told_outside({"YX/B/4", "YX/B/3-1"}) == 1);
    CHECK(told_outside({"YX/B/4", "YX/B/3"}) == 0);
    CHECK(told_outside({"YX/B/3/1"}) == 0);
    write(store, [](store::Writer& writer) -> Result<void> {
      for (const char* id : {"top", "b4", "h1"}) {
        if (auto said = writer.write_deliveries().note_said(kNotice, id, {at_second(5), {}, {}, 0, 0, ""}); !said) {
          return said;
        }
      }
      return {};
    });
    const auto told_behind = [&](const store::BehindBoard& after) {
      std::vector<std::string> ids;
      REQUIRE(store.read([&](store::Reader& reader) {
        return reader.deliveries().each_board_told(kNotice, {}, after, 2,
                                                   [&](const store::ProvedBoard& board) -> Result<void> {
                                                     ids.push_back(board.id);
                                                     return {};
                                                   });
      }));
      return ids;
    };
    CHECK(told_behind({}) == std::vector<std::string>{"top", "h1"});
    CHECK(told_behind({"YX/B", "h1"}) == std::vector<std::string>{"b31", "b4"});
    CHECK(told_behind({"YX/B/4", "b4"}).empty());
  }
}

TEST_CASE("households within places are counted by whole codes, however many places are asked for") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto opened = backend.open(folder);
    REQUIRE(opened);
    store::Store& store = **opened;
    std::vector<std::string> units;
    write(store, [&](store::Writer& writer) -> Result<void> {
      for (int i = 0; i < 700; ++i) {
        model::Household household;
        household.account = std::to_string(3301000000 + i);
        household.unit_path = i < 650 ? "YX/B/3/" + std::to_string(i) : "YX/B/3-1/1";
        household.door = std::to_string(100 + i);
        if (i < 650) units.push_back(household.unit_path);
        if (auto put = writer.put(household); !put) return tl::unexpected(put.error());
      }
      return {};
    });
    const auto counted = [&](const std::vector<std::string>& places) {
      std::int64_t count = -1;
      REQUIRE(store.read([&](store::Reader& reader) {
        return reader.deliveries().count_households_within(places).map([&](std::int64_t sum) { count = sum; });
      }));
      return count;
    };
    CHECK(counted({}) == 0);
    CHECK(counted({""}) == 700);
    CHECK(counted({"YX/B/3"}) == 650);
    CHECK(counted({"YX/B/3-1", "YX/B/3/1"}) == 51);
    CHECK(counted({"YX/B/4"}) == 0);
    CHECK(counted(units) == 650);
  }
}

TEST_CASE("a chain goes on from its head alone, and waits for its signature") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    const auto opened = backend.open(folder);
    REQUIRE(opened);
    store::Store& store = **opened;
    store::ChainHead head;
    write(store, [&](store::Writer& writer) -> Result<void> {
      store::DeliveryWriter& desk = writer.write_deliveries();
      head = desk.lock_delivery_head(kNotice).value();
      CHECK(head == store::ChainHead());
      auto first = entry(head, "published", 5);
      head.number = 1, head.hash = first.hash;
      auto second = entry(head, "received", 6);
      REQUIRE(desk.append(kNotice, {first, second}, "v1"));
      CHECK(desk.append(kNotice, {second}, {}).error().code == ErrorCode::conflict);
      return {};
    });
    const auto due = [&](std::uint64_t entries, int since) {
      std::vector<Announcement> found;
      REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
        found = reader.deliveries().unsigned_deliveries(entries, at_second(since), 10).value();
        return {};
      }));
      return found.size();
    };
    CHECK(due(3, 4) == 0);
    CHECK(due(2, 4) == 1);
    CHECK(due(3, 6) == 1);
    std::vector<wire::LedgerEntry> entries;
    REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
      entries = reader.deliveries().delivery_entries(kNotice, 0, 10).value();
      head = reader.deliveries().delivery_head(kNotice).value();
      CHECK(reader.deliveries().delivery_entries(kNotice, 1, 10).value() == std::vector{entries[1]});
      return {};
    }));
    REQUIRE(entries.size() == 2);
    CHECK(head.hash == entries[1].hash);
    CHECK(head.version == "v1");
    for (const auto& each : entries) CHECK(each.hash == wire::ledger_hash(each));
    const wire::LedgerCheckpoint checkpoint{2, head.hash, at_second(7), 1, "key", "signature"};
    write(store, [&](store::Writer& writer) { return writer.write_deliveries().put(kNotice, checkpoint); });
    CHECK(due(0, 99) == 0);
    REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
      CHECK(reader.deliveries().delivery_checkpoints(kNotice, 0, 10).value() == std::vector{checkpoint});
      CHECK(reader.deliveries().delivery_head(kOutage).value() == store::ChainHead());
      return {};
    }));
    write(store, [&](store::Writer& writer) -> Result<void> {
      CHECK(writer.write_deliveries().drop_deliveries(at_second(6), 10) == 0U);
      CHECK(writer.write_deliveries().drop_deliveries(at_second(7), 10) == 1U);
      return {};
    });
    CHECK_FALSE(told(store, kNotice, "b1"));
  }
}
