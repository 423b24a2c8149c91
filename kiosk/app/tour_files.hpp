// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The two files of a tour's step, and the PINs that a tour is given.

#include <string>
#include <vector>

#include "kiosk/app/board.hpp"

namespace gridboard::kiosk::app {

// The accessibility tree of the last frame as the tour and --drive write it; see README. Of the whole: screen (as it is
// called here), screen_id (what fills the glass), locale, orientation, large, night, lowered, can_lower, reach_top_px
// (no control lies above), locked (no household is unlocked), px_per_mm, size_px, missing_glyphs. Of a widget, in the
// order in which keys and speech go: order, role, part, id, name, text, spoken, rect_px (of the picture), char_mm, fg,
// bg, enabled, target (keys stop here), silent, focused, selected, cut_off.
[[nodiscard]] std::string tree_json(Board& board, std::string_view screen_name);
// <path>.png and <path>.json.
[[nodiscard]] base::Result<void> write_step(Board& board, const std::string& path, std::string_view screen_name);

struct GivenPin {
  std::string account, door, pin;
};
// CSV with a header, as `gridboard pin issue` writes it: account,place,door,pin.
[[nodiscard]] base::Result<std::vector<GivenPin>> read_pins(const std::string& path);

}  // namespace gridboard::kiosk::app
