// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/shrink_picture.hpp"

#include <png.h>

#include <algorithm>
#include <utility>

#include "sync/desk/jpeg_pixels.hpp"
#include "sync/model/picture.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::string_view kPngMagic = "\x89PNG\r\n\x1a\n";
constexpr std::string_view kJpegMagic = "\xFF\xD8\xFF";

tl::unexpected<base::Error> too_many_pixels() {
  return fail(ErrorCode::too_large, "picture: it has too many pixels; save it smaller");
}

// As the header says, which every PNG begins with; 0 if it is cut off.
std::int64_t png_pixels(std::string_view bytes) {
  constexpr std::size_t kWidthAt = 16, kHeightAt = 20;
  const auto number = [&](std::size_t at) {
    std::int64_t value = 0;
    for (std::size_t i = at; i < at + 4 && i < bytes.size(); ++i)
      value = value * 256 + static_cast<unsigned char>(bytes[i]);
    return value;
  };
  // The largest that PNG allows is 2^31 - 1 a side: their product fits.
  return std::min<std::int64_t>(number(kWidthAt), 1LL << 31) * std::min<std::int64_t>(number(kHeightAt), 1LL << 31);
}

// On white: what is transparent on a screen is paper on a board.
Result<RgbPixels> decode_png(std::string_view bytes) {
  if (png_pixels(bytes) > kMostPngPixels) return too_many_pixels();
  const auto whole = model::png_without_notes(bytes);
  if (!whole) return tl::unexpected(whole.error());
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, whole->data(), whole->size()) == 0) {
    return fail(ErrorCode::invalid_input, std::string("picture: the PNG is broken: ") + image.message);
  }
  image.format = PNG_FORMAT_RGB;
  RgbPixels pixels;
  pixels.width = static_cast<int>(image.width);
  pixels.height = static_cast<int>(image.height);
  pixels.bytes.resize(PNG_IMAGE_SIZE(image));
  const png_color white{255, 255, 255};
  if (png_image_finish_read(&image, &white, pixels.bytes.data(), 0, nullptr) == 0) {
    return fail(ErrorCode::invalid_input, std::string("picture: the PNG is broken: ") + image.message);
  }
  return pixels;
}

// Each pixel is the mean of those that fall into it.
RgbPixels scaled_down(const RgbPixels& from, int width, int height) {
  RgbPixels to;
  to.width = width;
  to.height = height;
  to.bytes.resize(std::size_t{3} * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  const auto edge = [](int at, int whole_from, int whole_to) {
    return static_cast<int>(std::int64_t{at} * whole_from / whole_to);
  };
  for (int y = 0; y < height; ++y) {
    const int top = edge(y, from.height, height), bottom = std::max(edge(y + 1, from.height, height), top + 1);
    for (int x = 0; x < width; ++x) {
      const int left = edge(x, from.width, width), right = std::max(edge(x + 1, from.width, width), left + 1);
      std::int64_t sums[3] = {0, 0, 0};
      for (int v = top; v < bottom; ++v) {
        const unsigned char* at = from.at(left, v);
        for (int u = left; u < right; ++u, at += 3) {
          for (int channel = 0; channel < 3; ++channel) sums[channel] += at[channel];
        }
      }
      const std::int64_t count = std::int64_t{bottom - top} * (right - left);
      unsigned char* out = to.at(x, y);
      for (int channel = 0; channel < 3; ++channel) {
        out[channel] = static_cast<unsigned char>((sums[channel] + count / 2) / count);
      }
    }
  }
  return to;
}

// As EXIF counts: 1 is upright, 2 to 4 are mirrored or upside down, 5 to 8 lie on their side.
RgbPixels upright(const RgbPixels& from, int orientation) {
  if (orientation <= 1 || orientation > 8) return from;
  const bool lies = orientation >= 5;
  RgbPixels to;
  to.width = lies ? from.height : from.width;
  to.height = lies ? from.width : from.height;
  to.bytes.resize(from.bytes.size());
  for (int y = 0; y < to.height; ++y) {
    for (int x = 0; x < to.width; ++x) {
      const int right = from.width - 1, bottom = from.height - 1;
      int u = lies ? y : x, v = lies ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) u = right - u;
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) v = bottom - v;
      std::copy_n(from.at(u, v), 3, to.at(x, y));
    }
  }
  return to;
}

Result<RgbPixels> decoded(std::string_view bytes) {
  if (bytes.starts_with(kPngMagic)) return decode_png(bytes);
  if (!bytes.starts_with(kJpegMagic)) {
    return fail(ErrorCode::invalid_input, "picture: it is neither PNG nor JPEG; save it as one of them");
  }
  int orientation = 1;
  auto pixels = decode_jpeg(bytes, kBoardPictureSide, kMostJpegPixels, orientation);
  if (!pixels) return pixels;
  return upright(*pixels, orientation);
}

}  // namespace

Result<ShrunkPicture> shrink_picture(std::string_view bytes) {
  if (bytes.size() > kMostUploadBytes) {
    return fail(ErrorCode::too_large, "picture: the file is larger than 12 MiB; save it smaller");
  }
  auto pixels = decoded(bytes);
  if (!pixels) return tl::unexpected(pixels.error());
  const int longest = std::max(pixels->width, pixels->height);
  if (longest > kBoardPictureSide) {
    const auto scaled = [longest](int side) {
      return std::max(1, static_cast<int>(std::int64_t{side} * kBoardPictureSide / longest));
    };
    *pixels = scaled_down(*pixels, scaled(pixels->width), scaled(pixels->height));
  }
  if (std::min(pixels->width, pixels->height) < model::kMinPictureSide) {
    return fail(ErrorCode::invalid_input, "picture: it is too small or too narrow to be drawn");
  }
  auto made = encode_jpeg(*pixels);
  if (!made) return tl::unexpected(made.error());
  if (made->size() > model::kMaxPictureBytes)
    return fail(ErrorCode::too_large, "picture: it can't be made small enough");
  return ShrunkPicture{std::move(*made), pixels->width, pixels->height};
}

}  // namespace gridboard::desk
