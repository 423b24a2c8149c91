// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A slip of the receipt or of the bill that is shown.

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

[[nodiscard]] bool is_under_way(const state::Printing& printing);
// One at a time: nothing while one is under way.
[[nodiscard]] Effects print_slip(state::AppState& state);
// What is shown is no longer what was printed: nothing more is said of it.
void forget_print(state::AppState& state);

}  // namespace gridboard::kiosk::update
