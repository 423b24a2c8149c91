// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "kiosk/speech/glyphs.hpp"
#include "kiosk/speech/sounds.hpp"
#include "kiosk/speech/tables.hpp"

namespace gridboard::kiosk::speech {

// ¥56.40 is "56 yuan 40", 8:00 "8 o'clock", 18:30 "18 30"; phones and receipts go digit by digit.
[[nodiscard]] std::vector<Sound> english_sounds(const Glyphs& text, const Tables& tables);

}  // namespace gridboard::kiosk::speech
