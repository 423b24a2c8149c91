// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A request that was found by its receipt: it is rated once it is done, or opened again.

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

inline constexpr int kMostStars = 5;

[[nodiscard]] Effects look_up_receipt(state::AppState& state);
void start_rating(state::AppState& state);
[[nodiscard]] Effects rate(state::AppState& state, int stars);
void start_reopening(state::AppState& state);
[[nodiscard]] Effects reopen(state::AppState& state, const std::string& reason_id);
// From a step back to what was found. False if there is no step to leave.
[[nodiscard]] bool leave_follow_step(state::AppState& state);

}  // namespace gridboard::kiosk::update
