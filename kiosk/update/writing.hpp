// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A finger writes characters, one after another, in two fields beside each other.

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

// A stroke begins. In the field beside the one that was written in, a new character begins: the one before becomes its
// first candidate. While that isn't known yet nothing begins.
[[nodiscard]] Effects pen_down(state::AppState& state, const state::PenDown& pen, const Context& context);
// It goes on, inside of the field; more than kMostPoints are thinned.
void pen_to(state::AppState& state, const state::PenTo& pen);
// It ends: what is written by now is asked.
[[nodiscard]] Effects pen_up(state::AppState& state, const Context& context);
[[nodiscard]] Effects undo_stroke(state::AppState& state, const Context& context);
// What is written goes, its candidates too.
void drop_written(state::Keys& keys);

}  // namespace gridboard::kiosk::update
