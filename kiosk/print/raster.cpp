// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/print/raster.hpp"

#include <cups/cups.h>
#include <cups/raster.h>

#include <cmath>
#include <memory>

namespace gridboard::kiosk::print {
namespace {

using Bytes = std::vector<std::uint8_t>;

ssize_t append(void* context, unsigned char* bytes, std::size_t size) {
  auto& out = *static_cast<Bytes*>(context);
  out.insert(out.end(), bytes, bytes + size);
  return static_cast<ssize_t>(size);
}

// Hundredths of a millimetre, as PWG counts paper.
int hundredths(int dots, int dots_per_inch) {
  return static_cast<int>(std::lround(dots * 2540.0 / dots_per_inch));
}

bool describe(const Bitmap& bitmap, int dots_per_inch, RasterType type, cups_page_header2_t& header) {
  const int width = hundredths(bitmap.width, dots_per_inch), height = hundredths(bitmap.height, dots_per_inch);
  // The size lives in CUPS's memory of this thread.
  pwg_media_t* media = pwgMediaForSize(width, height);
  if (media == nullptr || !cupsRasterInitPWGHeader(&header, media, name_of(type), dots_per_inch, dots_per_inch,
                                                   "one-sided", nullptr)) {
    return false;
  }
  // Dots, not the nearest that the paper's size makes of them.
  header.cupsWidth = header.cupsInteger[CUPS_RASTER_PWG_ImageBoxRight] = static_cast<unsigned>(bitmap.width);
  header.cupsHeight = header.cupsInteger[CUPS_RASTER_PWG_ImageBoxBottom] = static_cast<unsigned>(bitmap.height);
  header.cupsBytesPerLine = (header.cupsWidth * header.cupsBitsPerPixel + 7) / 8;
  header.cupsInteger[CUPS_RASTER_PWG_TotalPageCount] = 1;
  return true;
}

Bytes grey_row(const Bitmap& bitmap, int y) {
  Bytes row(static_cast<std::size_t>(bitmap.width));
  for (int x = 0; x < bitmap.width; ++x) row[static_cast<std::size_t>(x)] = bitmap.black(x, y) ? 0 : 255;
  return row;
}

}  // namespace

const char* name_of(RasterType type) {
  return type == RasterType::black_1 ? "black_1" : "sgray_8";
}

base::Result<Bytes> pwg_raster(const Bitmap& bitmap, int dots_per_inch, RasterType type) {
  const auto failed = [] { return base::fail(base::ErrorCode::internal, "the slip can't be made a PWG raster"); };
  cups_page_header2_t header{};
  if (bitmap.width <= 0 || bitmap.height <= 0 || !describe(bitmap, dots_per_inch, type, header)) return failed();
  Bytes out;
  // As it would be uncompressed: growing would leave pieces of the slip behind.
  out.reserve(sizeof header + 16 + static_cast<std::size_t>(header.cupsBytesPerLine + 1) * header.cupsHeight * 2);
  const std::unique_ptr<cups_raster_t, decltype(&cupsRasterClose)> raster{
      cupsRasterOpenIO(&append, &out, CUPS_RASTER_WRITE_PWG), &cupsRasterClose};
  if (!raster || !cupsRasterWriteHeader2(raster.get(), &header)) return failed();
  for (int y = 0; y < bitmap.height; ++y) {
    const auto from =
        bitmap.rows.begin() + static_cast<std::ptrdiff_t>(y) * static_cast<std::ptrdiff_t>(bitmap.stride());
    Bytes row = type == RasterType::sgray_8 ? grey_row(bitmap, y)
                                            : Bytes(from, from + static_cast<std::ptrdiff_t>(bitmap.stride()));
    if (cupsRasterWritePixels(raster.get(), row.data(), header.cupsBytesPerLine) != header.cupsBytesPerLine) {
      return failed();
    }
  }
  return out;
}

}  // namespace gridboard::kiosk::print
