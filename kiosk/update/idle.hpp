// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// While nobody stands at the board: its loop, or in the quiet hours the night.

#include <optional>

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

// Part of tick(): begins, goes on with and ends what lies over a board without a session.
void keep_idle(state::AppState& state, base::Instant now);
// Whether the loop or the night lies over the board.
[[nodiscard]] bool is_covered(const state::AppState& state);
// Somebody is here.
void uncover(state::AppState& state);
// When keep_idle() will next change something.
[[nodiscard]] std::optional<base::Instant> next_idle_change(const state::AppState& state);

}  // namespace gridboard::kiosk::update
