// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writing by hand: two squares beside each other, and what takes strokes back.

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {

[[nodiscard]] float writing_height(Ui& ui, float width);  // as large as a hand likes, in that width
[[nodiscard]] float least_writing_height(Ui& ui);
void draw_writing(Stage& stage, Rect rect);

}  // namespace gridboard::kiosk::screens
