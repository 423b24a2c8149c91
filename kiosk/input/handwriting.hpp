// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Handwriting: strokes in, characters out, by the path of the pen. Nothing written is learnt or kept. Not thread-safe;
// see writing_worker.hpp.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::input {

struct PenPoint {
  float x = 0, y = 0;  // shares of the field's side, from its upper left corner
  bool operator==(const PenPoint&) const = default;
};
using PenStroke = std::vector<PenPoint>;  // from where the pen came down to where it was lifted

inline constexpr std::size_t kMaxStrokes = 64;          // more are left out
inline constexpr std::size_t kMaxPointsOfStroke = 512;  // more are thinned
inline constexpr std::size_t kMaxWritten = 24;          // candidates

class HandwritingEngine {
 public:
  // `strokes`: share/input/strokes.bin. not_found or corrupt name the file.
  [[nodiscard]] static base::Result<std::unique_ptr<HandwritingEngine>> open(const std::string& strokes);
  virtual ~HandwritingEngine() = default;
  // Best first. Whatever the points are, also none, outside of the field or no numbers.
  [[nodiscard]] virtual std::vector<std::string> match(const std::vector<PenStroke>& written) = 0;
};

}  // namespace gridboard::kiosk::input
