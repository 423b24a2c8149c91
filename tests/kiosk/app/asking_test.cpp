// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Questions on the glass: those that ship with the board, and those of staff as they come with the feed.
#include <doctest/doctest.h>

#include "stored_board.hpp"

namespace gridboard::kiosk::app {
namespace {

constexpr const char* kAskedFirst = "outage-eta";  // of assets/knowledge/asked_most.json

model::PublishedQuestion published(base::Instant now) {
  model::PublishedQuestion of_staff;
  of_staff.question.id = kAskedFirst;
  of_staff.question.topic = "outages";
  of_staff.question.zh = {"新华社区今晚几点来电？", "今晚八点前恢复供电。"};
  of_staff.audience = {"YX"};
  of_staff.published_at = now;
  return of_staff;
}

// Over a restart, as everything of the feed is there after one.
void tell(StoredBoard& world, const model::PublishedQuestion& question) {
  world.close();
  world.put({question});
  world.open();
}

void ask(StoredBoard& world) {
  world.hands->tap("board.services");
  world.hands->tap("services.ask");
  world.hands->settle();
}

bool shows(const StoredBoard& world, const char* words) {
  return world.all_text().find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("an answer of staff stands in the place of the one that ships, until it is withdrawn") {
  StoredBoard world;
  ask(world);
  REQUIRE_FALSE(shows(world, "新华社区今晚几点来电？"));
  auto of_staff = published(world.clock.now());
  tell(world, of_staff);
  ask(world);
  REQUIRE(shows(world, "新华社区今晚几点来电？"));
  world.hands->tap(std::string("ask.") + kAskedFirst);
  CHECK(shows(world, "今晚八点前恢复供电。"));
  of_staff.withdrawn = true;
  tell(world, of_staff);
  ask(world);
  CHECK_FALSE(shows(world, "新华社区今晚几点来电？"));
}

}  // namespace gridboard::kiosk::app
