// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/glyph_cache.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace gridboard::kiosk::text {
namespace {

GlyphBitmap solid(int side, std::uint8_t coverage = 200) {
  GlyphBitmap bitmap;
  bitmap.width = bitmap.height = side;
  bitmap.coverage.assign(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), coverage);
  return bitmap;
}

std::uint64_t key_of(int index) {
  return glyph_key(static_cast<char32_t>(0x4E00 + index), Weight::regular, 40);
}

}  // namespace

TEST_CASE("A glyph is found where it was put, with its coverage on the page") {
  GlyphCache cache(2);
  CHECK(cache.find(key_of(1), 1) == nullptr);
  const Glyph glyph = *cache.insert(key_of(1), solid(40, 77), 1);
  const Page& page = *cache.page(glyph.page);
  CHECK(page.bytes[static_cast<std::size_t>(glyph.y * kPageSide + glyph.x)] == 77);
  CHECK(page.dirty_x0 == glyph.x);
  CHECK(page.dirty_y1 == glyph.y + 40);
  CHECK(page.generation == 0);
  CHECK(cache.find(key_of(1), 2)->x == glyph.x);
}

TEST_CASE("Glyphs on one page never overlap, whatever their sizes") {
  GlyphCache cache(1);
  std::vector<Glyph> all;
  for (int index = 0; cache.page_count() <= 1 && index < 300; ++index) {
    all.push_back(*cache.insert(key_of(index), solid(20 + index * 7 % 50), 1));
  }
  for (std::size_t a = 0; a < all.size(); ++a) {
    for (std::size_t b = a + 1; b < all.size(); ++b) {
      if (all[a].page != all[b].page) continue;
      const bool apart = all[a].x + all[a].width <= all[b].x || all[b].x + all[b].width <= all[a].x ||
                         all[a].y + all[a].height <= all[b].y || all[b].y + all[b].height <= all[a].y;
      REQUIRE(apart);
    }
  }
}

TEST_CASE("Over the budget the page that was used least recently is emptied") {
  GlyphCache cache(2);
  const auto fill_page = [&](int first, int frame) {
    for (int index = 0; index < 6; ++index) cache.insert(key_of(first + index), solid(340), frame);  // six fill a page
  };
  fill_page(0, 1);
  fill_page(100, 2);
  REQUIRE(cache.page_count() == 2);

  SUBCASE("the older page goes, its generation tells the renderer") {
    const std::int32_t old_page = cache.find(key_of(0), 1)->page;
    cache.insert(key_of(200), solid(340), 3);
    CHECK(cache.page_count() == 2);
    CHECK(cache.find(key_of(0), 3) == nullptr);
    CHECK(cache.find(key_of(100), 3) != nullptr);
    CHECK(cache.page(old_page)->generation == 1);
  }
  SUBCASE("a page used since is spared") {
    CHECK(cache.find(key_of(0), 3) != nullptr);
    cache.insert(key_of(200), solid(340), 4);
    CHECK(cache.find(key_of(0), 4) != nullptr);
    CHECK(cache.find(key_of(100), 4) == nullptr);
  }
  SUBCASE("a page in use in this frame is never evicted: the cache grows") {
    CHECK(cache.find(key_of(0), 5) != nullptr);
    CHECK(cache.find(key_of(100), 5) != nullptr);
    cache.insert(key_of(200), solid(340), 5);
    CHECK(cache.page_count() == 3);
    CHECK(cache.find(key_of(0), 5) != nullptr);
    CHECK(cache.find(key_of(100), 5) != nullptr);
  }
}

TEST_CASE("Wiping leaves zeroes and no key") {
  GlyphCache cache(1);
  for (int index = 0; index < 50; ++index) cache.insert(key_of(index), solid(60), 1);
  Page* page = cache.page(0);
  const std::uint32_t before = page->generation;
  cache.wipe();
  CHECK(std::all_of(page->bytes.begin(), page->bytes.end(), [](std::uint8_t byte) { return byte == 0; }));
  CHECK(page->generation > before);
  CHECK(cache.glyph_count() == 0);
  CHECK(cache.find(key_of(3), 2) == nullptr);
  CHECK(cache.insert(key_of(3), solid(60), 2)->page == 0);
}

TEST_CASE("A glyph without ink takes no page") {
  GlyphCache cache(1);
  CHECK(cache.insert(key_of(1), GlyphBitmap{}, 1)->page == -1);
  CHECK(cache.page_count() == 0);
}

}  // namespace gridboard::kiosk::text
