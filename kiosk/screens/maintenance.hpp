// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tests of the glass itself, for staff.

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {

// Fills the whole glass with one plain colour, so that a dead pixel is seen; a touch anywhere shows the next.
void draw_pixel_test(Stage& stage);
// A grid, and a cross wherever the glass was touched.
void draw_touch_test(Stage& stage, Rect page);

}  // namespace gridboard::kiosk::screens
