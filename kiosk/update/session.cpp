// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/session.hpp"

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/navigate.hpp"

namespace gridboard::kiosk::update {
namespace {

// On the notice-board itself nothing is lost when the session ends: no warning disturbs the next reader.
bool has_something_to_lose(const state::AppState& state) {
  return state.screen != state::ScreenId::board || state.session.unlocked.has_value();
}

}  // namespace

std::chrono::seconds session_length(bool large) {
  return std::chrono::seconds(large ? 180 : 90);
}
std::chrono::seconds warning_length(bool large) {
  return std::chrono::seconds(large ? 40 : 20);
}

void touched(state::AppState& state, base::Instant now) {
  state.session.open = true;
  state.session.warning = false;
  state.session.ends_at = now + session_length(state.large);
}

Effects tick(state::AppState& state, base::Instant now) {
  state::Unlock& unlock = state.unlock;
  if (unlock.problem == state::Unlock::Problem::waiting && unlock.wait_until && now >= *unlock.wait_until) {
    unlock.problem = state::Unlock::Problem::none;
    unlock.wait_until.reset();
    unlock.tries_left = 5;
  }
  if (!state.session.open) return {};
  if (now >= state.session.ends_at) return end_session(state);
  state.session.warning = has_something_to_lose(state) && state.session.ends_at - now <= warning_length(state.large);
  return {};
}

std::optional<base::Instant> next_tick(const state::AppState& state) {
  std::optional<base::Instant> next;
  const auto consider = [&next](base::Instant at) {
    if (!next || at < *next) next = at;
  };
  if (state.session.open) {
    consider(state.session.ends_at);
    if (!state.session.warning && has_something_to_lose(state)) {
      consider(state.session.ends_at - warning_length(state.large));
    }
  }
  if (state.unlock.problem == state::Unlock::Problem::waiting && state.unlock.wait_until) {
    consider(*state.unlock.wait_until);
  }
  return next;
}

Effects end_session(state::AppState& state) {
  state::wipe_personal(state);
  state.session = state::Session{};
  state.large = state.defaults.large;
  state.english = state.defaults.english;
  state.notice_category = -1;
  state.open_notice.clear();
  state.open_outage.clear();
  state.page.clear();
  state.history.clear();
  if (!stands_alone(state.screen)) state.screen = state::ScreenId::board;
  return {WipeSession{}};
}

void shift(state::AppState& state, std::chrono::milliseconds by) {
  if (state.session.open) state.session.ends_at += by;
}

}  // namespace gridboard::kiosk::update
