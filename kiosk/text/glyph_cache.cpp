// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/glyph_cache.hpp"

#include <algorithm>

namespace gridboard::kiosk::text {
namespace {

void mark_dirty(Page& page, int x0, int y0, int x1, int y1) {
  if (page.dirty_x0 >= page.dirty_x1 || page.dirty_y0 >= page.dirty_y1) {
    page.dirty_x0 = x0, page.dirty_y0 = y0, page.dirty_x1 = x1, page.dirty_y1 = y1;
    return;
  }
  page.dirty_x0 = std::min(page.dirty_x0, x0);
  page.dirty_y0 = std::min(page.dirty_y0, y0);
  page.dirty_x1 = std::max(page.dirty_x1, x1);
  page.dirty_y1 = std::max(page.dirty_y1, y1);
}

}  // namespace

const Glyph* GlyphCache::find(std::uint64_t key, int frame) {
  const Glyph* glyph = glyphs_.find(key);
  if (glyph != nullptr && glyph->page >= 0) pages_[static_cast<std::size_t>(glyph->page)]->last_frame = frame;
  return glyph;
}

const Glyph* GlyphCache::insert(std::uint64_t key, const GlyphBitmap& bitmap, int frame) {
  Glyph glyph;
  glyph.left = static_cast<std::int16_t>(bitmap.left);
  glyph.top = static_cast<std::int16_t>(bitmap.top);
  if (bitmap.width > 0 && bitmap.height > 0) {
    glyph.width = static_cast<std::int16_t>(bitmap.width);
    glyph.height = static_cast<std::int16_t>(bitmap.height);
    glyph.page = sheet_with_room(bitmap.width, bitmap.height, frame, glyph);
    Sheet& sheet = *pages_[static_cast<std::size_t>(glyph.page)];
    sheet.last_frame = frame;
    for (int row = 0; row < bitmap.height; ++row) {
      std::copy_n(bitmap.coverage.begin() + static_cast<std::ptrdiff_t>(row) * bitmap.width, bitmap.width,
                  sheet.page.bytes.begin() + static_cast<std::ptrdiff_t>(glyph.y + row) * kPageSide + glyph.x);
    }
    mark_dirty(sheet.page, glyph.x, glyph.y, glyph.x + glyph.width, glyph.y + glyph.height);
  }
  return glyphs_.insert(key, glyph);
}

bool GlyphCache::place(Sheet& sheet, int width, int height, Glyph& at) {
  Shelf* best = nullptr;
  for (Shelf& shelf : sheet.shelves) {
    const bool fits = shelf.height >= height && shelf.x + width <= kPageSide;
    const bool wasteful = shelf.height > height + height / 4 + 4;
    if (fits && !wasteful && (best == nullptr || shelf.height < best->height)) best = &shelf;
  }
  if (best == nullptr) {
    // A little more than asked, so that the next glyph of this size, slightly taller, fits beside it.
    const int shelf_height = std::min(height + height / 12 + 1, kPageSide - sheet.next_y);
    if (shelf_height < height || width > kPageSide) return false;
    sheet.shelves.push_back({sheet.next_y, shelf_height, 0});
    sheet.next_y += shelf_height;
    best = &sheet.shelves.back();
  }
  at.x = static_cast<std::int16_t>(best->x);
  at.y = static_cast<std::int16_t>(best->y);
  best->x += width;
  return true;
}

std::int32_t GlyphCache::sheet_with_room(int width, int height, int frame, Glyph& at) {
  for (std::size_t index = 0; index < pages_.size(); ++index) {
    if (place(*pages_[index], width, height, at)) return static_cast<std::int32_t>(index);
  }
  if (pages_.size() >= page_budget_) {
    const auto oldest = std::min_element(pages_.begin(), pages_.end(), [](const auto& left, const auto& right) {
      return left->last_frame < right->last_frame;
    });
    if (oldest != pages_.end() && (*oldest)->last_frame < frame) {
      const auto index = static_cast<std::int32_t>(oldest - pages_.begin());
      glyphs_.erase_unless([index](const Glyph& glyph) { return glyph.page != index; });
      empty(**oldest);
      place(**oldest, width, height, at);
      return index;
    }
  }
  auto sheet = std::make_unique<Sheet>();
  sheet->page.width = sheet->page.height = kPageSide;
  sheet->page.format = PixelFormat::alpha8;
  sheet->page.bytes.resize(static_cast<std::size_t>(kPageSide) * kPageSide);
  place(*sheet, width, height, at);
  pages_.push_back(std::move(sheet));
  return static_cast<std::int32_t>(pages_.size() - 1);
}

void GlyphCache::empty(Sheet& sheet) {
  explicit_bzero(sheet.page.bytes.data(), sheet.page.bytes.size());
  ++sheet.page.generation;
  mark_dirty(sheet.page, 0, 0, kPageSide, kPageSide);
  sheet.shelves.clear();
  sheet.next_y = 0;
}

void GlyphCache::wipe() {
  for (const auto& sheet : pages_) empty(*sheet);
  glyphs_.wipe();
}

}  // namespace gridboard::kiosk::text
