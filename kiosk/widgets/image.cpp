// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/image.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <png.h>

#include "sync/model/picture.hpp"

namespace gridboard::kiosk::widgets {

base::Result<ImagePixels> read_png(const std::string& path) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_file(&image, path.c_str()) == 0) {
    return base::fail(base::ErrorCode::not_found, "picture " + path + ": " + image.message);
  }
  if (image.width > 4096 || image.height > 4096) {
    png_image_free(&image);
    return base::fail(base::ErrorCode::too_large, "picture " + path + " is larger than 4096 pixels");
  }
  image.format = PNG_FORMAT_RGBA;
  ImagePixels out{static_cast<int>(image.width), static_cast<int>(image.height), 4, {}};
  out.bytes.resize(PNG_IMAGE_SIZE(image));
  if (png_image_finish_read(&image, nullptr, out.bytes.data(), 0, nullptr) == 0) {
    return base::fail(base::ErrorCode::corrupt, "picture " + path + ": " + image.message);
  }
  return out;
}

namespace {

base::Result<ImagePixels> decode_png(std::string_view bytes, const model::PictureHeader& header) {
  const auto whole = model::png_without_notes(bytes);
  if (!whole) return tl::unexpected(whole.error());
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  const bool begun = png_image_begin_read_from_memory(&image, whole->data(), whole->size()) != 0;
  const bool as_told = begun && image.width == static_cast<png_uint_32>(header.width_px) &&
                       image.height == static_cast<png_uint_32>(header.height_px);
  if (!as_told) {
    png_image_free(&image);
    return base::fail(base::ErrorCode::corrupt, std::string("a PNG can't be drawn: ") + image.message);
  }
  image.format = PNG_FORMAT_RGBA;
  ImagePixels out{header.width_px, header.height_px, 4, {}};
  out.bytes.resize(PNG_IMAGE_SIZE(image));
  if (png_image_finish_read(&image, nullptr, out.bytes.data(), 0, nullptr) == 0) {
    return base::fail(base::ErrorCode::corrupt, std::string("a PNG can't be drawn: ") + image.message);
  }
  return out;
}

}  // namespace

base::Result<ImagePixels> decode_picture(std::string_view bytes, int wanted_width, int wanted_height) {
  const auto header = model::read_picture_header(bytes);
  if (!header) return tl::unexpected(header.error());
  if (header->type == model::PictureType::png) return decode_png(bytes, *header);
  return decode_jpeg(bytes, wanted_width, wanted_height);
}

ImagePixels alpha_of(const ImagePixels& rgba) {
  ImagePixels out{rgba.width, rgba.height, 1, {}};
  out.bytes.reserve(rgba.bytes.size() / 4);
  for (std::size_t i = 3; i < rgba.bytes.size(); i += 4) out.bytes.push_back(rgba.bytes[i]);
  return out;
}

namespace {

struct Span {
  int first;
  std::vector<float> weights;
};

// Which source pixels each target pixel covers, and how much of each.
std::vector<Span> spans(int source, int target) {
  std::vector<Span> out;
  const float step = static_cast<float>(source) / static_cast<float>(target);
  for (int i = 0; i < target; ++i) {
    const float from = static_cast<float>(i) * step,
                to = std::min(from + std::max(step, 1.0f), static_cast<float>(source));
    const int first = std::clamp(static_cast<int>(from), 0, source - 1);
    const int last = std::clamp(static_cast<int>(std::ceil(to)) - 1, first, source - 1);
    Span span{first, {}};
    for (int k = first; k <= last; ++k) {
      const float covered = std::min(to, static_cast<float>(k + 1)) - std::max(from, static_cast<float>(k));
      span.weights.push_back(std::max(covered, 1e-4f));
    }
    out.push_back(std::move(span));
  }
  return out;
}

}  // namespace

ImagePixels scaled(const ImagePixels& source, int width, int height) {
  ImagePixels out{width, height, source.channels, {}};
  if (source.width <= 0 || source.height <= 0 || width <= 0 || height <= 0) return out;
  out.bytes.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                   static_cast<std::size_t>(source.channels));
  const std::vector<Span> across = spans(source.width, width), down = spans(source.height, height);
  std::size_t at = 0;
  for (const Span& row : down) {
    for (const Span& column : across) {
      float total = 0, alpha = 0, colour[3] = {0, 0, 0};
      for (std::size_t j = 0; j < row.weights.size(); ++j) {
        for (std::size_t i = 0; i < column.weights.size(); ++i) {
          const float weight = row.weights[j] * column.weights[i];
          const std::size_t index = (static_cast<std::size_t>(row.first) + j) * static_cast<std::size_t>(source.width) +
                                    static_cast<std::size_t>(column.first) + i;
          total += weight;
          if (source.channels == 1) {
            alpha += weight * source.bytes[index];
            continue;
          }
          const std::uint8_t* pixel = &source.bytes[index * 4];
          alpha += weight * pixel[3];
          for (int c = 0; c < 3; ++c) colour[c] += weight * pixel[3] * pixel[c];
        }
      }
      if (source.channels == 4) {
        for (const float c : colour) {
          out.bytes[at++] = static_cast<std::uint8_t>(alpha > 0 ? std::lround(c / alpha) : 0);
        }
      }
      out.bytes[at++] = static_cast<std::uint8_t>(std::lround(alpha / total));
    }
  }
  return out;
}

ImagePixels cropped_square(const ImagePixels& source) {
  const int side = std::min(source.width, source.height);
  const int x0 = (source.width - side) / 2, y0 = (source.height - side) / 2;
  ImagePixels out{side, side, source.channels, {}};
  const auto bytes_of = [&](int pixels) { return static_cast<std::ptrdiff_t>(pixels) * source.channels; };
  for (int y = 0; y < side; ++y) {
    const auto from = source.bytes.begin() + bytes_of((y0 + y) * source.width + x0);
    out.bytes.insert(out.bytes.end(), from, from + bytes_of(side));
  }
  return out;
}

std::uint8_t disc_coverage(int x, int y, float radius) {
  constexpr int kSamples = 8;
  int inside = 0;
  for (int j = 0; j < kSamples; ++j) {
    for (int i = 0; i < kSamples; ++i) {
      const float px = static_cast<float>(x) + (static_cast<float>(i) + 0.5f) / kSamples;
      const float py = static_cast<float>(y) + (static_cast<float>(j) + 0.5f) / kSamples;
      if (px * px + py * py <= radius * radius) ++inside;
    }
  }
  return static_cast<std::uint8_t>(inside * 255 / (kSamples * kSamples));
}

}  // namespace gridboard::kiosk::widgets
