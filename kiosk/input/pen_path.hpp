// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is compared: a character's strokes brought to one size and place, as the path of the pen (with the moves of the
// lifted pen between the strokes) and as a coarse picture of where its ink runs in which direction.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kiosk/input/handwriting.hpp"

namespace gridboard::kiosk::input {

inline constexpr std::size_t kPathPoints = 64;
inline constexpr std::int8_t kSquare = 119;  // points lie in 0..kSquare: a squared distance fits 16 bits
inline constexpr std::int8_t kUnit = 127;    // length of a direction

// Points at even steps along the pen's way. Stored as it is in strokes.bin.
struct PenPath {
  std::array<std::int8_t, kPathPoints> x{}, y{};
  std::array<std::int8_t, kPathPoints> dx{}, dy{};  // where the pen is going; 0, 0 where it only touched down
  std::uint64_t ink = 0;                            // bit i: the pen is down at point i
};
static_assert(sizeof(PenPath) == 4 * kPathPoints + 8);

inline constexpr std::size_t kGrid = 6;        // cells a side
inline constexpr std::size_t kDirections = 8;  // of the pen
inline constexpr std::size_t kPictureBytes = kGrid * kGrid * kDirections;
// Square roots of the ink in each cell and direction, together of length 400: a dot product tells likeness.
using InkPicture = std::array<std::int8_t, kPictureBytes>;

struct PenShape {
  PenPath path;
  InkPicture picture{};
};

// False if there is nothing to compare: no point that is a number. At most kMaxStrokes strokes are looked at, and of
// each at most kMaxPointsOfStroke points or one more.
[[nodiscard]] bool shape_of(const std::vector<PenStroke>& strokes, PenShape& shape);

}  // namespace gridboard::kiosk::input
