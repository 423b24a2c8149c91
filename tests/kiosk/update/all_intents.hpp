// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "kiosk/state/intents.hpp"

namespace gridboard::kiosk::update {

// Each kind of intent, with values that fit and values that don't.
[[nodiscard]] std::vector<state::Intent> all_intents();

}  // namespace gridboard::kiosk::update
