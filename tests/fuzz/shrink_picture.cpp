// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A picture as staff send it in.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/desk/jpeg_pixels.hpp"
#include "sync/desk/shrink_picture.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const int orientation = desk::exif_orientation(bytes);
  if (orientation < 1 || orientation > 8) std::abort();
  // Large ones only cost time.
  int ignored = 1;
  const bool is_jpeg = bytes.starts_with("\xFF\xD8");
  if (is_jpeg && !desk::decode_jpeg(bytes, 16, 100'000, ignored)) return 0;
  if (!is_jpeg && size > 24 && (data[16] | data[17] | data[20] | data[21]) != 0) return 0;
  const auto made = desk::shrink_picture(bytes);
  if (made && (made->width_px > desk::kBoardPictureSide || made->height_px > desk::kBoardPictureSide)) std::abort();
  return 0;
}
