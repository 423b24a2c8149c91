// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Sheets of A4 to print, as a PDF by cairo: text in Chinese and lines. The glyphs used of Debian's fonts-noto-cjk go
// in, so that any printer has them, and which characters they stand for, so that any reader finds the words.

#include <memory>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::paper {

inline constexpr double kSheetWidth_mm = 210, kSheetHeight_mm = 297;

enum class Weight { regular, bold };

// Places in mm from the upper left corner of the sheet, sizes in points. One thread at a time. What was written on it
// is wiped with it, slips bear PINs; cairo's own buffers are freed as they are.
class Paper {
 public:
  // unavailable: the fonts aren't installed; internal: cairo refuses.
  [[nodiscard]] static base::Result<Paper> make(std::string_view title);
  Paper(Paper&&) noexcept;
  Paper& operator=(Paper&&) noexcept;
  ~Paper();

  void begin_sheet();
  // On a base line that begins at x, y.
  void text(double x_mm, double y_mm, double size_pt, Weight weight, std::string_view words);
  [[nodiscard]] double width_mm(double size_pt, Weight weight, std::string_view words) const;
  // Breaks it where it must, at most so many lines; how many. The first stands at y.
  int paragraph(double x_mm, double y_mm, double width_mm, double size_pt, int most_lines, std::string_view words);
  void line(double from_x_mm, double from_y_mm, double to_x_mm, double to_y_mm, double width_pt, bool dashed);
  // What there is of the file so far, but for what take() gave before: of the sheets that another was begun behind.
  [[nodiscard]] std::string take();
  // The rest of the file, all of it where nothing was taken. The paper is used up.
  [[nodiscard]] std::string finish();

 private:
  struct Parts;
  explicit Paper(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace gridboard::paper
