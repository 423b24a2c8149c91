// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The picture wanders over the glass while nobody is here, so that no edge stands on the same pixels for weeks.

#include <array>
#include <chrono>
#include <cstddef>

namespace gridboard::kiosk::app {

inline constexpr std::chrono::minutes kShiftEvery{5};
inline constexpr int kFarthestShift = 4;

struct Shift {
  int x = 0, y = 0;
};
// From the middle out, and round.
inline constexpr std::array<Shift, 9> kShiftOrbit{
    {{0, 0}, {4, 0}, {3, 3}, {0, 4}, {-3, 3}, {-4, 0}, {-3, -3}, {0, -4}, {3, -3}}};
[[nodiscard]] constexpr Shift shift_at(std::size_t step) {
  return kShiftOrbit[step % kShiftOrbit.size()];
}

}  // namespace gridboard::kiosk::app
