// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is touched, or pressed by a key while the focus is on it.

#include <string>
#include <string_view>

#include "kiosk/widgets/paint.hpp"

namespace gridboard::kiosk::widgets {

struct Press {
  bool clicked = false, held = false, focused = false;
};
// An invisible target; its node must have the same id. A touch that became a drag is no click.
Press press(Ui& ui, Rect rect, const std::string& id, bool enabled = true);
// What a finger adds to a face that is already drawn.
void paint_press(Ui& ui, Rect rect, const Press& press);

enum class Face { primary, outline, quiet, amber, red };

struct Button {
  std::string id;      // of the accessibility tree and, within the screen, of ImGui
  std::string_view label;
  std::string_view detail = {};  // second line
  std::string_view icon = {};
  Face face = Face::outline;
  Type type = Type::section;
  bool bold = true;
  bool icon_above = false;
  bool icon_right = false;
  Align align = Align::centre;
  bool enabled = true;
  bool selected = false;     // drawn as primary with a tick
  bool ticks = true;         // without room for the tick a bar at its foot says that it is selected
  std::string spoken = {};   // default: label and detail
  std::string in_public = {};  // what of that anybody may hear, if not all; see AccessNode
  std::string name = {};     // what it is, where there is an icon alone
  AccessNode::Part part = AccessNode::Part::choice;
};

[[nodiscard]] float width_of(Ui& ui, const Button& button);  // in one line, with its padding
[[nodiscard]] float height_of(Ui& ui, const Button& button, float width);  // at least the target
bool draw(Ui& ui, Rect rect, const Button& button);

// A short word on a tinted ground: a category, a state. Not a target; its text joins the node. Returns its width.
float paint_tag(Ui& ui, ImVec2 left_middle, std::string_view text, ImU32 fg, ImU32 bg, AccessNode& node);
[[nodiscard]] float tag_width(Ui& ui, std::string_view text);
[[nodiscard]] float tag_height(Ui& ui);

}  // namespace gridboard::kiosk::widgets
