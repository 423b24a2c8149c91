// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Pictures and scaling.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::widgets {

// Rows without padding; `channels` is 1 (alpha) or 4 (R, G, B, A, not premultiplied).
struct ImagePixels {
  int width = 0, height = 0, channels = 1;
  std::vector<std::uint8_t> bytes;
};

// Any PNG as RGBA, at most 4096 pixels a side.
[[nodiscard]] base::Result<ImagePixels> read_png(const std::string& path);
// PNG or JPEG out of untrusted bytes, as RGBA. What model::read_picture_header refuses isn't decoded at all. A JPEG may
// come smaller than it is, but no smaller than wanted.
[[nodiscard]] base::Result<ImagePixels> decode_picture(std::string_view bytes, int wanted_width, int wanted_height);
[[nodiscard]] base::Result<ImagePixels> decode_jpeg(std::string_view bytes, int wanted_width, int wanted_height);
// The alpha of an RGBA image.
[[nodiscard]] ImagePixels alpha_of(const ImagePixels& rgba);
// Every target pixel is the mean of the area that it covers, colours weighted by alpha.
[[nodiscard]] ImagePixels scaled(const ImagePixels& source, int width, int height);
// The largest square in the middle.
[[nodiscard]] ImagePixels cropped_square(const ImagePixels& source);
// Share of a pixel square at (x, y) that a disc about the origin covers, in 1/255.
[[nodiscard]] std::uint8_t disc_coverage(int x, int y, float radius);

}  // namespace gridboard::kiosk::widgets
