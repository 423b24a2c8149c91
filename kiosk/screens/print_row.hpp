// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Printing what is shown: the button, and beside it how the slip is getting on.

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {

// 0 where the board has no printer.
[[nodiscard]] float print_row_height(Stage& stage, state::Printing::What what, float width);
void draw_print_row(Stage& stage, Rect rect, state::Printing::What what, ImU32 ground);

}  // namespace gridboard::kiosk::screens
