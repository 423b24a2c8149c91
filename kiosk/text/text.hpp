// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Text of the board: our own glyph cache on FreeType, line breaking by kinsoku, no tofu without its code point.
// Knows no SDL: pages are bytes here, kiosk/platform turns them into textures. Belongs to the loop's thread.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "kiosk/text/page.hpp"
#include "sync/base/result.hpp"

namespace gridboard::kiosk::text {

enum class Weight { regular, bold };

// Size is the em in device pixels: a Chinese character's body. Capital letters and digits are 0.733 of it high. Text is
// set and measured at the nearest whole size from 6 to 512.
struct Style {
  float em_px = 28;
  Weight weight = Weight::regular;
};

// One line of a broken text: bytes [begin, end) of the original, without the white space at the break.
struct Line {
  std::size_t begin = 0, end = 0;
  float width_px = 0;
};

class TextEngine {
 public:
  // Faces by mmap, in order of fallback. not_found names the file and the package that brings it.
  [[nodiscard]] static base::Result<std::unique_ptr<TextEngine>> open();
  virtual ~TextEngine() = default;

  [[nodiscard]] virtual float width_px(std::string_view text, Style style) = 0;
  // Ink height of a Chinese character (国) at this style; of a digit.
  [[nodiscard]] virtual float ideograph_height_px(Style style) = 0;
  [[nodiscard]] virtual float digit_height_px(Style style) = 0;
  [[nodiscard]] virtual float ascent_px(Style style) = 0;  // top of the em box to the baseline

  // Breaks at '\n' and where kinsoku allows: no line starts with ，。、；：？！）」》 or ends with （「《; numbers, dates,
  // phones and Latin words stay whole unless they alone are wider than the line.
  [[nodiscard]] virtual std::vector<Line> break_lines(std::string_view text, Style style, float max_width_px) = 0;
  // Cut to fit with "…"; the text itself if it fits.
  [[nodiscard]] virtual std::string elide(std::string_view text, Style style, float max_width_px) = 0;

  // One line; `top_left` is the corner of the em box.
  virtual void draw(ImDrawList* list, ImVec2 top_left, std::string_view text, Style style, ImU32 colour) = 0;

  // Code points drawn so far for which no face had a glyph (drawn as a box with the code point).
  [[nodiscard]] virtual const std::vector<char32_t>& missing() const = 0;
  [[nodiscard]] virtual std::vector<Page*> pages() = 0;
  // Between marks, glyphs go to pages of their own; forget_private wipes those pages (a session's names).
  virtual void begin_private() = 0;
  virtual void end_private() = 0;
  virtual void forget_private() = 0;
};

}  // namespace gridboard::kiosk::text
