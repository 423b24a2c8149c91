// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The characters that stand for what is composed or written, to be picked from.

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {

[[nodiscard]] float candidate_height(Ui& ui);        // of a comfortable row
[[nodiscard]] float candidate_rows_height(Ui& ui, int rows);  // with a pager below
// A grid that turns pages below it; with room for hardly a row one row that turns them at its ends. What to do, while
// there are none.
void draw_candidates(Stage& stage, Rect rect);

}  // namespace gridboard::kiosk::screens
