// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <png.h>

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "kiosk/platform/png.hpp"
#include "kiosk/platform/screen.hpp"

namespace gridboard::kiosk::platform {
namespace {

// A tour writes hundreds of pictures: they are large and plain, and pack well at the quickest level.
constexpr int kCompressionLevel = 1;

struct Picture {
  const std::uint32_t* pixels = nullptr;  // 0xAARRGGBB
  int width = 0, height = 0, stride = 0;
};

// libpng leaves by longjmp, so nothing in here has a destructor.
bool write_rows(png_structp png, png_infop info, std::FILE* file, const Picture& picture, std::uint8_t* row) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_init_io(png, file);
  png_set_IHDR(png, info, static_cast<png_uint_32>(picture.width), static_cast<png_uint_32>(picture.height), 8,
               PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level(png, kCompressionLevel);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_write_info(png, info);
  for (int y = 0; y < picture.height; ++y) {
    const std::uint32_t* pixels = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.stride;
    for (int x = 0; x < picture.width; ++x) {
      row[3 * x] = static_cast<std::uint8_t>(pixels[x] >> 16);
      row[3 * x + 1] = static_cast<std::uint8_t>(pixels[x] >> 8);
      row[3 * x + 2] = static_cast<std::uint8_t>(pixels[x]);
    }
    png_write_row(png, row);
  }
  png_write_end(png, info);
  return true;
}

bool write_picture(std::FILE* file, const Picture& picture) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;
  std::vector<std::uint8_t> row(static_cast<std::size_t>(picture.width) * 3);
  const bool written = info != nullptr && write_rows(png, info, file, picture, row.data());
  png_destroy_write_struct(&png, &info);
  return written;
}

}  // namespace

base::Result<void> write_png(const Canvas& canvas, const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "wbe");
  if (file == nullptr) return base::fail(base::ErrorCode::io, "can't write " + path);
  const bool written = write_picture(file, {canvas.pixels, canvas.width, canvas.height, canvas.stride});
  if (std::fclose(file) != 0 || !written) return base::fail(base::ErrorCode::io, "can't write " + path);
  return {};
}

base::Result<std::string> png_of(std::span<const std::uint32_t> pixels, int width) {
  char* bytes = nullptr;
  std::size_t size = 0;
  std::FILE* file = ::open_memstream(&bytes, &size);
  if (file == nullptr) return base::fail(base::ErrorCode::io, "no memory for a picture");
  const int height = width > 0 ? static_cast<int>(pixels.size()) / width : 0;
  const bool written = write_picture(file, {pixels.data(), width, height, width}) && std::fflush(file) == 0;
  const bool closed = std::fclose(file) == 0;  // `bytes` is there only after it
  std::string png(bytes != nullptr ? bytes : "", bytes != nullptr ? size : 0);
  std::free(bytes);
  if (!closed || !written) return base::fail(base::ErrorCode::io, "no memory for a picture");
  return png;
}

}  // namespace gridboard::kiosk::platform
