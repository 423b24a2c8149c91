// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A session: from the first touch to "Finish" or to 90 s without a touch, the last 20 s of them with a warning. Large
// type doubles both.

#include <chrono>
#include <optional>

#include "kiosk/state/app_state.hpp"
#include "kiosk/update/effects.hpp"

namespace gridboard::kiosk::update {

[[nodiscard]] std::chrono::seconds session_length(bool large);
[[nodiscard]] std::chrono::seconds warning_length(bool large);

// A touch or a key, whether it hit anything or not.
void touched(state::AppState& state, base::Instant now);
// Time has passed: the warning comes, the session ends, a wait for the PIN is over.
[[nodiscard]] Effects tick(state::AppState& state, base::Instant now);
// When tick() will next change something; nothing while no session is open.
[[nodiscard]] std::optional<base::Instant> next_tick(const state::AppState& state);
// Back to the notice-board; everything personal is overwritten.
[[nodiscard]] Effects end_session(state::AppState& state);
// The wall clock was set: what is left of the session stays as long as it was.
void shift(state::AppState& state, std::chrono::milliseconds by);

}  // namespace gridboard::kiosk::update
