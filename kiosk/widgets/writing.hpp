// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Squares to write characters in with a finger, and what is written in them.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/widgets/paint.hpp"

namespace gridboard::kiosk::widgets {

// What the pen did in this frame. Shares of the square's side, from its upper left corner; outside of it below 0 or
// above 1.
struct PenMove {
  enum class Kind { down, along, up } kind = Kind::down;
  float x = 0, y = 0;
};

using Ink = std::vector<std::vector<ImVec2>>;  // strokes as shares of the side

struct WritingField {
  std::string id;
  std::string_view name;
  std::string spoken;
  std::string_view hint = {};  // in its middle while nothing is written
  bool active = false;         // what is written stands here
};
// A light 米字格, over it the strokes. One finger; every place that it touched since the frame before.
std::vector<PenMove> draw(Ui& ui, Rect square, const WritingField& field, const Ink& ink);

}  // namespace gridboard::kiosk::widgets
