// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/missing_glyph.hpp"

#include <algorithm>
#include <cstdio>

namespace gridboard::kiosk::text {
namespace {

void draw_frame(GlyphBitmap& out, int thickness) {
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      const int edge = std::min({x, y, out.width - 1 - x, out.height - 1 - y});
      if (edge < thickness) out.coverage[static_cast<std::size_t>(y * out.width + x)] = 255;
    }
  }
}

void draw_digit(const GlyphBitmap& digit, int centre_x, int baseline_y, GlyphBitmap& out) {
  for (int row = 0; row < digit.height; ++row) {
    for (int column = 0; column < digit.width; ++column) {
      const int x = centre_x - digit.width / 2 + column;
      const int y = baseline_y - digit.top + row;
      if (x < 0 || y < 0 || x >= out.width || y >= out.height) continue;
      std::uint8_t& at = out.coverage[static_cast<std::size_t>(y * out.width + x)];
      at = std::max(at, digit.coverage[static_cast<std::size_t>(row * digit.width + column)]);
    }
  }
}

}  // namespace

void draw_missing_glyph(Faces& faces, char32_t code_point, int size_px, GlyphBitmap& out) {
  const int side = std::max(4, size_px - size_px / 8);
  out.width = out.height = side;
  out.left = (size_px - side) / 2;
  out.top = side - size_px / 16;
  out.coverage.assign(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 0);
  draw_frame(out, std::max(1, size_px / 20));
  char digits[9];
  const int count =
      std::snprintf(digits, sizeof digits, code_point > 0xFFFF ? "%06X" : "%04X", static_cast<unsigned>(code_point));
  const int columns = count / 2;
  const int digit_px = std::max(6, side * 2 / 5);
  GlyphBitmap digit;
  for (int index = 0; index < count; ++index) {
    const GlyphSource source = faces.find(static_cast<char32_t>(digits[index]), Weight::regular);
    if (!faces.render(source, Weight::regular, digit_px, digit)) continue;
    const int row = index / columns;
    const int column = index % columns;
    draw_digit(digit, side * (2 * column + 2) / (2 * columns + 2), side * (row == 0 ? 46 : 84) / 100, out);
  }
}

}  // namespace gridboard::kiosk::text
