// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The parts of the bill's screen, each a block of a flow.

#include <cmath>
#include <vector>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {

// How a bill stands: a word, a shape and a colour of its own each, so that none of them carries it alone.
struct StandingLook {
  std::string_view word, icon;
  ImU32 fg, bg;
};
[[nodiscard]] StandingLook standing_look(Ui& ui, model::BillStanding standing);

[[nodiscard]] inline float line_gap(Ui& ui) { return std::round(ui.mm(3.2f)); }

// The code, or the tick that takes its place, with what is said of it.
[[nodiscard]] float code_side(Stage& stage);
[[nodiscard]] float caption_height(Stage& stage, float width);
[[nodiscard]] float code_height(Stage& stage, float width);  // one above the other
void draw_code_card(Stage& stage, Rect rect);
void draw_wide_code_card(Stage& stage, Rect rect);

// What to pay and the code to pay it: one block where both fit side by side, else a block each.
void add_due_and_code(Stage& stage, float width, float most_height, std::vector<Block>& out);
[[nodiscard]] Block tier_block(Stage& stage, float width);
[[nodiscard]] Block months_block(Stage& stage, float width);
// The lines of the bill in as many cards as it takes to stay under `most_height`.
void add_lines(Stage& stage, float width, float most_height, std::vector<Block>& out);
void add_earlier(Stage& stage, float width, std::vector<Block>& out);

}  // namespace gridboard::kiosk::screens
