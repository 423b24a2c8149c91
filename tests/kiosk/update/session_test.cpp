// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;

TEST_CASE("a session ends after 90 s without a touch, with a warning in the last 20") {
  World world;
  world.unlock();
  world.pass(69s);
  CHECK_FALSE(world.state.session.warning);
  world.pass(1s);
  CHECK(world.state.session.warning);
  CHECK(next_tick(world.state, world.context) == world.now + 20s);
  world.pass(19s);
  CHECK(world.state.screen == ScreenId::bill);
  world.pass(1s);
  CHECK(world.state.screen == ScreenId::board);
  CHECK_FALSE(world.state.session.open);
  CHECK_FALSE(world.state.session.unlocked);
  CHECK(world.state.bill.masked_name.empty());
  CHECK(world.effect<WipeSession>());
}

TEST_CASE("any touch and any on-screen key resets it") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  world.pass(80s);
  CHECK(world.state.session.warning);
  SUBCASE("a touch that hits nothing") {
    touched(world.state, world.now);
  }
  SUBCASE("a key") {
    (void)world.mean(state::PressKey{"1"});
  }
  SUBCASE("the answer to the warning") {
    (void)world.mean(state::StayHere{});
  }
  CHECK_FALSE(world.state.session.warning);
  world.pass(69s);
  CHECK(world.state.session.open);
  CHECK_FALSE(world.state.session.warning);
}

TEST_CASE("large type doubles both") {
  World world;
  world.unlock();
  (void)world.mean(state::ToggleLarge{});
  world.pass(139s);
  CHECK_FALSE(world.state.session.warning);
  world.pass(1s);
  CHECK(world.state.session.warning);
  world.pass(39s);
  CHECK(world.state.session.unlocked);
  world.pass(1s);
  CHECK_FALSE(world.state.session.unlocked);
}

TEST_CASE("after a session the board is as it was: type size, language, page, category") {
  World world;
  world.state.defaults.english = true;
  (void)world.mean(state::Open{ScreenId::notices});
  (void)world.mean(state::ShowCategory{2});
  (void)world.mean(state::TurnPage{1});
  (void)world.mean(state::ToggleLarge{});
  (void)world.mean(state::Finish{});
  CHECK_FALSE(world.state.large);
  CHECK(world.state.english);
  CHECK(world.state.notice_category == -1);
  CHECK(world.state.page.empty());
  CHECK(world.state.screen == ScreenId::board);
}

TEST_CASE("on the notice-board itself a session ends without a warning") {
  World world;
  touched(world.state, world.now);
  world.pass(89s);
  CHECK_FALSE(world.state.session.warning);
  world.pass(1s);
  CHECK_FALSE(world.state.session.open);
}

TEST_CASE("a session keeps its length when the wall clock is set") {
  World world;
  world.unlock();
  world.now += 24h;
  shift(world.state, 24h);
  world.pass(60s);
  CHECK(world.state.session.unlocked);
}

TEST_CASE("another household's door locks the first one") {
  World world;
  world.unlock("3100004471");
  (void)world.mean(state::Home{});
  (void)world.mean(state::ChooseHousehold{"3100004472"});
  CHECK(world.state.screen == ScreenId::unlock);
  CHECK_FALSE(world.state.session.unlocked);
  CHECK(world.state.bill.masked_name.empty());
}

TEST_CASE("the notice that is read is left when it is withdrawn") {
  World world;
  (void)world.mean(state::Open{ScreenId::notices});
  (void)world.mean(state::OpenNotice{"N1"});
  CHECK(world.state.screen == ScreenId::notice);
  world.state.notices.clear();
  views_changed(world.state);
  CHECK(world.state.screen == ScreenId::notices);
}

TEST_CASE("a revoked board ends the session, and nothing leads away from its screen") {
  World world;
  world.unlock();
  (void)set_revoked(world.state);
  CHECK_FALSE(world.state.session.unlocked);
  (void)world.mean(state::Home{});
  (void)world.mean(state::Open{ScreenId::services});
  (void)world.mean(state::ChooseHousehold{"3100004471"});
  CHECK(world.state.screen == ScreenId::out_of_service);
}
