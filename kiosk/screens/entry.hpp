// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Typing into a field of a form, or a question: how characters are entered, candidates and keys.

#include <string>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {

[[nodiscard]] bool is_typed(const model::Field& field);
// What the panel takes of a width in portrait; in landscape it is given a side of the page.
[[nodiscard]] float entry_height(Stage& stage, const model::Field& field, float width);
void draw_entry(Stage& stage, Rect rect, const model::Field& field);

// The same for a question: the candidates stand in one row, so that there is room for what is found.
[[nodiscard]] float question_entry_height(Stage& stage, float width);
[[nodiscard]] float least_question_entry_height(Stage& stage, float width);  // of the highest way to type
// Of the one that is chosen, with a row of candidates only while there are some.
[[nodiscard]] float least_present_entry_height(Stage& stage, float width);
void draw_question_entry(Stage& stage, Rect rect);

// What is being composed, as it is shown behind what stands.
[[nodiscard]] std::string composing_words(const state::Keys& keys);

// Tells the update what a key meant.
void take_code_keys(Stage& stage, Rect rect);
// What a real keyboard types, on whichever screen.
void take_keyboard(Stage& stage);

}  // namespace gridboard::kiosk::screens
