// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A damaged file of strokes, as bytes: it is refused, or every character of it can be compared.
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "kiosk/input/path_distance.hpp"
#include "kiosk/input/stroke_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gridboard::kiosk::input;
  const auto file = StrokeFile::parse(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!file) return 0;
  int sum = 0;
  for (std::size_t i = 0; i < file->size() && i < 32; ++i) {
    const PathDistance far = distance(file->path(0), file->path(i), 1.5f);
    if (!std::isfinite(far.in_order) || !std::isfinite(far.in_any_order)) std::abort();
    for (std::size_t at = 0; at < kPictureBytes; ++at) sum += file->picture(i)[at];
    sum += file->usual(i);
  }
  volatile int read = sum;  // so that the reading isn't optimised away
  (void)read;
  return 0;
}
