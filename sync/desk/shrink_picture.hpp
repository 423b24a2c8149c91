// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A picture as staff have it becomes one that boards take: upright, small enough for their glass, JPEG, and without
// what cameras and programs write beside it, since nothing but its pixels goes on.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/model/picture.hpp"

namespace gridboard::desk {

inline constexpr std::size_t kMostUploadBytes = 12 << 20;
// The largest that telephones take; decoding it in eighths takes a few MB, a progressive one 150 MB.
inline constexpr std::int64_t kMostJpegPixels = 50'000'000;
// Decoded whole: 75 MB.
inline constexpr std::int64_t kMostPngPixels = 25'000'000;
// The long side of the glass that boards have: more is never seen.
inline constexpr int kBoardPictureSide = 1920;

struct ShrunkPicture {
  std::string bytes;  // JPEG
  int width_px = 0, height_px = 0;
};

// Untrusted input. too_large before anything is decoded: more bytes or pixels than above. invalid_input: neither PNG
// nor JPEG, cut off, broken, or smaller than boards draw.
[[nodiscard]] base::Result<ShrunkPicture> shrink_picture(std::string_view bytes);

}  // namespace gridboard::desk
