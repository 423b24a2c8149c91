// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Text on plain bytes instead of the glass: for what is printed. Same faces, same line breaking as TextEngine, but
// nothing is kept of what was drawn.
//
// THREADING: each object belongs to one thread, which needn't be the loop's.

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "kiosk/text/text.hpp"
#include "sync/base/result.hpp"

namespace gridboard::kiosk::text {

class Faces;

// One byte a pixel: 0 is blank, 255 covered; rows from the top, without padding.
struct Sheet {
  int width = 0, height = 0;
  std::vector<std::uint8_t> coverage;
};

class Ink {
 public:
  // not_found names the font file and the package that brings it.
  [[nodiscard]] static base::Result<std::unique_ptr<Ink>> open();
  ~Ink();
  Ink(const Ink&) = delete;
  Ink& operator=(const Ink&) = delete;

  [[nodiscard]] float width_px(std::string_view text, Style style);
  // As TextEngine::break_lines.
  [[nodiscard]] std::vector<Line> break_lines(std::string_view text, Style style, float max_width_px);
  // One line; (x, y) is the upper left corner of its em box. What lies outside of the sheet is cut off.
  void draw(Sheet& sheet, int x, int y, std::string_view text, Style style);

 private:
  explicit Ink(std::unique_ptr<Faces> faces);
  std::unique_ptr<Faces> faces_;
};

}  // namespace gridboard::kiosk::text
