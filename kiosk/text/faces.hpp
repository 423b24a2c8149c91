// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The font files of the board in order of fallback, through FreeType. A face is opened when it is first needed.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/text/text.hpp"
#include "sync/base/result.hpp"

struct FT_LibraryRec_;
struct FT_FaceRec_;

namespace gridboard::kiosk::text {

// A glyph's ink: 8-bit coverage; (left, top) from the pen on the baseline to the upper left corner, y upwards.
struct GlyphBitmap {
  int width = 0, height = 0, left = 0, top = 0;
  std::vector<std::uint8_t> coverage;
};

// Where a code point is drawn from. face < 0: no face has it.
struct GlyphSource {
  int face = -1;
  std::uint32_t glyph = 0;
  float advance_em = 1;
};

class Faces {
 public:
  // not_found if a font file is missing: the message names it and its package.
  [[nodiscard]] static base::Result<std::unique_ptr<Faces>> open();
  ~Faces();
  Faces(const Faces&) = delete;
  Faces& operator=(const Faces&) = delete;

  [[nodiscard]] GlyphSource find(char32_t code_point, Weight weight);
  // False if the outline can't be loaded. A bold text's glyph from a face without a bold cut is emboldened.
  bool render(const GlyphSource& source, Weight weight, int size_px, GlyphBitmap& out);
  // Ink height of a code point in em.
  [[nodiscard]] float ink_height_em(char32_t code_point, Weight weight);
  // Gives the pages of the font files back to the kernel's cache; they come again when a glyph needs them.
  void release_file_pages();

 private:
  struct FontFile;
  Faces();
  FT_FaceRec_* face(int index);

  FT_LibraryRec_* library_ = nullptr;
  std::vector<std::unique_ptr<FontFile>> files_;
};

}  // namespace gridboard::kiosk::text
