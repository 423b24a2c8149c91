// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Every screen, every intent: nothing crashes and no state comes about that can't be.
#include <doctest/doctest.h>

#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using state::ScreenId;

namespace {

std::vector<state::Intent> all_intents() {
  std::vector<state::Intent> intents{state::Back{},
                                     state::Home{},
                                     state::Finish{},
                                     state::StayHere{},
                                     state::ChooseHousehold{"3100004471"},
                                     state::ChooseHousehold{"3100004472"},
                                     state::ChooseHousehold{""},
                                     state::OpenNotice{"N1"},
                                     state::OpenNotice{"none"},
                                     state::OpenOutage{"O1"},
                                     state::OpenOutage{"none"},
                                     state::ShowCategory{2},
                                     state::ShowCategory{99},
                                     state::ShowPeriod{base::Month{std::chrono::year(2026), std::chrono::month(9)}},
                                     state::ChooseKind{"repair"},
                                     state::ChooseKind{"change_of_name"},
                                     state::ChooseKind{"home_visit"},
                                     state::ChooseKind{"none"},
                                     state::ChooseAnswer{"problem", "home"},
                                     state::ChooseAnswer{"who", "neighbour"},
                                     state::ChooseAnswer{"who", "myself"},
                                     state::ChooseAnswer{"when", "call"},
                                     state::ChooseAnswer{"problem", "none"},
                                     state::ChooseAnswer{"none", "none"},
                                     state::FocusField{"phone"},
                                     state::FocusField{"new_name"},
                                     state::FocusField{"none"},
                                     state::PressKey{"1"},
                                     state::PressKey{"a"},
                                     state::PressKey{"'"},
                                     state::PressKey{" "},
                                     state::PressKey{"𠮷"},
                                     state::PressKey{""},
                                     state::PressKey{"\xff"},
                                     state::ErasePress{},
                                     state::ClearPress{},
                                     state::ShuffleDigits{},
                                     state::PickCandidate{0},
                                     state::PickCandidate{99},
                                     state::TurnPage{1},
                                     state::TurnPage{-3},
                                     state::TurnPage{1 << 30},
                                     state::SetKeyMode{state::KeyMode::digits},
                                     state::SetKeyMode{state::KeyMode::pinyin},
                                     state::SetKeyMode{state::KeyMode::letters},
                                     state::NextStep{},
                                     state::PreviousStep{},
                                     state::Submit{},
                                     state::LookUpReceipt{},
                                     state::ToggleLarge{},
                                     state::ToggleLocale{}};
  for (int i = 0; i <= static_cast<int>(ScreenId::enrol); ++i)
    intents.emplace_back(state::Open{static_cast<ScreenId>(i)});
  return intents;
}

// Brings a fresh world to a screen as a resident gets there.
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
    case ScreenId::receipt:
      (void)world.mean(state::ChooseKind{"repair"});
      (void)world.mean(state::ChooseAnswer{"problem", "home"});
      (void)world.mean(state::FocusField{"phone"});
      world.type("13800008000");
      (void)world.mean(state::NextStep{});
      if (screen == ScreenId::receipt) {
        (void)world.mean(state::Submit{});
        submitted(world.state, "K7M-0042-Q");
      }
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

}  // namespace

TEST_CASE("every screen can be reached, and no intent on any of them makes an impossible state") {
  for (int i = 0; i <= static_cast<int>(ScreenId::enrol); ++i) {
    const auto screen = static_cast<ScreenId>(i);
    for (const bool unlocked : {false, true}) {
      for (const state::Intent& intent : all_intents()) {
        World world;
        if (unlocked && screen != ScreenId::unlock) {
          world.unlock();
          (void)world.mean(state::Home{});
        }
        go(world, screen);
        CAPTURE(state::name_of(screen));
        REQUIRE(world.state.screen == screen);
        REQUIRE(impossible(world.state, world.context) == "");
        CAPTURE(intent.index());
        (void)world.mean(intent);
        CHECK(impossible(world.state, world.context) == "");
        world.pass(std::chrono::seconds(1));
        CHECK(impossible(world.state, world.context) == "");
      }
    }
  }
}

TEST_CASE("a hundred thousand random touches, answers and waits never make an impossible state") {
  World world;
  base::SeededRandom dice(20261121);
  const std::vector<state::Intent> intents = all_intents();
  for (int i = 0; i < 100000; ++i) {
    const std::uint64_t what = dice.below(100);
    Effects effects;
    if (what < 90) {
      effects = world.mean(intents[dice.below(intents.size())]);
    } else if (what < 93) {
      world.pass(std::chrono::seconds(static_cast<int>(dice.below(120))));
    } else if (what < 94) {
      submitted(world.state, "K7M-0042-Q");
    } else if (what < 95) {
      submit_failed(world.state, "请稍后再试");
    } else if (what < 96) {
      views_changed(world.state);
    } else {
      pinyin_answered(world.state, world.state.keys.asked - dice.below(2), {{"张", 1}, {"章", 2}, {"", 0}});
    }
    for (const Effect& effect : effects) {
      if (const auto* check = std::get_if<CheckPin>(&effect)) {
        LockAnswer answer;
        answer.verdict = static_cast<LockAnswer::Verdict>(1 + dice.below(4));
        if (answer.verdict == LockAnswer::Verdict::waiting) answer.wait_until = world.now + std::chrono::minutes(15);
        (void)lock_answered(world.state, check->account, answer, world.now, world.context);
      }
      if (const auto* load = std::get_if<LoadBill>(&effect)) {
        state::BillView bill;
        bill.account = load->account;
        bill_loaded(world.state, bill);
      }
    }
    const std::string problem = impossible(world.state, world.context);
    CAPTURE(i);
    REQUIRE(problem == "");
  }
}
