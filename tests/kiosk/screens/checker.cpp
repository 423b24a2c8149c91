// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/screens/checker.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "kiosk/widgets/theme.hpp"

namespace gridboard::tests {
namespace {

using kiosk::widgets::AccessNode;
using kiosk::widgets::Role;

bool is_target(const AccessNode& node) {
  return node.target && !node.silent;
}

bool fills_glass(const AccessNode& node, const DrawnScreen& screen) {
  return node.w >= screen.width - 1 && node.h >= screen.height - 1;
}

bool overlap(const AccessNode& a, const AccessNode& b) {
  return a.x + 1 < b.x + b.w && b.x + 1 < a.x + a.w && a.y + 1 < b.y + b.h && b.y + 1 < a.y + a.h;
}

std::string figure(double value) {
  const auto tenths = static_cast<long>(std::lround(value * 10));
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

void check_node(const AccessNode& node, const DrawnScreen& screen, const Limits& limits,
                std::vector<std::string>& faults) {
  const auto fault = [&](const std::string& what) {
    faults.push_back(node.id + ": " + what + " (" + node.text.substr(0, 60) + ")");
  };
  if (node.cut_off) fault("is cut off");
  if (node.spoken.empty() && !node.silent) fault("has no sentence");
  if (node.name.empty() && !node.silent) fault("has no name");
  if (node.x < -1 || node.y < -1 || node.x + node.w > screen.width + 1 || node.y + node.h > screen.height + 1)
    fault("lies beside the glass");
  if (node.char_mm > 0 && node.char_mm < limits.em_mm - 0.005f) fault("text of only " + figure(node.char_mm) + " mm");
  if (node.char_mm > 0) {
    const double contrast = kiosk::widgets::contrast(node.fg, node.bg);
    if (contrast < limits.contrast) fault("contrast of only " + figure(contrast));
  }
  if (!is_target(node)) return;
  const float side = std::min(node.w, node.h);
  if (side < limits.target_mm * screen.px_per_mm - 1)
    fault("target of only " + figure(side / screen.px_per_mm) + " mm");
  if (node.y < screen.reach_top - 1 && !fills_glass(node, screen)) fault("lies above the reach");
}

// Text that stands on its own must not lie over other such text, nor a target over or too near another.
void check_pair(const AccessNode& a, const AccessNode& b, const DrawnScreen& screen, const Limits& limits,
                std::vector<std::string>& faults) {
  const auto stands_alone = [](const AccessNode& node) {
    return !node.target && (node.role == Role::text || node.role == Role::heading || node.role == Role::field ||
                            node.role == Role::image);
  };
  if (stands_alone(a) && stands_alone(b) && overlap(a, b)) faults.push_back(a.id + " and " + b.id + " overlap");
  if (!is_target(a) || !is_target(b)) return;
  const float dx = std::max({a.x - (b.x + b.w), b.x - (a.x + a.w), 0.0f}),
              dy = std::max({a.y - (b.y + b.h), b.y - (a.y + a.h), 0.0f});
  const float gap = std::max(dx, dy);
  if (gap < limits.gap_mm * screen.px_per_mm - 1)
    faults.push_back(a.id + " and " + b.id + " are only " + figure(gap / screen.px_per_mm) + " mm apart");
}

}  // namespace

Limits limits_of(bool large, bool high_contrast, float scale) {
  Limits limits = large ? Limits{18, 4, 9.9f, 10, 7} : Limits{};
  if (high_contrast) limits.contrast = 15;
  const float smaller = std::min(1.0f, scale);
  limits.target_mm *= smaller, limits.gap_mm *= smaller, limits.em_mm *= smaller;
  return limits;
}

std::vector<std::string> faults_of(const DrawnScreen& screen, const Limits& limits) {
  std::vector<std::string> faults;
  std::set<std::string> ids;
  int choices = 0;
  if (screen.nodes.empty()) faults.emplace_back("nothing is drawn");
  for (std::size_t i = 0; i < screen.nodes.size(); ++i) {
    const AccessNode& node = screen.nodes[i];
    check_node(node, screen, limits, faults);
    if (!ids.insert(node.id).second) faults.push_back(node.id + ": is there twice");
    if (is_target(node) && node.part == AccessNode::Part::choice) ++choices;
    for (std::size_t k = i + 1; k < screen.nodes.size(); ++k) check_pair(node, screen.nodes[k], screen, limits, faults);
  }
  if (choices > limits.most_choices) faults.push_back(std::to_string(choices) + " choices on one screen");
  return faults;
}

}  // namespace gridboard::tests
