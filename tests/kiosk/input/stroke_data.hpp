// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The built files, and characters written as strokes.bin draws them.

#include <string>
#include <vector>

#include "kiosk/input/mapped_file.hpp"
#include "kiosk/input/stroke_file.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::tests {

inline const std::string kStrokesFile = GRIDBOARD_SHARE_DIR "/input/strokes.bin";
inline const std::string kStrokeKeysFile = GRIDBOARD_SHARE_DIR "/input/stroke_keys.bin";

// Shares of the field, in its middle. None if the character isn't known.
inline std::vector<kiosk::input::PenStroke> drawn(const kiosk::input::StrokeFile& known, std::string_view character) {
  using namespace kiosk::input;
  std::size_t offset = 0;
  const char32_t wanted = base::decode_utf8(character, offset);
  std::vector<PenStroke> strokes;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known.code_point(i) != wanted) continue;
    const PenPath path = known.path(i);
    bool down = false;
    for (std::size_t p = 0; p < kPathPoints; ++p) {
      const bool ink = (path.ink >> p & 1) != 0;
      if (ink && !down) strokes.emplace_back();
      down = ink;
      if (ink) strokes.back().push_back({0.2f + 0.6f * path.x[p] / kSquare, 0.2f + 0.6f * path.y[p] / kSquare});
    }
  }
  return strokes;
}

}  // namespace gridboard::tests
