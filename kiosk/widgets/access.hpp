// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The accessibility tree of one frame: every widget registers itself. Speech, keyboard, tests and tour read it. Its
// order is the order in which it is read: header, page, foot, and within each as it was drawn.

#include <cstddef>
#include <string>
#include <string_view>
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
  std::string value;   // of a field: what has been typed into it
  // What belongs to the household that is here: without headphones `in_public` is said instead; "" for nothing but that
  // it is on the screen.
  bool is_private = false;
  std::string in_public;
  std::string line_of;  // a further line of the text that begins in the node of this id: said in one breath with it
  std::string echo;  // said when it changes under the hand, in place of `spoken`; "" for that
  float x = 0, y = 0, w = 0, h = 0;  // pixels on the glass
  float char_mm = 0;   // em height of its smallest text; 0 without text
  ImU32 fg = 0, bg = 0;
  bool enabled = true;
  bool focused = false;  // the keyboard is here, and it shows
  bool selected = false;
  // What kind of target it is. Of choices a screen in large type offers at most seven; rows belong to a list that turns
  // pages (doors, notices, candidates); keys to a keypad; the frame is the same everywhere.
  enum class Part { choice, row, key, frame } part = Part::choice;
  bool cut_off = false;  // text that didn't fit its box, or a widget partly outside what can be scrolled to
  bool target = false;   // it can be pressed: keys stop here
  bool silent = false;   // for a finger that knows of it alone: neither spoken nor reached by keys
  enum class Region { header, page, foot } region = Region::page;
  bool marked = false;  // the word that is heard of it is marked in what is written
};

// Where the keyboard is. Outlives frames; a new tree begins without.
struct Focus {
  std::string screen;  // on which screen; another one begins at its first target
  std::string id;      // of the target, "" for none yet
  float x = 0, y = 0, w = 0, h = 0;  // where that was seen last
  bool shown = false;  // a key was used since the last touch
  bool pressed = false;  // Enter or Space, in this frame
  bool typed = false;    // a keyboard typed into the screen's field, in this frame
};

class AccessTree {
 public:
  void begin_frame();
  void add(AccessNode node);
  [[nodiscard]] const std::vector<AccessNode>& nodes() const { return nodes_; }
  void focus_on(std::size_t index);  // marks the node and remembers where it is

  // What is added from now on belongs to this part of the glass.
  AccessNode::Region enter(AccessNode::Region region);
  // What is added from now on is private, but for what is pressed and the foot. Returns how it was.
  bool keep_private(bool is_private);
  // The next node goes on with the text of the one before it, which was too long for a line.
  void go_on() { goes_on_ = true; }
  // The node that the next one goes on from, "" if it begins anew.
  [[nodiscard]] std::string_view goes_on_from() const {
    return goes_on_ ? std::string_view(head_) : std::string_view();
  }
  // What can be pressed says so before its node is added.
  void add_target(const std::string& id) { targets_.push_back(id); }

  Focus focus;

 private:
  std::vector<AccessNode> nodes_;
  std::vector<std::string> targets_;
  AccessNode::Region region_ = AccessNode::Region::page;
  bool private_ = false, goes_on_ = false;
  std::string head_;  // id of the last node that began anew
};

// For a scope: what it draws belongs to this part of the glass.
class InRegion {
 public:
  InRegion(AccessTree& tree, AccessNode::Region region) : tree_(tree), before_(tree.enter(region)) {}
  ~InRegion() { tree_.enter(before_); }
  InRegion(const InRegion&) = delete;
  InRegion& operator=(const InRegion&) = delete;

 private:
  AccessTree& tree_;
  AccessNode::Region before_;
};

}  // namespace gridboard::kiosk::widgets
