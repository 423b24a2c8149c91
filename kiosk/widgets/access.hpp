// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The accessibility tree of one frame: every widget registers itself. Speech, keyboard, tests and tour read it.

#include <string>
#include <vector>

#include <imgui.h>

namespace gridboard::kiosk::widgets {

enum class Role { button, field, text, image, chart, list, heading };
[[nodiscard]] const char* name_of(Role role);

struct AccessNode {
  Role role = Role::text;
  std::string id;      // stable within a screen: "services.repair"
  std::string name;    // what it is: "报修"
  std::string text;    // what is written on or in it, as shown
  std::string spoken;  // the sentence that speech says
  float x = 0, y = 0, w = 0, h = 0;  // pixels on the glass
  float char_mm = 0;   // em height of its smallest text; 0 without text
  ImU32 fg = 0, bg = 0;
  bool enabled = true;
  bool focused = false;
  bool selected = false;
  bool cut_off = false;  // text that didn't fit its box, or a widget partly outside what can be scrolled to
};

class AccessTree {
 public:
  void begin_frame() { nodes_.clear(); }
  void add(AccessNode node) { nodes_.push_back(std::move(node)); }
  [[nodiscard]] const std::vector<AccessNode>& nodes() const { return nodes_; }

 private:
  std::vector<AccessNode> nodes_;
};

}  // namespace gridboard::kiosk::widgets
