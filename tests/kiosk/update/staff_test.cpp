// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/staff.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "kiosk/update/answers.hpp"
#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;

using state::MaintenanceTab;

namespace {

void tap(World& world, int times) {
  for (int i = 0; i < times; ++i) world.last = world.mean(state::TapCorner{});
}

}  // namespace

TEST_CASE("five taps on the hidden corner ask for the maintenance PIN, four don't") {
  World world;
  tap(world, 4);
  CHECK(world.state.screen == ScreenId::board);
  CHECK(world.last.empty());
  tap(world, 1);
  CHECK(world.state.screen == ScreenId::unlock);
  CHECK(world.state.unlock.staff);
  CHECK(world.state.unlock.account == state::kMaintenance);
  CHECK(world.effect<LookUpMaintenanceLock>());
  CHECK(world.state.corner_taps == 0);
  SUBCASE("Back leads to where it was asked for, and nothing is left of it") {
    (void)world.mean(state::Back{});
    CHECK(world.state.screen == ScreenId::board);
    CHECK_FALSE(world.state.unlock.staff);
  }
}

TEST_CASE("anything else that is meant begins the taps anew, and so does the end of the session") {
  World world;
  tap(world, 4);
  SUBCASE("another button") {
    (void)world.mean(state::Open{ScreenId::contacts});
  }
  SUBCASE("the type size") {
    (void)world.mean(state::ToggleLarge{});
  }
  SUBCASE("the session ended") {
    world.pass(90s);
  }
  tap(world, 4);
  CHECK(world.state.screen != ScreenId::unlock);
  tap(world, 1);
  CHECK(world.state.screen == ScreenId::unlock);
}

TEST_CASE("the maintenance PIN has six to eight digits") {
  World world;
  world.last = world.mean(state::AskMaintenance{});
  CHECK(world.effect<LookUpMaintenanceLock>());
  world.type("48291");
  world.last = world.mean(state::Submit{});
  CHECK(world.last.empty());
  world.type("3");
  CHECK(world.last.empty());
  SUBCASE("six, and the button") {
    world.last = world.mean(state::Submit{});
    REQUIRE(world.effect<CheckMaintenancePin>());
    CHECK(world.effect<CheckMaintenancePin>()->pin == "482913");
    CHECK(world.mean(state::Submit{}).empty());
  }
  SUBCASE("eight, by themselves") {
    world.type("5");
    CHECK(world.last.empty());
    world.type("7");
    REQUIRE(world.effect<CheckMaintenancePin>());
    CHECK(world.effect<CheckMaintenancePin>()->pin == "48291357");
    CHECK_FALSE(world.effect<CheckPin>());
    world.type("9");
    CHECK(world.state.unlock.digits == "48291357");
  }
}

TEST_CASE("a wrong maintenance PIN, or none issued, lets nobody in") {
  World world;
  (void)world.mean(state::AskMaintenance{});
  world.type("48291357");
  LockAnswer answer;
  SUBCASE("wrong") {
    answer.verdict = LockAnswer::Verdict::wrong;
    answer.tries_left = 4;
  }
  SUBCASE("none") {
    answer.verdict = LockAnswer::Verdict::no_pin;
  }
  SUBCASE("too many tries") {
    answer.verdict = LockAnswer::Verdict::waiting;
    answer.wait_until = world.now + 15min;
  }
  world.last = lock_answered(world.state, state::kMaintenance, answer, world.now, world.context);
  CHECK(world.last.empty());
  CHECK_FALSE(world.state.session.staff);
  CHECK(world.state.screen == ScreenId::unlock);
  CHECK(world.state.unlock.digits.empty());
  (void)world.mean(state::ShowTab{MaintenanceTab::log});
  (void)world.mean(state::Open{ScreenId::maintenance});
  CHECK(world.mean(state::LeaveProgram{}).empty());
  CHECK(world.state.screen == ScreenId::unlock);
}

TEST_CASE("a household's PIN opens no maintenance, and the maintenance PIN no household") {
  World world;
  LockAnswer right;
  right.verdict = LockAnswer::Verdict::right;
  SUBCASE("an answer for the door, at the staff's pad") {
    (void)world.mean(state::AskMaintenance{});
    world.type("48291357");
    (void)lock_answered(world.state, "3100004471", right, world.now, world.context);
  }
  SUBCASE("an answer for staff, at a door") {
    (void)world.mean(state::ChooseHousehold{"3100004471"});
    world.type("482913");
    (void)lock_answered(world.state, state::kMaintenance, right, world.now, world.context);
  }
  SUBCASE("the board itself isn't a door") {
    (void)world.mean(state::ChooseHousehold{state::kMaintenance});
    CHECK(world.state.screen == ScreenId::board);
  }
  CHECK_FALSE(world.state.session.staff);
  CHECK_FALSE(world.state.session.unlocked);
}

TEST_CASE("what a resident has before them stays until the PIN is right, and then nothing of it does") {
  World world;
  world.unlock();
  (void)world.mean(state::ChooseKind{"change_of_name"});
  (void)world.mean(state::FocusField{"number"});
  world.type("12");
  tap(world, 5);
  CHECK(world.state.session.unlocked);
  SUBCASE("a child was at the corner") {
    (void)world.mean(state::Back{});
    CHECK(world.state.screen == ScreenId::form);
    CHECK(world.state.form.answers["number"] == "12");
  }
  SUBCASE("staff are here") {
    world.enter_staff_pin();
    CHECK(world.state.screen == ScreenId::maintenance);
    CHECK(world.effect<WipeSession>());
    CHECK(world.effect<LoadMaintenance>());
    CHECK_FALSE(world.state.session.unlocked);
    CHECK(world.state.bill.masked_name.empty());
    CHECK(world.state.form.answers.empty());
    CHECK(world.state.unlock.digits.empty());
    (void)world.mean(state::Back{});
    CHECK(world.state.screen == ScreenId::board);
  }
}

TEST_CASE("staff have five minutes, with a warning, whatever the type size") {
  World world;
  world.enter_staff_pin();
  world.pass(5min - 21s);
  CHECK_FALSE(world.state.session.warning);
  world.pass(1s);
  CHECK(world.state.session.warning);
  (void)world.mean(state::StayHere{});
  world.pass(5min - 1s);
  CHECK(world.state.screen == ScreenId::maintenance);
  world.pass(1s);
  CHECK(world.state.screen == ScreenId::board);
  CHECK_FALSE(world.state.session.staff);
}

TEST_CASE("whoever leaves the maintenance screen is staff no longer") {
  World world;
  world.enter_staff_pin();
  maintenance_loaded(world.state, world.insides());
  CHECK(world.state.maintenance.view.board_id == "B1");
  SUBCASE("back") {
    (void)world.mean(state::Back{});
  }
  SUBCASE("home") {
    (void)world.mean(state::Home{});
  }
  SUBCASE("finished") {
    (void)world.mean(state::Finish{});
  }
  CHECK(world.state.screen == ScreenId::board);
  CHECK_FALSE(world.state.session.staff);
  CHECK(world.state.maintenance.view.board_id.empty());
  (void)world.mean(state::Open{ScreenId::maintenance});
  CHECK(world.mean(state::LeaveProgram{}).empty());
  CHECK(world.state.screen == ScreenId::board);
  // A late answer shows nothing of the board's insides.
  maintenance_loaded(world.state, world.insides());
  CHECK(world.state.maintenance.view.board_id.empty());
}

TEST_CASE("a session after staff have left lasts as long as any") {
  World world;
  world.enter_staff_pin();
  (void)world.mean(state::Home{});
  CHECK(world.state.session.ends_at == world.now + 90s);
}

TEST_CASE("each tab is read anew; leaving the program is the app's to do") {
  World world;
  world.enter_staff_pin();
  for (int i = 0; i <= static_cast<int>(MaintenanceTab::touch); ++i) {
    world.last = world.mean(state::ShowTab{static_cast<MaintenanceTab>(i)});
    CHECK(world.state.maintenance.tab == static_cast<MaintenanceTab>(i));
    CHECK(world.effect<LoadMaintenance>());
  }
  world.last = world.mean(state::LeaveProgram{});
  CHECK(world.effect<Quit>());
}

TEST_CASE("the pixel test goes through five colours and comes back") {
  World world;
  world.enter_staff_pin();
  (void)world.mean(state::NextColour{});
  CHECK(world.state.maintenance.pixel_step == 0);
  (void)world.mean(state::ShowTab{MaintenanceTab::pixels});
  for (std::size_t colour = 1; colour < state::kPixelColours; ++colour) {
    (void)world.mean(state::NextColour{});
    CHECK(world.state.maintenance.pixel_step == colour);
  }
  SUBCASE("after the last one") {
    (void)world.mean(state::NextColour{});
  }
  SUBCASE("by Escape") {
    (void)world.mean(state::Back{});
  }
  CHECK(world.state.screen == ScreenId::maintenance);
  CHECK(world.state.maintenance.tab == MaintenanceTab::network);
  CHECK(world.state.maintenance.pixel_step == 0);
}

TEST_CASE("the touch test keeps the last two hundred marks, all of them on the glass") {
  World world;
  world.enter_staff_pin();
  (void)world.mean(state::TouchMark{0.5f, 0.5f});
  CHECK(world.state.maintenance.marks.empty());
  (void)world.mean(state::ShowTab{MaintenanceTab::touch});
  for (int i = 0; i < 205; ++i) (void)world.mean(state::TouchMark{static_cast<float>(i) / 205, 0.25f});
  CHECK(world.state.maintenance.marks.size() == 200);
  CHECK(world.state.maintenance.marks.front().x == doctest::Approx(5.0f / 205));
  (void)world.mean(state::TouchMark{-1, 7});
  CHECK(world.state.maintenance.marks.back().x == 0);
  CHECK(world.state.maintenance.marks.back().y == 1);
  (void)world.mean(state::TouchMark{std::nanf(""), 0});
  CHECK(world.state.maintenance.marks.back().y == 1);
  (void)world.mean(state::ClearPress{});
  CHECK(world.state.maintenance.marks.empty());
}

TEST_CASE("the sign-in code is for staff with a phone: it needs no PIN, and it goes with the session") {
  World world;
  (void)world.mean(state::Open{ScreenId::contacts});
  (void)world.mean(state::Open{ScreenId::sign_in});
  CHECK(world.state.screen == ScreenId::sign_in);
  (void)world.mean(state::Back{});
  CHECK(world.state.screen == ScreenId::contacts);
  (void)world.mean(state::Open{ScreenId::sign_in});
  world.pass(90s);
  CHECK(world.state.screen == ScreenId::board);
}

TEST_CASE("the controls are lowered where that makes a difference, for this session") {
  World world;
  (void)world.mean(state::ToggleLowered{});
  CHECK(world.state.lowered);
  SUBCASE("and raised again") {
    (void)world.mean(state::ToggleLowered{});
    CHECK_FALSE(world.state.lowered);
  }
  SUBCASE("until the session ends") {
    world.pass(90s);
    CHECK_FALSE(world.state.lowered);
  }
  SUBCASE("not on a glass that hangs low already") {
    (void)world.mean(state::ToggleLowered{});
    world.state.can_lower = false;
    (void)world.mean(state::ToggleLowered{});
    CHECK_FALSE(world.state.lowered);
  }
}

TEST_CASE("a stick is used on the tab of synchronisation, once at a time, and what came of it is told") {
  World world;
  world.state.screen = ScreenId::maintenance;
  world.state.session.staff = true;
  CHECK(world.mean(state::TakeBundle{}).empty());
  world.state.maintenance.tab = MaintenanceTab::sync;
  world.last = world.mean(state::TakeBundle{});
  CHECK(world.effect<TakeBundle>());
  CHECK(world.state.maintenance.stick.step == state::Stick::Step::busy);
  CHECK(world.mean(state::WriteOutbox{}).empty());
  stick_done(world.state, {state::Stick::Step::taken, 12, ""});
  CHECK(world.state.maintenance.stick.count == 12);
  world.last = world.mean(state::WriteOutbox{});
  CHECK(world.effect<WriteOutbox>());
  SUBCASE("an answer that comes after staff have left changes nothing") {
    (void)world.mean(state::Home{});
    stick_done(world.state, {state::Stick::Step::written, 1, ""});
    CHECK(world.state.maintenance.stick.step == state::Stick::Step::idle);
  }
}
