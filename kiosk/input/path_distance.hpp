// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How unlike two paths of the pen are.

#include "kiosk/input/pen_path.hpp"

namespace gridboard::kiosk::input {

// 1 is about a quarter of the square off everywhere, or going at right angles everywhere.
struct PathDistance {
  float in_order = 0;  // the points of both walked through side by side (DTW), lifted ways too: the order of strokes
                       // counts, whether they are joined doesn't
  float in_any_order = 0;  // each point of ink to the nearest of the other, both ways: the order doesn't count
};

// `worth`: as soon as in_order is sure to be above worth * in_any_order it may be left at what it has come to.
[[nodiscard]] PathDistance distance(const PenPath& one, const PenPath& other, float worth);

}  // namespace gridboard::kiosk::input
