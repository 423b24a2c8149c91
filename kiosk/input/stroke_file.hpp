// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// share/input/strokes.bin: the shapes of all characters that handwriting knows, in the order of their code points. All
// numbers are little-endian; the parts follow each other without gaps:
//
//   "GBSTROKE", u32 version, u32 count, u32 sizeof(PenPath), u32 kPictureBytes, 8 zero bytes
//   count x PenPath        264 bytes: x, y, dx, dy of 64 points and a bit for each
//   count x InkPicture     288 bytes
//   count x u32            code point
//   count x u8             how usual the character is: 0 rare .. 255

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/input/pen_path.hpp"
#include "sync/base/result.hpp"

namespace gridboard::kiosk::input {

struct KnownCharacter {
  char32_t code_point = 0;
  std::uint8_t usual = 0;
  PenShape shape;
};

class StrokeFile {
 public:
  // Checks sizes and code points; `bytes` must outlive the result. corrupt says what is wrong, without the file's name.
  [[nodiscard]] static base::Result<StrokeFile> parse(std::string_view bytes);

  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] char32_t code_point(std::size_t index) const;
  [[nodiscard]] std::uint8_t usual(std::size_t index) const;
  [[nodiscard]] const std::int8_t* picture(std::size_t index) const;  // kPictureBytes of them
  [[nodiscard]] PenPath path(std::size_t index) const;                // its points lie in the square

 private:
  std::string_view bytes_;
  std::size_t count_ = 0;
};

// The file's bytes. `characters` must be in the order of their code points.
[[nodiscard]] std::string stroke_file_of(const std::vector<KnownCharacter>& characters);

}  // namespace gridboard::kiosk::input
