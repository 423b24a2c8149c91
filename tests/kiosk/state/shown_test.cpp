// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>

#include "kiosk/state/app_state.hpp"

using namespace gridboard;
using namespace gridboard::kiosk;
using state::AttractStep;
using state::ScreenId;
using Kind = state::AttractStep::Kind;

namespace {

state::OutageView outage(const std::string& id, model::OutageState now, int hours_ahead) {
  state::OutageView view;
  view.outage.id = id;
  view.outage.start = base::Instant{} + std::chrono::hours(1000 + hours_ahead);
  view.state_now = now;
  return view;
}

state::NoticeView notice(const std::string& id) {
  state::NoticeView view;
  view.notice.id = id;
  return view;
}

std::string in_words(const std::vector<AttractStep>& steps) {
  std::string words;
  for (const AttractStep& step : steps) {
    if (!words.empty()) words += ' ';
    if (step.kind == Kind::board) words += "board" + std::to_string(step.page);
    if (step.kind == Kind::manager) words += "manager";
    words += step.id;
  }
  return words;
}

}  // namespace

TEST_CASE("what fills the glass: the board's own state, an announcement, the loop or the night, the screen") {
  state::AppState s;
  s.screen = ScreenId::notices;
  CHECK(state::shown_screen(s) == ScreenId::notices);
  s.idle.attract = 0;
  CHECK(state::shown_screen(s) == ScreenId::attract);
  s.idle.asleep = true;
  CHECK(state::shown_screen(s) == ScreenId::night);
  s.takeover = state::TakeoverView{};
  s.takeover->notice.id = "U1";
  CHECK(state::shown_screen(s) == ScreenId::takeover);
  s.session.read = {"U0"};
  CHECK(state::shown_screen(s) == ScreenId::takeover);
  s.session.read = {"U0", "U1"};
  CHECK(state::shown_screen(s) == ScreenId::night);
  s.session.read.clear();
  for (const ScreenId own : {ScreenId::enrol, ScreenId::out_of_service}) {
    s.screen = own;
    CHECK(state::shown_screen(s) == own);
  }
}

TEST_CASE("the loop is never empty: a board with nothing on it shows itself") {
  state::AppState s;
  CHECK(in_words(state::attract_steps(s)) == "board0");
  s.board_pages = 0;
  CHECK(in_words(state::attract_steps(s)) == "board0");
  CHECK(state::attract_step(s) == AttractStep{});
}

TEST_CASE("the board's pages come first and again between the others") {
  state::AppState s;
  s.board_pages = 2;
  s.board.notices = {notice("N1"), notice("N2")};
  s.board.manager = state::ManagerView{};
  s.outages = {outage("O1", model::OutageState::announced, 24)};
  CHECK(in_words(state::attract_steps(s)) == "board0 board1 O1 board0 N1 board1 N2 board0 manager");
  s.idle.attract = 2;
  CHECK(state::attract_step(s).id == "O1");
}

TEST_CASE("outages that are on come before those ahead, the nearest first; what is over isn't shown") {
  state::AppState s;
  s.outages = {outage("far", model::OutageState::announced, 48), outage("over", model::OutageState::restored, -5),
               outage("near", model::OutageState::announced, 2), outage("off", model::OutageState::cancelled, 3),
               outage("on", model::OutageState::ongoing, -1)};
  CHECK(in_words(state::attract_steps(s)) == "board0 on board0 near board0 far");
}

TEST_CASE("at most four notices and six outages, so that everything comes round") {
  state::AppState s;
  for (int i = 0; i < 9; ++i) {
    s.board.notices.push_back(notice("N" + std::to_string(i)));
    s.outages.push_back(outage("O" + std::to_string(i), model::OutageState::announced, i));
  }
  int notices = 0, outages = 0;
  for (const AttractStep& step : state::attract_steps(s)) {
    notices += step.kind == Kind::notice ? 1 : 0;
    outages += step.kind == Kind::outage ? 1 : 0;
  }
  CHECK(notices == 4);
  CHECK(outages == 6);
}

TEST_CASE("every screen and every cover has a name of its own") {
  std::set<std::string> names;
  for (int i = 0; i <= static_cast<int>(ScreenId::night); ++i) {
    CHECK(names.insert(state::name_of(static_cast<ScreenId>(i))).second);
  }
}
