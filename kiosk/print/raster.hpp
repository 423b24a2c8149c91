// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// PWG Raster (PWG 5102.4) of one page, made in memory: no file of a resident's slip ever lies on the disk.

#include <cstdint>
#include <vector>

#include "kiosk/print/slip.hpp"

namespace gridboard::kiosk::print {

enum class RasterType {
  black_1,  // a bit a dot, 1 is black
  sgray_8,  // a byte a dot, 0 is black: for printers that take nothing else
};
[[nodiscard]] const char* name_of(RasterType type);  // as in pwg-raster-document-type-supported

[[nodiscard]] base::Result<std::vector<std::uint8_t>> pwg_raster(const Bitmap& bitmap, int dots_per_inch,
                                                                 RasterType type);

}  // namespace gridboard::kiosk::print
