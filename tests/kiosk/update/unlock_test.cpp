// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/update/pin_lock.hpp"
#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;

TEST_CASE("six digits are checked, not fewer and not more") {
  World world;
  (void)world.mean(state::ChooseHousehold{"3100004471"});
  world.type("48291");
  CHECK_FALSE(world.effect<CheckPin>());
  world.type("3");
  REQUIRE(world.effect<CheckPin>());
  CHECK(world.effect<CheckPin>()->pin == "482913");
  CHECK(world.effect<CheckPin>()->account == "3100004471");
  world.type("7");
  CHECK(world.last.empty());
  CHECK(world.state.unlock.digits == "482913");
}

TEST_CASE("a right PIN leads to where the household was asked for") {
  World world;
  SUBCASE("a door: to its bill") {
    world.unlock();
    CHECK(world.state.screen == ScreenId::bill);
  }
  SUBCASE("\"my bill\", then the door: to its bill, and back to the board") {
    (void)world.mean(state::Open{ScreenId::bill});
    CHECK(world.state.screen == ScreenId::find);
    world.unlock();
    CHECK(world.state.screen == ScreenId::bill);
    (void)world.mean(state::Back{});
    CHECK(world.state.screen == ScreenId::board);
  }
  SUBCASE("a service that needs a household: to its form") {
    (void)world.mean(state::Open{ScreenId::services});
    (void)world.mean(state::ChooseKind{"home_visit"});
    CHECK(world.state.screen == ScreenId::find);
    world.unlock();
    CHECK(world.state.screen == ScreenId::form);
    CHECK(world.state.form.kind_id == "home_visit");
    (void)world.mean(state::Back{});
    CHECK(world.state.screen == ScreenId::services);
  }
  CHECK(world.state.session.unlocked == "3100004471");
  CHECK(world.state.unlock.digits.empty());
}

TEST_CASE("a wrong PIN is said, with the tries that are left, and the digits are gone") {
  World world;
  (void)world.mean(state::ChooseHousehold{"3100004471"});
  world.type("000000");
  LockAnswer wrong;
  wrong.verdict = LockAnswer::Verdict::wrong;
  wrong.tries_left = 3;
  (void)lock_answered(world.state, "3100004471", wrong, world.now, world.context);
  CHECK(world.state.unlock.problem == state::Unlock::Problem::wrong);
  CHECK(world.state.unlock.tries_left == 3);
  CHECK(world.state.unlock.digits.empty());
  CHECK_FALSE(world.state.session.unlocked);
  SUBCASE("the next digit takes the message away") {
    world.type("1");
    CHECK(world.state.unlock.problem == state::Unlock::Problem::none);
  }
}

TEST_CASE("a late right answer for a household that is no longer asked for unlocks nothing") {
  World world;
  (void)world.mean(state::ChooseHousehold{"3100004471"});
  world.type("482913");
  LockAnswer right;
  right.verdict = LockAnswer::Verdict::right;
  SUBCASE("the resident went home") {
    (void)world.mean(state::Home{});
  }
  SUBCASE("another door is asked for") {
    (void)world.mean(state::Back{});
    (void)world.mean(state::ChooseHousehold{"3100004472"});
  }
  SUBCASE("the same door again, nothing typed yet") {
    (void)world.mean(state::Back{});
    (void)world.mean(state::ChooseHousehold{"3100004471"});
  }
  (void)lock_answered(world.state, "3100004471", right, world.now, world.context);
  CHECK_FALSE(world.state.session.unlocked);
}

TEST_CASE("a household without a PIN, or one that waits, takes no digits") {
  World world;
  (void)world.mean(state::ChooseHousehold{"3100004471"});
  LockAnswer answer;
  SUBCASE("no PIN") {
    answer.verdict = LockAnswer::Verdict::no_pin;
  }
  SUBCASE("waiting") {
    answer.verdict = LockAnswer::Verdict::waiting;
    answer.wait_until = world.now + 60s;
  }
  (void)lock_answered(world.state, "3100004471", answer, world.now, world.context);
  world.type("482913");
  CHECK(world.state.unlock.digits.empty());
  CHECK_FALSE(world.state.unlock.checking);
  if (answer.wait_until) {
    world.pass(60s);
    CHECK(world.state.unlock.problem == state::Unlock::Problem::none);
    world.type("4");
    CHECK(world.state.unlock.digits == "4");
  }
}

TEST_CASE("five wrong tries and a household waits 15 minutes, then 30, 60, up to a day") {
  PinLock lock;
  const base::Instant now = *base::parse_rfc3339("2026-11-21T16:42:00+08:00");
  for (int i = 0; i < 4; ++i) lock = count_try(lock, now);
  CHECK(look_at(lock, now).tries_left == 1);
  CHECK(look_at(lock, now).verdict == LockAnswer::Verdict::open_to_tries);
  lock = count_try(lock, now);
  CHECK(look_at(lock, now).verdict == LockAnswer::Verdict::waiting);
  CHECK(look_at(lock, now + 15min - 1s).verdict == LockAnswer::Verdict::waiting);
  CHECK(look_at(lock, now + 15min).verdict == LockAnswer::Verdict::open_to_tries);
  CHECK(look_at(lock, now + 15min).tries_left == 5);
  CHECK(wait_after(2) == 30min);
  CHECK(wait_after(3) == 60min);
  CHECK(wait_after(50) == 24h);
  SUBCASE("a wait made by a clock that was far ahead isn't kept") {
    CHECK(look_at(lock, now - 48h).verdict == LockAnswer::Verdict::open_to_tries);
  }
}

TEST_CASE("the digits of the pad are shuffled on demand, each still there once") {
  World world;
  (void)world.mean(state::ChooseHousehold{"3100004471"});
  const auto before = world.state.unlock.pad;
  (void)world.mean(state::ShuffleDigits{});
  auto pad = world.state.unlock.pad;
  CHECK(pad != before);
  std::sort(pad.begin(), pad.end());
  CHECK(pad == std::array<int, 10>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
}
