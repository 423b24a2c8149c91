// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How a style is set, for glass and paper alike.

#include <algorithm>
#include <cmath>

#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/text/text.hpp"

namespace gridboard::kiosk::text {

// Noto Sans CJK puts the baseline 0.88 em under the top of the em box; all other faces are set on the same line.
inline constexpr float kAscentEm = 0.88f;

// Neither ink nor room: controls, joiners, variation selectors.
[[nodiscard]] constexpr bool is_invisible(char32_t c) {
  return c < 0x20 || c == 0x7F || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

// Whole pixels: Chinese characters then stand on a grid and every glyph is drawn texel by texel.
[[nodiscard]] inline int size_px_of(Style style) {
  return std::clamp(static_cast<int>(std::lround(style.em_px)), 6, kMaxGlyphSizePx);
}

}  // namespace gridboard::kiosk::text
