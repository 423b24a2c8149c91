// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reading aloud: the button that starts and stops it, and while it is on, a row above the foot or within it that
// pauses, repeats and sets speed and loudness.

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {

[[nodiscard]] FootButton speech_button(Stage& stage);
// What steers it, as icons; nothing while the board isn't reading aloud. `private_in_words`: what makes private things
// heard by all keeps its words.
[[nodiscard]] std::vector<FootButton> speech_icons(Stage& stage, bool private_in_words);
// The same in words where there is room: cuts the row off the bottom of `rest`; nothing while the board isn't reading
// aloud.
void draw_speech_bar(Stage& stage, Rect& rest);

}  // namespace gridboard::kiosk::screens
