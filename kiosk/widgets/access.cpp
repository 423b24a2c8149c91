// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/access.hpp"

#include <algorithm>
#include <utility>

namespace gridboard::kiosk::widgets {

const char* name_of(Role role) {
  switch (role) {
    case Role::button:
      return "button";
    case Role::field:
      return "field";
    case Role::text:
      return "text";
    case Role::image:
      return "image";
    case Role::chart:
      return "chart";
    case Role::list:
      return "list";
    case Role::heading:
      return "heading";
  }
  return "text";
}

void AccessTree::begin_frame() {
  nodes_.clear();
  targets_.clear();
  region_ = AccessNode::Region::page;
  private_ = goes_on_ = false;
  head_.clear();
}

void AccessTree::add(AccessNode node) {
  node.region = region_;
  node.target =
      node.enabled && !node.silent && std::find(targets_.rbegin(), targets_.rend(), node.id) != targets_.rend();
  if (private_ && region_ != AccessNode::Region::foot && node.role != Role::button && !node.silent)
    node.is_private = true;
  if (std::exchange(goes_on_, false)) {
    node.line_of = head_;
  } else {
    head_ = node.id;
  }
  // Frames are drawn before the page that they leave room for, but read around it.
  const auto place =
      std::upper_bound(nodes_.begin(), nodes_.end(), node.region,
                       [](AccessNode::Region region, const AccessNode& other) { return region < other.region; });
  nodes_.insert(place, std::move(node));
}

void AccessTree::focus_on(std::size_t index) {
  for (AccessNode& node : nodes_) node.focused = false;
  if (index >= nodes_.size()) return;
  AccessNode& node = nodes_[index];
  node.focused = focus.shown;
  focus.id = node.id;
  focus.x = node.x, focus.y = node.y, focus.w = node.w, focus.h = node.h;
}

bool AccessTree::keep_private(bool is_private) {
  return std::exchange(private_, is_private);
}

AccessNode::Region AccessTree::enter(AccessNode::Region region) {
  return std::exchange(region_, region);
}

}  // namespace gridboard::kiosk::widgets
