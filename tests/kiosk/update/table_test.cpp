// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Every screen and every cover, every intent: nothing crashes, no state comes about that can't be, and what lies under
// a cover stays as it was.
#include <doctest/doctest.h>

#include "all_intents.hpp"
#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using state::ScreenId;

namespace {

void fill_in_repair(World& world) {
  (void)world.mean(state::ChooseKind{"repair"});
  (void)world.mean(state::ChooseAnswer{"problem", "home"});
  (void)world.mean(state::FocusField{"phone"});
  world.type("13800008000");
  (void)world.mean(state::NextStep{});
}

// Brings a fresh world to a screen as a resident, staff or the centre gets there.
void go(World& world, ScreenId screen) {
  switch (screen) {
    case ScreenId::unlock:
      (void)world.mean(state::ChooseHousehold{"3100004471"});
      break;
    case ScreenId::bill:
      world.unlock();
      break;
    case ScreenId::outage:
      (void)world.mean(state::OpenOutage{"O1"});
      break;
    case ScreenId::notice:
      (void)world.mean(state::OpenNotice{"N1"});
      break;
    case ScreenId::form:
      (void)world.mean(state::ChooseKind{"repair"});
      break;
    case ScreenId::summary:
      fill_in_repair(world);
      break;
    case ScreenId::receipt:
      fill_in_repair(world);
      (void)world.mean(state::Submit{});
      submitted(world.state, "K7M-0042-Q");
      break;
    case ScreenId::same_report:
      (void)world.mean(state::ChooseKind{"repair"});
      (void)world.mean(state::ChooseAnswer{"problem", "building"});
      break;
    case ScreenId::phone:
      fill_in_repair(world);
      (void)world.mean(state::GoOnWithPhone{});
      break;
    case ScreenId::questions:
      world.ask_questions();
      break;
    case ScreenId::question:
      world.ask_questions();
      (void)world.mean(state::OpenQuestion{"q1"});
      break;
    case ScreenId::maintenance:
      world.enter_staff_pin();
      break;
    case ScreenId::out_of_service:
      (void)set_revoked(world.state);
      break;
    case ScreenId::enrol:
      (void)set_enrolled(world.state, false);
      break;
    default:
      (void)world.mean(state::Open{screen});
      break;
  }
}

constexpr int kScreens = static_cast<int>(ScreenId::enrol) + 1;

// What a resident would miss if a cover let a touch through or took something with it.
std::string what_lies_below(const state::AppState& s) {
  std::string text = state::name_of(s.screen);
  for (const ScreenId screen : s.history) text += std::string(" ") + state::name_of(screen);
  text += "|" + s.session.unlocked.value_or("") + s.bill.account + "|" + s.form.kind_id + s.form.focused_field;
  for (const auto& [id, answer] : s.form.answers) text += " " + id + "=" + answer;
  text += "|" + s.keys.composing + "|" + s.find_typed + "|" + s.follow.typed + "|" + s.last_receipt + "|" + s.phone_url;
  text += "|" + s.questions.typed;
  for (const auto& read : s.questions.read) text += " " + read.id;
  text += "|" + std::to_string(s.keys.written.size()) + "|" + std::to_string(static_cast<int>(s.printing.step));
  text += "|" + s.unlock.account + s.unlock.digits + "|" + s.open_notice + s.open_outage;
  return text + "|" + std::to_string(static_cast<int>(s.maintenance.tab)) + std::to_string(s.form.step);
}

}  // namespace

TEST_CASE("every screen can be reached, and no intent on any of them makes an impossible state") {
  for (int i = 0; i < kScreens; ++i) {
    const auto screen = static_cast<ScreenId>(i);
    for (const bool unlocked : {false, true}) {
      for (const state::Intent& intent : all_intents()) {
        World world;
        if (unlocked && screen != ScreenId::unlock) {
          world.unlock();
          (void)world.mean(state::Home{});
        }
        world.state.can_print = true;
        go(world, screen);
        CAPTURE(state::name_of(screen));
        REQUIRE(world.state.screen == screen);
        REQUIRE(impossible(world.state, world.context) == "");
        CAPTURE(intent.index());
        (void)world.mean(intent);
        CHECK(impossible(world.state, world.context) == "");
        world.pass(std::chrono::seconds(1));
        CHECK(impossible(world.state, world.context) == "");
        world.pass(std::chrono::minutes(10));
        CHECK(impossible(world.state, world.context) == "");
      }
    }
  }
}

TEST_CASE("under an urgent announcement every screen stays as it was, whatever is touched") {
  for (int i = 0; i < kScreens; ++i) {
    const auto screen = static_cast<ScreenId>(i);
    if (screen == ScreenId::enrol || screen == ScreenId::out_of_service) continue;
    for (const state::Intent& intent : all_intents()) {
      if (std::holds_alternative<state::Finish>(intent)) continue;
      World world;
      go(world, screen);
      const std::string before = what_lies_below(world.state);
      world.announce("U1");
      CAPTURE(state::name_of(screen));
      CAPTURE(intent.index());
      REQUIRE(state::shown_screen(world.state) == ScreenId::takeover);
      REQUIRE(impossible(world.state, world.context) == "");
      world.last = world.mean(intent);
      // The announcement may be read aloud.
      if (!std::holds_alternative<state::ToggleSpeech>(intent)) CHECK(world.last.empty());
      CHECK(impossible(world.state, world.context) == "");
      CHECK(what_lies_below(world.state) == before);
      (void)world.mean(state::PutAway{});
      CHECK(state::shown_screen(world.state) == screen);
      CHECK(what_lies_below(world.state) == before);
      CHECK(impossible(world.state, world.context) == "");
    }
  }
}

TEST_CASE("on the loop and in the night whatever is touched wakes the board and does nothing else") {
  for (const bool night : {false, true}) {
    for (const state::Intent& intent : all_intents()) {
      World world;
      if (night) world.state.quiet_hours = model::DayPart{16 * 60, 17 * 60};
      world.leave_alone();
      REQUIRE(state::shown_screen(world.state) == (night ? ScreenId::night : ScreenId::attract));
      REQUIRE(impossible(world.state, world.context) == "");
      const std::string before = what_lies_below(world.state);
      const bool large = world.state.large;
      CAPTURE(intent.index());
      CHECK(world.mean(intent).empty());
      CHECK(state::shown_screen(world.state) == ScreenId::board);
      CHECK(what_lies_below(world.state) == before);
      CHECK(world.state.large == large);
      CHECK(world.state.night == night);
      CHECK(world.state.session.open);
      CHECK(impossible(world.state, world.context) == "");
    }
  }
}

TEST_CASE("nothing leads away from the board's own screens, an announcement lies under them") {
  for (const ScreenId screen : {ScreenId::enrol, ScreenId::out_of_service}) {
    for (const state::Intent& intent : all_intents()) {
      World world;
      go(world, screen);
      world.announce("U1");
      CAPTURE(intent.index());
      (void)world.mean(intent);
      CHECK(state::shown_screen(world.state) == screen);
      CHECK(impossible(world.state, world.context) == "");
      world.pass(std::chrono::minutes(10));
      CHECK(state::shown_screen(world.state) == screen);
      CHECK(impossible(world.state, world.context) == "");
    }
  }
}
