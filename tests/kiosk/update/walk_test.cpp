// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A long random walk: touches, answers, waits, and a centre that changes everything meanwhile.
#include <doctest/doctest.h>

#include <set>

#include "all_intents.hpp"
#include "kiosk/update/idle.hpp"
#include "world.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;
using state::ScreenId;

namespace {

class Walk {
 public:
  Walk() : intents_(all_intents()) { world.state.can_print = true; }

  void step() {
    const std::uint64_t what = dice_.below(100);
    if (what < 80) {
      carry_out(world.mean(intents_[dice_.below(intents_.size())]));
    } else if (what < 88) {
      towards_something();
    } else if (what < 92) {
      const int times = dice_.below(20) == 0 ? 20 : 1;
      for (int i = 0; i < times; ++i) world.pass(std::chrono::seconds(static_cast<int>(dice_.below(40))));
    } else if (what < 95) {
      answer_keys();
    } else if (what < 97) {
      outside_answers();
    } else {
      centre_changes();
    }
  }

  World world;

 private:
  // Random touches alone seldom get to the end of a form or through a PIN.
  void towards_something() {
    if (dice_.below(3) == 0) rate_or_reopen();
    if (dice_.below(3) == 0) fill_in_repair();
    if (dice_.below(3) == 0) ask_by_some_keys();
    for (const char digit : std::string("48291357")) carry_out(world.mean(state::PressKey{std::string(1, digit)}));
    carry_out(world.mean(state::Submit{}));
    carry_out(world.mean(state::PrintSlip{}));
    if (dice_.below(2) == 0) tell_print();
    carry_out(world.mean(state::NextStep{}));
  }

  void rate_or_reopen() {
    world.find_request(world.done_request());
    if (dice_.below(2) == 0) {
      carry_out(world.mean(state::StartRating{}));
      carry_out(world.mean(state::RateRequest{4}));
    } else {
      carry_out(world.mean(state::StartReopening{}));
      carry_out(world.mean(state::ReopenRequest{"came_back"}));
    }
  }

  void tell_print() {
    using Step = state::Printing::Step;
    print_told(world.state, world.state.printing.number - dice_.below(2),
               static_cast<Step>(dice_.below(static_cast<std::uint64_t>(Step::failed) + 1)));
  }

  void ask_by_some_keys() {
    constexpr state::KeyMode kModes[] = {state::KeyMode::pinyin, state::KeyMode::handwriting, state::KeyMode::strokes};
    carry_out(world.mean(state::Open{ScreenId::questions}));
    carry_out(world.mean(state::SetKeyMode{kModes[dice_.below(std::size(kModes))]}));
    carry_out(world.mean(state::PenDown{0, 0.5f, 0.5f}));
    carry_out(world.mean(state::PenUp{}));
    if (world.state.keys.written.empty()) carry_out(world.mean(state::PressKey{"h"}));
    for (int i = 0; i < 3; ++i) answer_keys();
  }

  void fill_in_repair() {
    const std::vector<state::Intent> way{state::ChooseKind{"repair"}, state::ChooseAnswer{"problem", "home"},
                                         state::FocusField{"phone"}, state::ClearPress{}};
    for (const state::Intent& intent : way) carry_out(world.mean(intent));
    for (const char digit : std::string("13800008000")) carry_out(world.mean(state::PressKey{std::string(1, digit)}));
    carry_out(world.mean(state::NextStep{}));
  }

  // Some of them late.
  void answer_keys() {
    const std::uint64_t late = dice_.below(2);
    if (dice_.below(2) == 0) pinyin_answered(world.state, world.state.keys.asked - late, {{"张", 1}, {"章", 2}, {"", 0}});
    if (dice_.below(2) == 0) writing_answered(world.state, world.state.keys.asked - late, {"大", "", "犬"});
    questions_answered(world.state, world.state.questions.asked - late, World::questions(), World::questions());
  }

  void outside_answers() {
    switch (dice_.below(6)) {
      case 5:
        return tell_print();
      case 0:
        return submitted(world.state, "K7M-0042-Q");
      case 1:
        return submit_failed(world.state, "请稍后再试");
      case 2:
        return follow_failed(world.state, world.done_request().receipt, "请稍后再试");
      case 3:
        return enrol_failed(world.state, "登记码不对");
      default:
        return maintenance_loaded(world.state, world.insides());
    }
  }

  void centre_changes() {
    state::AppState& s = world.state;
    switch (dice_.below(12)) {
      case 0:
        s.takeover.reset();
        break;
      case 1:
        return world.announce("U1");
      case 2:
        return world.announce("U2");
      case 3:
        s.outages.clear();
        break;
      case 4:
        s.outages = {{world.reserved("O1")}};
        break;
      case 5:
        s.reports.clear();
        break;
      case 6:
        s.reports = {{"R2", "repair", dice_.below(2) ? "building" : "lights", "3 栋", world.now - 1h}};
        break;
      case 7:
        s.phone_base = dice_.below(2) ? "" : "https://yunxi.example/go/B2";
        break;
      case 8:
        s.board_pages = dice_.below(4);
        s.can_print = dice_.below(4) != 0;
        break;
      case 9:
        s.quiet_hours = dice_.below(2) ? std::optional<model::DayPart>() : model::DayPart{60, 30};
        break;
      case 10:
        carry_out(dice_.below(2) ? set_revoked(s) : set_enrolled(s, false));
        return;
      default:
        carry_out(set_enrolled(s, true));
        shift(s, std::chrono::seconds(5));
        break;
    }
    views_changed(s);
  }

  void carry_out(const Effects& effects) {
    for (const Effect& effect : effects) {
      if (const auto* check = std::get_if<CheckPin>(&effect)) answer_lock(check->account);
      if (std::holds_alternative<CheckMaintenancePin>(effect)) answer_lock(state::kMaintenance);
      if (std::holds_alternative<SubmitRequest>(effect) && dice_.below(2) == 0) submitted(world.state, "K7M-0042-Q");
      if (const auto* load = std::get_if<LoadBill>(&effect)) {
        state::BillView bill;
        bill.account = load->account;
        bill_loaded(world.state, bill);
      }
      if (const auto* sent = std::get_if<SendRating>(&effect)) rating_kept(world.state, sent->receipt, sent->stars);
      if (const auto* reopening = std::get_if<SendReopening>(&effect)) reopening_kept(world.state, reopening->receipt);
      if (const auto* ask = std::get_if<LookUpRequest>(&effect)) {
        state::RequestView request = world.done_request();
        request.receipt = ask->receipt;
        request_found(world.state, ask->receipt, request);
      }
    }
  }

  void answer_lock(const std::string& account) {
    LockAnswer answer;
    answer.verdict = static_cast<LockAnswer::Verdict>(1 + dice_.below(4));
    if (answer.verdict == LockAnswer::Verdict::waiting) answer.wait_until = world.now + 15min;
    (void)lock_answered(world.state, account, answer, world.now, world.context);
  }

  base::SeededRandom dice_{20261121};
  std::vector<state::Intent> intents_;
};

}  // namespace

TEST_CASE("two hundred thousand random touches, answers, waits and changes never make an impossible state") {
  Walk walk;
  std::set<std::string> seen;
  std::set<state::Follow::Step> steps;
  std::set<state::Printing::Step> prints;
  std::set<state::KeyMode> composed;
  for (int i = 0; i < 200000; ++i) {
    walk.step();
    const std::string problem = impossible(walk.world.state, walk.world.context);
    CAPTURE(i);
    REQUIRE(problem == "");
    seen.insert(state::name_of(state::shown_screen(walk.world.state)));
    steps.insert(walk.world.state.follow.step);
    prints.insert(walk.world.state.printing.step);
    if (!walk.world.state.keys.candidates.empty()) composed.insert(walk.world.state.keys.mode);
  }
  // A walk that never gets to the rarer screens proves nothing about them.
  for (int screen = 0; screen <= static_cast<int>(ScreenId::night); ++screen) {
    const std::string name = state::name_of(static_cast<ScreenId>(screen));
    CAPTURE(name);
    CHECK(seen.contains(name));
  }
  for (const state::Follow::Step step : {state::Follow::Step::thanked_for_rating, state::Follow::Step::reopened}) {
    CHECK(steps.contains(step));
  }
  CHECK(prints.size() == static_cast<std::size_t>(state::Printing::Step::failed) + 1);
  for (const state::KeyMode mode : {state::KeyMode::pinyin, state::KeyMode::handwriting, state::KeyMode::strokes}) {
    CHECK(composed.contains(mode));
  }
}
