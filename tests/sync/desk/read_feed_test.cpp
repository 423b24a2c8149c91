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
  SUBCASE("at the head nothing") { CHECK_FALSE(next({7, 10})); }
  SUBCASE("behind it what came since") {
    const auto wanted = next({7, 6});
    REQUIRE(wanted);
    CHECK_FALSE(wanted->snapshot);
    CHECK(wanted->from == 6);
    CHECK(wanted->upto == 10);
  }
  SUBCASE("on the floor still what came since") { CHECK_FALSE(next({7, 4})->snapshot); }
  SUBCASE("below the floor a snapshot") { CHECK(next({7, 3})->snapshot); }
  SUBCASE("ahead of the head a snapshot") { CHECK(next({7, 11})->snapshot); }
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
