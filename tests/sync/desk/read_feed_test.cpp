// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/read_feed.hpp"

#include <doctest/doctest.h>

using namespace gridboard;

namespace {

store::Board board_at(const char* place) {
  store::Board board;
  board.id = "B1";
  board.place_path = place;
  return board;
}

}  // namespace

TEST_CASE("Where a board stands decides what it gets next") {
  const desk::LogHeads heads{{"YX", {7, 10, 4}}};
  const auto next = [&](wire::LogPosition stand) {
    desk::FeedPosition position(board_at("YX"), {"YX"}, {});
    desk::SegmentWanted wanted;
    wanted.log = "YX";
    wanted.epoch = stand.epoch;
    position.advance(wanted, stand.seq, true);
    return position.next_segment(heads);
  };
  SUBCASE("at the head nothing") {
    CHECK_FALSE(next({7, 10}));
  }
  SUBCASE("behind it what came since") {
    const auto wanted = next({7, 6});
    REQUIRE(wanted);
    CHECK_FALSE(wanted->snapshot);
    CHECK(wanted->from == 6);
    CHECK(wanted->upto == 10);
  }
  SUBCASE("on the floor still what came since") {
    CHECK_FALSE(next({7, 4})->snapshot);
  }
  SUBCASE("below the floor a snapshot") {
    CHECK(next({7, 3})->snapshot);
  }
  SUBCASE("ahead of the head a snapshot") {
    CHECK(next({7, 11})->snapshot);
  }
  SUBCASE("of another epoch a snapshot from the start") {
    CHECK(next({6, 10})->snapshot);
    CHECK(next({6, 10})->from == 0);
  }
}

TEST_CASE("A snapshot in parts counts when its last part is there") {
  const desk::LogHeads heads{{"YX", {7, 10, 0}}};
  desk::FeedPosition position(board_at("YX"), {"YX"}, {});
  auto wanted = position.next_segment(heads);
  position.advance(*wanted, 5, false);
  CHECK_FALSE(position.cursor().contains("YX"));
  wanted = position.next_segment(heads);
  CHECK(wanted->snapshot);
  CHECK(wanted->from == 5);
  position.advance(*wanted, 10, true);
  CHECK(position.cursor().at("YX") == wire::LogPosition{7, 10});
  CHECK(wire::decode_cursor(position.cursor_text()).value() == position.cursor());
  CHECK_FALSE(position.next_segment(heads));
}

TEST_CASE("A cursor holds for the place that it was made at") {
  const desk::LogHeads heads{{"YX", {7, 10, 0}}};
  desk::FeedPosition before(board_at("YX/1"), {"YX", "YX/1"}, {});
  before.advance(*before.next_segment(heads), 10, true);
  auto cursor = before.cursor();
  cursor["YX/1"] = {9, 3};
  SUBCASE("at the same place it goes on") {
    const desk::FeedPosition after(board_at("YX/1"), {"YX", "YX/1"}, cursor);
    CHECK_FALSE(after.next_segment(heads));
  }
  SUBCASE("at another one everything comes anew, and what isn't followed there is dropped") {
    desk::FeedPosition after(board_at("YX/2"), {"YX", "YX/2"}, cursor);
    CHECK(after.next_segment(heads)->snapshot);
    const auto dropped = after.take_dropped();
    REQUIRE(dropped.size() == 1);
    CHECK(dropped.front().log == "YX/1");
    CHECK(dropped.front().snapshot);
    CHECK(dropped.front().last);
  }
}

TEST_CASE("Of one read each place gets its share, and places with the same share have one name for it") {
  desk::LogChanges changes;
  changes.wanted.log = "YX/1";
  changes.wanted.epoch = 7;
  changes.wanted.from = 3;
  changes.wanted.upto = 9;
  changes.changes = {{4, "all", "YX", false, "1"},
                     {5, "two", "YX/1/2|YX/1/3", false, "2"},
                     {6, "gone", "YX/1/2", false, std::nullopt},
                     {7, "moved", "YX/1/4", true, "3"}};
  const auto at2 = desk::share_of(changes, "YX/1/2"), at3 = desk::share_of(changes, "YX/1/3"),
             at5 = desk::share_of(changes, "YX/1/5");
  CHECK(at2.from == 3);
  CHECK(at2.to == 9);
  CHECK(at2.last);
  CHECK(at2.puts == std::vector<wire::Put>{{"all", "YX", "1"}, {"two", "YX/1/2", "2"}});
  CHECK(at2.removes == std::vector<std::string>{"gone", "moved"});
  CHECK(at3.puts == std::vector<wire::Put>{{"all", "YX", "1"}, {"two", "YX/1/3", "2"}});
  CHECK(at3.removes == std::vector<std::string>{"moved"});
  CHECK(at5.puts.size() == 1);
  // Whom it isn't for: a board at a place that one of these reaches refuses it.
  CHECK(at2.elsewhere.empty());
  CHECK(at3.elsewhere == std::vector<std::string>{"YX/1/2"});
  CHECK(at5.elsewhere == std::vector<std::string>{"YX/1/2", "YX/1/3"});
  CHECK(desk::name_of_share(changes, "YX/1/5") == desk::name_of_share(changes, "YX/1/6"));
  CHECK(desk::name_of_share(changes, "YX/1/5") != desk::name_of_share(changes, "YX/1/3"));
  CHECK(desk::name_of_share(changes, "YX/1/2") != desk::name_of_share(changes, "YX/1/3"));
  SUBCASE("a snapshot removes nothing") {
    changes.wanted.snapshot = true;
    const auto whole = desk::share_of(changes, "YX/1/2");
    CHECK(whole.snapshot);
    CHECK(whole.last);
    CHECK(whole.puts.size() == 2);
    CHECK(whole.removes.empty());
  }
  SUBCASE("what is for whoever follows the log stands where the board does") {
    changes.changes = {{4, "board", "", false, "1"}};
    CHECK(desk::share_of(changes, "YX/1/2").puts.front().audience == "YX/1/2");
    CHECK(desk::name_of_share(changes, "YX/1/2") != desk::name_of_share(changes, "YX/1/3"));
  }
}
