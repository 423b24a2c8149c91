// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Typing into a field of a form: candidates, modes and keys.

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {

[[nodiscard]] bool is_typed(const model::Field& field);
// What the panel takes of a width in portrait; in landscape it is given a side of the page.
[[nodiscard]] float entry_height(Stage& stage, const model::Field& field, float width);
void draw_entry(Stage& stage, Rect rect, const model::Field& field);

// Tells the update what a key meant.
void take_code_keys(Stage& stage, Rect rect);

}  // namespace gridboard::kiosk::screens
