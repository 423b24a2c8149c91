// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/session.hpp"

#include <algorithm>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/idle.hpp"
#include "kiosk/update/navigate.hpp"
#include "kiosk/update/phone_unlock.hpp"
#include "kiosk/update/speech.hpp"
#include "kiosk/update/windows.hpp"

namespace gridboard::kiosk::update {
namespace {

// On the notice-board itself nothing is lost when the session ends: no warning disturbs the next reader.
bool has_something_to_lose(const state::AppState& state) {
  return state.screen != state::ScreenId::board || state.session.unlocked.has_value();
}

std::chrono::seconds length_of_session(const state::AppState& state) {
  return state.session.staff ? std::chrono::seconds(kStaffSession) : session_length(state.large);
}

}  // namespace

std::chrono::seconds session_length(bool large) {
  return std::chrono::seconds(large ? 180 : 90);
}
std::chrono::seconds warning_length(bool large) {
  return std::chrono::seconds(large ? 40 : 20);
}

void touched(state::AppState& state, base::Instant now) {
  // What lies over an idle board takes the touch for itself (WakeUp), so that nothing below is pressed with it.
  if (state::shown_screen(state) != state.screen && is_covered(state) && !state::takeover_shows(state)) return;
  state.idle = state::Idle{};
  state.session.open = true;
  state.session.warning = false;
  state.session.ends_at = now + length_of_session(state);
  // Who types on a phone doesn't touch the glass.
  const auto& code_ends = state.unlock.phone.ends_at;
  if (code_ends) state.session.ends_at = std::max(state.session.ends_at, *code_ends + warning_length(state.large));
}

Effects tick(state::AppState& state, base::Instant now, const Context& context) {
  state::Unlock& unlock = state.unlock;
  if (unlock.problem == state::Unlock::Problem::waiting && unlock.wait_until && now >= *unlock.wait_until) {
    unlock.problem = state::Unlock::Problem::none;
    unlock.wait_until.reset();
    unlock.tries_left = 5;
  }
  end_phone_unlock(state, now);
  state.night = is_quiet(state.quiet_hours, now, context.zone);
  state.quiet_changes_at.reset();
  if (state.quiet_hours) state.quiet_changes_at = model::next_change(*state.quiet_hours, now, context.zone);
  say_if_too_late(state, now);
  keep_listening(state, now);
  Effects effects;
  if (state.session.open && now >= state.session.ends_at) effects = end_session(state);
  if (state.session.open) {
    state.session.warning = has_something_to_lose(state) && state.session.ends_at - now <= warning_length(state.large);
  }
  keep_idle(state, now);
  return effects;
}

std::optional<base::Instant> next_tick(const state::AppState& state, const Context&) {
  std::optional<base::Instant> next;
  const auto consider = [&next](std::optional<base::Instant> at) {
    if (at && (!next || *at < *next)) next = at;
  };
  if (state.session.open) {
    consider(state.session.ends_at);
    if (!state.session.warning && has_something_to_lose(state)) {
      consider(state.session.ends_at - warning_length(state.large));
    }
  }
  if (state.unlock.problem == state::Unlock::Problem::waiting) consider(state.unlock.wait_until);
  consider(state.unlock.phone.ends_at);
  if (state.quiet_hours) consider(state.quiet_changes_at.value_or(base::Instant{}));
  consider(choices_end(state));
  consider(next_idle_change(state));
  return next;
}

bool is_quiet(const std::optional<model::DayPart>& hours, base::Instant now, base::Zone zone) {
  if (!hours) return false;
  const base::CivilTime civil = base::to_civil(now, zone);
  return model::contains(*hours, civil.hour * 60 + civil.minute);
}

Effects end_session(state::AppState& state) {
  const bool spoke = state.speech.on;
  wipe_speech(state);
  state::wipe_personal(state);
  state.session = state::Session{};
  state.idle = state::Idle{};
  state.large = state.defaults.large;
  state.english = state.defaults.english;
  state.lowered = false;
  state.corner_taps = 0;
  state.notice_category = -1;
  state.open_notice.clear();
  state.open_outage.clear();
  state.page.clear();
  state.history.clear();
  if (!stands_alone(state.screen)) state.screen = state::ScreenId::board;
  Effects effects;
  if (spoke) effects.push_back(Silence{});
  effects.push_back(WipeSession{});
  return effects;
}

void shift(state::AppState& state, std::chrono::milliseconds by) {
  if (state.session.open) state.session.ends_at += by;
  if (state.unlock.phone.ends_at) *state.unlock.phone.ends_at += by;
  if (state.speech.reading_since) *state.speech.reading_since += by;
  if (state.idle.since) *state.idle.since += by;
  if (state.idle.step_ends) *state.idle.step_ends += by;
}

}  // namespace gridboard::kiosk::update
