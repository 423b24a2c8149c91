// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <png.h>

#include <vector>

#include "kiosk/platform/screen.hpp"

namespace gridboard::kiosk::platform {

base::Result<void> write_png(const Canvas& canvas, const std::string& path) {
  std::vector<std::uint8_t> rgb;
  rgb.reserve(static_cast<std::size_t>(canvas.width) * static_cast<std::size_t>(canvas.height) * 3);
  for (int y = 0; y < canvas.height; ++y) {
    for (int x = 0; x < canvas.width; ++x) {
      const std::uint32_t pixel = canvas.row(y)[x];
      rgb.push_back(static_cast<std::uint8_t>(pixel >> 16));
      rgb.push_back(static_cast<std::uint8_t>(pixel >> 8));
      rgb.push_back(static_cast<std::uint8_t>(pixel));
    }
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(canvas.width);
  image.height = static_cast<png_uint_32>(canvas.height);
  image.format = PNG_FORMAT_RGB;
  image.flags = PNG_IMAGE_FLAG_FAST;
  if (png_image_write_to_file(&image, path.c_str(), 0, rgb.data(), 0, nullptr) == 0) {
    return base::fail(base::ErrorCode::io, "can't write " + path + ": " + image.message);
  }
  return {};
}

}  // namespace gridboard::kiosk::platform
