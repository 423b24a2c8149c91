// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/screenshot.hpp"

#include <vector>

#include "kiosk/platform/png.hpp"

namespace gridboard::kiosk::app {
namespace {

constexpr int kMostHalvings = 2;

// Each pixel is what four were on average; an odd row or column at the edge is left out.
std::vector<std::uint32_t> halved(std::span<const std::uint32_t> pixels, int width) {
  const auto columns = static_cast<std::size_t>(width), rows = pixels.size() / columns;
  std::vector<std::uint32_t> half;
  half.reserve((rows / 2) * (columns / 2));
  for (std::size_t y = 0; y + 1 < rows; y += 2) {
    for (std::size_t x = 0; x + 1 < columns; x += 2) {
      const std::size_t at = y * columns + x;
      std::uint32_t mixed = 0xff000000u;
      for (const int shift : {16, 8, 0}) {
        const auto part = [&](std::size_t index) { return pixels[index] >> shift & 0xffu; };
        mixed |= (part(at) + part(at + 1) + part(at + columns) + part(at + columns + 1)) / 4 << shift;
      }
      half.push_back(mixed);
    }
  }
  return half;
}

}  // namespace

base::Result<std::string> screenshot(std::span<const std::uint32_t> pixels, int width, std::size_t most_bytes) {
  std::vector<std::uint32_t> smaller;
  for (int halvings = 0;; ++halvings) {
    auto png = platform::png_of(pixels, width);
    if (!png || png->size() <= most_bytes) return png;
    if (halvings == kMostHalvings) return base::fail(base::ErrorCode::too_large, "the picture is too large");
    smaller = halved(pixels, width);
    pixels = smaller;
    width /= 2;
  }
}

}  // namespace gridboard::kiosk::app
