// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What fills the glass, and the loop of a board that nobody stands at.
#include <algorithm>

#include "kiosk/state/app_state.hpp"

namespace gridboard::kiosk::state {
namespace {

bool is_on_or_ahead(const OutageView& view) {
  return view.state_now == model::OutageState::ongoing || view.state_now == model::OutageState::announced;
}

// What comes after the board's own pages.
std::vector<AttractStep> posters_of(const AppState& state) {
  std::vector<const OutageView*> outages;
  for (const OutageView& view : state.outages) {
    if (is_on_or_ahead(view)) outages.push_back(&view);
  }
  std::stable_sort(outages.begin(), outages.end(), [](const OutageView* a, const OutageView* b) {
    const bool a_is_on = a->state_now == model::OutageState::ongoing;
    const bool b_is_on = b->state_now == model::OutageState::ongoing;
    return a_is_on != b_is_on ? a_is_on : a->outage.start < b->outage.start;
  });
  if (outages.size() > kAttractOutages) outages.resize(kAttractOutages);
  std::vector<AttractStep> posters;
  for (const OutageView* view : outages) posters.push_back({AttractStep::Kind::outage, view->outage.id, 0});
  for (const NoticeView& view : state.board.notices) {
    if (posters.size() == outages.size() + kAttractNotices) break;
    posters.push_back({AttractStep::Kind::notice, view.notice.id, 0});
  }
  if (state.board.manager) posters.push_back({AttractStep::Kind::manager, {}, 0});
  return posters;
}

}  // namespace

bool takeover_shows(const AppState& state) {
  if (!state.takeover) return false;
  const auto& read = state.session.read;
  return std::find(read.begin(), read.end(), state.takeover->notice.id) == read.end();
}

ScreenId shown_screen(const AppState& state) {
  if (state.screen == ScreenId::enrol || state.screen == ScreenId::out_of_service) return state.screen;
  if (takeover_shows(state)) return ScreenId::takeover;
  if (state.idle.asleep) return ScreenId::night;
  if (state.idle.attract) return ScreenId::attract;
  return state.screen;
}

std::vector<AttractStep> attract_steps(const AppState& state) {
  const std::size_t pages = std::max<std::size_t>(state.board_pages, 1);
  std::vector<AttractStep> steps;
  for (std::size_t page = 0; page < pages; ++page) steps.push_back({AttractStep::Kind::board, {}, page});
  std::size_t next_page = 0;
  bool first = true;
  for (AttractStep& poster : posters_of(state)) {
    if (!first) steps.push_back({AttractStep::Kind::board, {}, next_page++ % pages});
    steps.push_back(std::move(poster));
    first = false;
  }
  return steps;
}

AttractStep attract_step(const AppState& state) {
  std::vector<AttractStep> steps = attract_steps(state);
  const std::size_t at = std::min(state.idle.attract.value_or(0), steps.size() - 1);
  return std::move(steps[at]);
}

}  // namespace gridboard::kiosk::state
