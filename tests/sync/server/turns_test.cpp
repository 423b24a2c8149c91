// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/turns.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace gridboard;
using namespace std::chrono_literals;

TEST_CASE("So many go in at once, the others each get a turn of their own") {
  server::TurnOptions options;
  options.a_second = 10;
  options.at_once = 3;
  server::Turns turns(options);
  const std::chrono::milliseconds began = 60min;
  for (const char* board : {"a", "b", "c"}) CHECK(turns.wait_for(board, began) == 0ms);
  CHECK(turns.wait_for("d", began) == 100ms);
  CHECK(turns.wait_for("e", began) == 200ms);

  SUBCASE("who comes too early keeps the turn") {
    CHECK(turns.wait_for("e", began + 150ms) == 50ms);
    CHECK(turns.wait_for("e", began + 200ms) == 0ms);
  }
  SUBCASE("who returns in turn goes in, however many came in between") {
    for (int i = 0; i < 500; ++i) (void)turns.wait_for("other " + std::to_string(i), began + 50ms);
    CHECK(turns.wait_for("e", began + 200ms) == 0ms);
    CHECK(turns.wait_for("d", began + 5s) == 0ms);
  }
  SUBCASE("a turn is for once") {
    CHECK(turns.wait_for("d", began + 100ms) == 0ms);
    CHECK(turns.wait_for("d", began + 100ms) > 0ms);
  }
  SUBCASE("a turn that nobody took lapses after six minutes") {
    CHECK(turns.wait_for("d", began + 100ms + 6min - 1ms) == 0ms);
    for (int i = 0; i < 4; ++i) (void)turns.wait_for("other " + std::to_string(i), began + 200ms + 6min);
    CHECK(turns.wait_for("e", began + 200ms + 6min) > 0ms);
  }
  SUBCASE("after a rest as many go in at once again, and no more") {
    for (int i = 0; i < 3; ++i) CHECK(turns.wait_for("late " + std::to_string(i), began + 1h) == 0ms);
    CHECK(turns.wait_for("late 3", began + 1h) == 100ms);
  }
}

TEST_CASE("Ten thousand who follow their turns are in after ten thousand turns") {
  server::TurnOptions options;
  options.a_second = 1000;
  options.at_once = 100;
  server::Turns turns(options);
  std::multimap<std::chrono::milliseconds, int> coming;
  for (int i = 0; i < 10000; ++i) coming.emplace(1h, i);
  std::size_t in = 0, asked = 0;
  std::chrono::milliseconds last{};
  while (!coming.empty()) {
    const auto [at, board] = *coming.begin();
    coming.erase(coming.begin());
    ++asked;
    const auto wait = turns.wait_for(std::to_string(board), at);
    if (wait.count() == 0) {
      ++in;
      last = at;
    } else {
      coming.emplace(at + wait, board);
    }
  }
  CHECK(in == 10000);
  CHECK(asked == 10000 + 9900);  // nobody is sent away twice
  CHECK(last - 1h == 9900ms);
}

TEST_CASE("Turns are bounded") {
  server::TurnOptions options;
  options.a_second = 1;
  options.at_once = 1;
  options.most_turns = 2;
  server::Turns turns(options);
  CHECK(turns.wait_for("a", 1h) == 0ms);
  CHECK(turns.wait_for("b", 1h) == 1s);
  CHECK(turns.wait_for("c", 1h) == 2s);
  CHECK(turns.wait_for("d", 1h) == 3s);  // told to wait, but has no turn
  CHECK(turns.wait_for("e", 1h + 3s) == 0ms);
  CHECK(turns.wait_for("d", 1h + 3s) > 0ms);
}
