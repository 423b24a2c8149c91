// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A slip of paper as one bitmap, so that what is printed doesn't hang on the printer's fonts.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::print {

struct SlipLine {
  enum class Kind {
    text,
    pair,  // `text` on the left, `beside` on the right; below each other where they don't fit
    rule,  // a line across
    band,  // `text` in white on a black bar across
    code,  // `text` as a QR code; `beside` says what it is for, next to it or below
  } kind = Kind::text;
  enum class Size { small, body, large, title } size = Size::body;
  std::string text, beside;
  bool bold = false, centred = false;
};

struct Slip {
  std::vector<SlipLine> lines;
};

// One bit a dot, 1 is black, rows of (width + 7) / 8 bytes, the leftmost dot in the highest bit.
struct Bitmap {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rows;

  [[nodiscard]] std::size_t stride() const { return static_cast<std::size_t>((width + 7) / 8); }
  [[nodiscard]] bool black(int x, int y) const {
    return (rows[static_cast<std::size_t>(y) * stride() + static_cast<std::size_t>(x / 8)] >> (7 - x % 8)) & 1;
  }
  bool operator==(const Bitmap&) const = default;
};

inline constexpr int kNarrowestDots = 200, kWidestDots = 2400;
inline constexpr int kCoarsestDpi = 150, kFinestDpi = 600;
inline constexpr int kLongestDots = 12000;  // 1.5 m at 203 dpi: no slip of ours, but a defect

// `width_dots` and `dots_per_inch` within the bounds above. A title is set smaller to stay on one line, down to 6 mm.
// Fails if a face is missing or a code doesn't fit the width with 4 modules of margin.
[[nodiscard]] base::Result<Bitmap> draw(const Slip& slip, int width_dots, int dots_per_inch);

// Overwrites what they hold before it is given back.
void wipe(Slip& slip);
void wipe(Bitmap& bitmap);

}  // namespace gridboard::kiosk::print
