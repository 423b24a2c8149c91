// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Staff at the board: behind five taps on the hidden corner, or a key, and the maintenance PIN.

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

inline constexpr int kCornerTaps = 5;  // in a row and in one session; anything else that is meant begins anew

[[nodiscard]] Effects tap_corner(state::AppState& state);
// To the PIN pad. What the resident has before them stays until the PIN is right.
[[nodiscard]] Effects ask_maintenance(state::AppState& state);
// Submit on the pad: the maintenance PIN has six to eight digits.
[[nodiscard]] Effects check_staff_pin(state::AppState& state);
// The PIN was right. Nothing of a resident's session stays.
[[nodiscard]] Effects enter_maintenance(state::AppState& state);
[[nodiscard]] Effects show_tab(state::AppState& state, state::MaintenanceTab tab);
void mark_touch(state::AppState& state, float x, float y);
void clear_marks(state::AppState& state);
void next_colour(state::AppState& state);
// From a test of the glass back to the first tab. False if there is no test to leave.
[[nodiscard]] bool leave_test(state::AppState& state);
// On the tab of synchronisation, one at a time.
[[nodiscard]] Effects use_stick(state::AppState& state, Effect effect);
[[nodiscard]] Effects leave_program(const state::AppState& state);

}  // namespace gridboard::kiosk::update
