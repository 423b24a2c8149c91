// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a printer makes of the bytes that it gets, written from the documents of both formats: paper again.

#include <optional>
#include <string>

#include "kiosk/print/slip.hpp"

namespace gridboard::kiosk::print {

// One page of PWG Raster, black_1 or sgray_8. Nothing if it isn't one.
[[nodiscard]] std::optional<Bitmap> from_pwg_raster(const std::string& bytes);

struct EscPosPaper {
  Bitmap bitmap;          // all bands below each other
  int cuts = 0;
  std::string left_over;  // what no command explains
};
[[nodiscard]] EscPosPaper from_escpos(const std::string& bytes);

// What zbarimg reads on it, line by line.
[[nodiscard]] std::string scanned(const Bitmap& bitmap);

// A slip with every kind of line.
[[nodiscard]] Slip sample_slip();
inline constexpr const char* kSampleUrl = "https://yunxi.example/r/K7M-224V-H";

}  // namespace gridboard::kiosk::print
