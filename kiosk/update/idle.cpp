// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/idle.hpp"

#include "kiosk/update/session.hpp"

namespace gridboard::kiosk::update {
namespace {

using state::AttractStep;

std::chrono::seconds length_of(const AttractStep& step) {
  return step.kind == AttractStep::Kind::board ? kBoardLength : kStepLength;
}

void show_step(state::AppState& state, std::size_t at, base::Instant now) {
  state.idle.attract = at;
  state.idle.step_ends = now + length_of(state::attract_step(state));
}

// The loop needs the board's own screen, and an announcement is not to be covered.
bool may_be_idle(const state::AppState& state) {
  return !state.session.open && state.screen == state::ScreenId::board;
}

}  // namespace

bool is_covered(const state::AppState& state) {
  return state.idle.asleep || state.idle.attract.has_value();
}

void uncover(state::AppState& state) {
  state.idle.asleep = false;
  state.idle.attract.reset();
  state.idle.step_ends.reset();
}

void keep_idle(state::AppState& state, base::Instant now) {
  state::Idle& idle = state.idle;
  if (!may_be_idle(state)) {
    idle = state::Idle{};
    return;
  }
  if (!idle.since) idle.since = now;
  if (state::takeover_shows(state) || now < *idle.since + kIdleAfter) return uncover(state);
  if (state.night) {
    uncover(state);
    idle.asleep = true;
    return;
  }
  idle.asleep = false;
  const std::size_t steps = state::attract_steps(state).size();
  if (!idle.attract) {
    show_step(state, 0, now);
  } else if (!idle.step_ends || now >= *idle.step_ends || *idle.attract >= steps) {
    show_step(state, (*idle.attract + 1) % steps, now);
  }
}

std::optional<base::Instant> next_idle_change(const state::AppState& state) {
  const state::Idle& idle = state.idle;
  if (!may_be_idle(state)) return {};
  if (!idle.since) return base::Instant{};  // at once
  if (state::takeover_shows(state) || idle.asleep) return {};
  return idle.attract ? idle.step_ends : *idle.since + kIdleAfter;
}

}  // namespace gridboard::kiosk::update
