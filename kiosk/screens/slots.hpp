// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The doors of a unit, one slot each: a door number and whether a notice waits, nothing else.

#include <cstddef>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {

struct SlotPlan {
  int columns = 1, rows = 1;      // of one page
  std::size_t pages = 1;
  bool keeps_floors = true;       // neighbours of a floor stand side by side
  bool dense = false;             // the envelope alone; the heading explains it in words
  Type type = Type::title;        // of the door numbers
  float row_height = 0;
};

// How the slots fill this rectangle, heading included.
[[nodiscard]] SlotPlan plan_slots(Stage& stage, Rect rect);
// Returns the height taken.
float draw_slots(Stage& stage, Rect rect, const SlotPlan& plan);

}  // namespace gridboard::kiosk::screens
