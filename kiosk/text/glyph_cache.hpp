// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Rasterised glyphs on pages of 1024x1024. Over its budget the cache empties the page that was used least recently;
// a page that the current frame draws from is never touched, the cache rather grows.

#include <cstdint>
#include <memory>
#include <vector>

#include "kiosk/text/faces.hpp"
#include "kiosk/text/flat_table.hpp"
#include "kiosk/text/page.hpp"
#include "kiosk/text/text.hpp"

namespace gridboard::kiosk::text {

inline constexpr int kPageSide = 1024;
inline constexpr int kMaxGlyphSizePx = 512;

struct Glyph {
  std::int32_t page = -1;  // -1: no ink
  std::int16_t x = 0, y = 0, width = 0, height = 0;
  std::int16_t left = 0, top = 0;
};

[[nodiscard]] inline std::uint64_t glyph_key(char32_t code_point, Weight weight, int size_px) {
  return (static_cast<std::uint64_t>(size_px) << 32) | (static_cast<std::uint64_t>(weight) << 24) |
         static_cast<std::uint64_t>(code_point) | (1ull << 63);
}

class GlyphCache {
 public:
  explicit GlyphCache(std::size_t page_budget) : page_budget_(page_budget) {}

  // The glyph, its page marked as used in `frame`; nullptr if it must be rasterised first.
  [[nodiscard]] const Glyph* find(std::uint64_t key, int frame);
  // Bitmaps are at most kPageSide on a side.
  const Glyph* insert(std::uint64_t key, const GlyphBitmap& bitmap, int frame);
  // Zeroes every page and forgets every key.
  void wipe();

  [[nodiscard]] Page* page(std::int32_t index) const { return &pages_[static_cast<std::size_t>(index)]->page; }
  [[nodiscard]] std::size_t page_count() const { return pages_.size(); }
  [[nodiscard]] std::size_t glyph_count() const { return glyphs_.size(); }

 private:
  struct Shelf {
    int y = 0, height = 0, x = 0;
  };
  struct Sheet {
    Page page;
    std::vector<Shelf> shelves;
    int next_y = 0;
    int last_frame = 0;
  };
  static bool place(Sheet& sheet, int width, int height, Glyph& at);
  std::int32_t sheet_with_room(int width, int height, int frame, Glyph& at);
  void empty(Sheet& sheet);

  std::size_t page_budget_;
  std::vector<std::unique_ptr<Sheet>> pages_;
  FlatTable<Glyph> glyphs_;
};

}  // namespace gridboard::kiosk::text
