// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// JPEG by libjpeg, for shrink_picture.cpp.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::desk {

// Rows from the top, three bytes a pixel.
struct RgbPixels {
  int width = 0, height = 0;
  std::vector<unsigned char> bytes;

  [[nodiscard]] const unsigned char* at(int x, int y) const { return bytes.data() + offset(x, y); }
  [[nodiscard]] unsigned char* at(int x, int y) { return bytes.data() + offset(x, y); }

 private:
  [[nodiscard]] std::size_t offset(int x, int y) const {
    return std::size_t{3} *
           (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
  }
};

// Reduced while it is decoded as long as its longer side stays at least `wanted_side`. `orientation`: what EXIF says, 1
// if nothing. too_large before decoding: more pixels than that. invalid_input: broken, or in colours of print.
[[nodiscard]] base::Result<RgbPixels> decode_jpeg(std::string_view bytes, int wanted_side, std::int64_t most_pixels,
                                                  int& orientation);
[[nodiscard]] base::Result<std::string> encode_jpeg(const RgbPixels& pixels);
// Of an EXIF block as it stands behind "Exif\0\0"; 1 if it says nothing. Untrusted.
[[nodiscard]] int exif_orientation(std::string_view tiff);

}  // namespace gridboard::desk
