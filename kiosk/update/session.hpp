// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A session: from the first touch to "Finish" or to 90 s without a touch, the last 20 s of them with a warning. Large
// type doubles both.

#include <chrono>
#include <optional>

#include "kiosk/state/app_state.hpp"
#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

[[nodiscard]] std::chrono::seconds session_length(bool large);
[[nodiscard]] std::chrono::seconds warning_length(bool large);

// A touch or a key, whether it hit anything or not. Nothing while the loop or the night lies over the board: they wake
// by WakeUp alone.
void touched(state::AppState& state, base::Instant now);
// Time has passed: the warning comes, the session ends, a wait for the PIN is over, the quiet hours begin or end, the
// loop of an idle board goes on.
[[nodiscard]] Effects tick(state::AppState& state, base::Instant now, const Context& context);
// When tick() will next change something; long ago if at once.
[[nodiscard]] std::optional<base::Instant> next_tick(const state::AppState& state, const Context& context);
// Nobody has touched the board for kIdleAfter: the loop begins, or in the quiet hours the night. Each of its steps
// lasts kStepLength, the board's own pages kBoardLength.
inline constexpr std::chrono::seconds kIdleAfter{30};
inline constexpr std::chrono::seconds kStepLength{12};
inline constexpr std::chrono::seconds kBoardLength{20};
// A session of staff in the maintenance screen.
inline constexpr std::chrono::minutes kStaffSession{5};
// Whether the time of day lies in the quiet hours; over midnight too. False without any.
[[nodiscard]] bool is_quiet(const std::optional<model::DayPart>& hours, base::Instant now, base::Zone zone);
// Back to the notice-board; everything personal is overwritten.
[[nodiscard]] Effects end_session(state::AppState& state);
// The wall clock was set: what is left of the session stays as long as it was.
void shift(state::AppState& state, std::chrono::milliseconds by);

}  // namespace gridboard::kiosk::update
