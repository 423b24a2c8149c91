// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;

TEST_CASE("an urgent announcement interrupts whatever is going on, and what was there is as it was") {
  World world;
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::FocusField{"phone"});
  world.type("138");
  world.announce("U1");
  CHECK(state::shown_screen(world.state) == ScreenId::takeover);
  world.type("999");
  (void)world.mean(state::Back{});
  SUBCASE("once it is put away") {
    (void)world.mean(state::PutAway{});
  }
  SUBCASE("once it is over") {
    world.state.takeover.reset();
    views_changed(world.state);
  }
  CHECK(state::shown_screen(world.state) == ScreenId::form);
  CHECK(world.state.form.answers["phone"] == "138");
  world.type("0");
  CHECK(world.state.form.answers["phone"] == "1380");
}

TEST_CASE("put away is for this person: after the session it comes back") {
  World world;
  world.announce("U1");
  (void)world.mean(state::PutAway{});
  CHECK(state::shown_screen(world.state) == ScreenId::board);
  CHECK(world.state.session.read == std::vector<std::string>{"U1"});
  world.pass(89s);
  CHECK(state::shown_screen(world.state) == ScreenId::board);
  world.pass(1s);
  CHECK(state::shown_screen(world.state) == ScreenId::takeover);
  CHECK(world.state.session.read.empty());
}

TEST_CASE("another announcement is another one") {
  World world;
  world.announce("U1");
  (void)world.mean(state::TurnPage{1});
  CHECK(world.state.page[ScreenId::takeover] == 1);
  (void)world.mean(state::PutAway{});
  CHECK(state::shown_screen(world.state) == ScreenId::board);
  world.announce("U2");
  CHECK(state::shown_screen(world.state) == ScreenId::takeover);
  CHECK_FALSE(world.state.page.contains(ScreenId::takeover));
}

TEST_CASE("it is never covered by the loop or the night, and they come after it") {
  World world;
  SUBCASE("it was there first") {
    world.announce("U1");
    world.leave_alone();
    world.pass(1h);
  }
  SUBCASE("the loop was there first") {
    world.leave_alone();
    world.announce("U1");
  }
  SUBCASE("the night was there first") {
    world.state.quiet_hours = model::DayPart{0, 23 * 60 + 59};
    world.leave_alone();
    world.announce("U1");
  }
  CHECK(state::shown_screen(world.state) == ScreenId::takeover);
  CHECK_FALSE(world.state.idle.attract);
  CHECK_FALSE(world.state.idle.asleep);
  const auto next = next_tick(world.state, world.context);
  CHECK((!next || next == world.state.quiet_changes_at));
  world.state.takeover.reset();
  views_changed(world.state);
  world.pass(1s);
  CHECK(state::shown_screen(world.state) == (world.state.night ? ScreenId::night : ScreenId::attract));
}

TEST_CASE("on the announcement its reader may change how it looks, stay and finish") {
  World world;
  world.unlock();
  world.announce("U1");
  world.pass(75s);
  CHECK(world.state.session.warning);
  (void)world.mean(state::StayHere{});
  CHECK_FALSE(world.state.session.warning);
  (void)world.mean(state::ToggleLarge{});
  (void)world.mean(state::ToggleLocale{});
  (void)world.mean(state::ToggleLowered{});
  CHECK(world.state.large);
  CHECK(world.state.english);
  CHECK(world.state.lowered);
  CHECK(state::shown_screen(world.state) == ScreenId::takeover);
  world.last = world.mean(state::Finish{});
  CHECK(world.effect<WipeSession>());
  CHECK_FALSE(world.state.session.open);
  CHECK(world.state.bill.masked_name.empty());
  CHECK(state::shown_screen(world.state) == ScreenId::takeover);
}

TEST_CASE("a touch beside the button of an announcement keeps the session") {
  World world;
  world.unlock();
  world.announce("U1");
  world.pass(80s);
  (void)world.mean(state::Open{ScreenId::services});
  world.pass(80s);
  CHECK(world.state.session.unlocked);
  CHECK(world.state.screen == ScreenId::bill);
}
