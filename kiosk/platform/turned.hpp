// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A glass that hangs on its side: the picture is drawn upright into pixels of its own and copied turned by a quarter
// into those of the screen; what is touched is turned back.

#include "kiosk/platform/canvas.hpp"
#include "kiosk/platform/display.hpp"

namespace gridboard::kiosk::platform {

// Where a box of the picture lies on the screen; `picture` is the picture's size.
[[nodiscard]] Box turned(const Box& box, Turn turn, int picture_width, int picture_height);
// A point of the screen as one of the picture. `screen` is the screen's size.
[[nodiscard]] ImVec2 turned_back(ImVec2 at, Turn turn, ImVec2 screen);
// Copies a box of the picture to where it lies on the screen.
void copy_turned(const Canvas& picture, const Box& box, Turn turn, const Canvas& screen);

}  // namespace gridboard::kiosk::platform
