// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "kiosk/widgets/pictures.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::widgets;

TEST_CASE("every icon of the family is drawn, and a missing one is left out") {
  Pictures pictures(std::string(GRIDBOARD_SHARE_DIR) + "/icons", "");
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(GRIDBOARD_SOURCE_DIR) + "/assets/icons")) {
    if (entry.path().extension() != ".svg") continue;
    const std::string name = entry.path().stem().string();
    CAPTURE(name);
    const Picture icon = pictures.icon(name, 40);
    REQUIRE(icon);
    CHECK(icon.width == 40);
    ++count;
  }
  CHECK(count >= 40);
  CHECK_FALSE(pictures.icon("no-such-icon", 40));
  const Picture first = pictures.icon("bill", 40), again = pictures.icon("bill", 40);
  CHECK(first.uv0.x == again.uv0.x);
  CHECK(first.page == again.page);
}

TEST_CASE("a QR code has whole modules and is wiped with the session") {
  Pictures pictures("", "");
  const std::string payload = "00020101021226460010A0000009990110YUNXIPOWER";
  const int modules = pictures.qr_modules(payload);
  REQUIRE(modules >= 21);
  const QrPicture code = pictures.qr(payload, 8);
  REQUIRE(code.picture);
  CHECK(code.picture.width == modules * 8);
  const auto pixel = [&](int x, int y) { return code.picture.page->bytes[static_cast<std::size_t>(y * code.picture.page->width + x)]; };
  CHECK(pixel(0, 0) == 255);    // the finder's corner
  CHECK(pixel(8, 8) == 0);      // its white ring
  CHECK(pixel(7, 7) == 255);    // a module is whole to its last pixel
  const auto generation = code.picture.page->generation;
  pictures.forget_private();
  CHECK(code.picture.page->generation > generation);
  CHECK(std::all_of(code.picture.page->bytes.begin(), code.picture.page->bytes.end(), [](auto byte) { return byte == 0; }));
  SUBCASE("what doesn't fit a symbol is no picture") {
    CHECK_FALSE(pictures.qr(std::string(4000, 'x'), 8).picture);
    CHECK(pictures.qr_modules(std::string(4000, 'x')) == 0);
  }
}

TEST_CASE("scaling keeps colour under thin alpha and the mean of what it covers") {
  ImagePixels source{2, 1, 4, {255, 0, 0, 255, 0, 0, 255, 0}};
  const ImagePixels out = scaled(source, 1, 1);
  CHECK(out.bytes == std::vector<std::uint8_t>{255, 0, 0, 128});
  const ImagePixels grown = scaled(ImagePixels{1, 1, 1, {77}}, 3, 3);
  CHECK(std::all_of(grown.bytes.begin(), grown.bytes.end(), [](auto byte) { return byte == 77; }));
}
