// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Where a line of Chinese text may end (禁则, after GB/T 15834 and W3C clreq), apart from how wide its glyphs are.

#include <functional>
#include <string_view>
#include <vector>

#include "kiosk/text/text.hpp"

namespace gridboard::kiosk::text {

[[nodiscard]] bool may_start_line(char32_t code_point);
[[nodiscard]] bool may_end_line(char32_t code_point);

using MeasureCodePoint = std::function<float(char32_t)>;
[[nodiscard]] std::vector<Line> break_text(std::string_view text, float max_width_px, const MeasureCodePoint& measure);

}  // namespace gridboard::kiosk::text
