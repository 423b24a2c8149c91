// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/focus.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "kiosk/widgets/paint.hpp"

namespace gridboard::kiosk::widgets {
namespace {

#if IMGUI_VERSION_NUM < 18700
constexpr int kPadEnter = ImGuiKey_KeyPadEnter;
#else
constexpr int kPadEnter = ImGuiKey_KeypadEnter;
#endif

bool pressed(int key, bool repeat = false) {
#if IMGUI_VERSION_NUM < 18700
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), repeat);
#else
  return ImGui::IsKeyPressed(static_cast<ImGuiKey>(key), repeat);
#endif
}

std::optional<Step> step_pressed() {
  const bool tab = pressed(ImGuiKey_Tab, true), back = ImGui::GetIO().KeyShift;
  if (pressed(ImGuiKey_LeftArrow, true) || (tab && back)) return Step::previous;
  if (pressed(ImGuiKey_RightArrow, true) || tab) return Step::next;
  if (pressed(ImGuiKey_UpArrow, true)) return Step::up;
  if (pressed(ImGuiKey_DownArrow, true)) return Step::down;
  return std::nullopt;
}

std::size_t index_of(const std::vector<AccessNode>& nodes, std::string_view id) {
  std::size_t index = 0;
  while (index < nodes.size() && !(nodes[index].target && nodes[index].id == id)) ++index;
  return index;
}

std::size_t beside(const std::vector<AccessNode>& nodes, std::size_t from, bool forward) {
  const std::size_t count = nodes.size();
  for (std::size_t k = 1; k <= count; ++k) {
    const std::size_t index = (from + (forward ? k : count - k % count)) % count;
    if (nodes[index].target) return index;
  }
  return count;
}

bool has_field(const std::vector<AccessNode>& nodes) {
  return std::any_of(nodes.begin(), nodes.end(),
                     [](const AccessNode& node) { return node.role == Role::field && node.selected; });
}

// Text came for the field that is in front. Space alone is meant for it only while no place shows that it could press.
bool types_into(const std::vector<AccessNode>& nodes, const Focus& focus) {
  if (!has_field(nodes)) return false;
  const ImVector<ImWchar>& text = ImGui::GetIO().InputQueueCharacters;
  if (std::any_of(text.begin(), text.end(), [](ImWchar c) { return c > ' '; })) return true;
  return pressed(ImGuiKey_Backspace, true) || (!focus.shown && text.contains(' '));
}

// What took the place of something that is gone.
std::size_t nearest(const std::vector<AccessNode>& nodes, const Focus& focus) {
  std::size_t best = nodes.size();
  float least = std::numeric_limits<float>::max();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!nodes[i].target) continue;
    const float dx = nodes[i].x + nodes[i].w / 2 - focus.x - focus.w / 2,
                dy = nodes[i].y + nodes[i].h / 2 - focus.y - focus.h / 2;
    if (dx * dx + dy * dy < least) least = dx * dx + dy * dy, best = i;
  }
  return best;
}

// A band with a line of the cards' colour on both sides: one of them is seen on every ground. It lies in the gap that
// targets keep from each other, and inside the glass.
void draw_ring(Ui& ui, const AccessNode& node) {
  const float band = std::max(2.0f, std::round(ui.mm(1))), line = std::max(1.0f, std::round(ui.mm(0.4f)));
  const auto around = [&](float by) {
    const float x = std::max(0.0f, node.x - by), y = std::max(0.0f, node.y - by);
    return Rect{x, y, std::min(ui.size.x, node.x + node.w + by) - x, std::min(ui.size.y, node.y + node.h + by) - y};
  };
  const Palette& c = ui.colours();
  outline_round(ui, around(band + line), ui.corner() + band + line, line, c.card);
  outline_round(ui, around(band), ui.corner() + band, band, c.focus);
  outline_round(ui, around(0), ui.corner(), line, c.card);
}

}  // namespace

std::size_t first_target(const std::vector<AccessNode>& nodes) {
  return static_cast<std::size_t>(
      std::find_if(nodes.begin(), nodes.end(), [](const AccessNode& node) { return node.target; }) - nodes.begin());
}

std::size_t step_from(const std::vector<AccessNode>& nodes, std::size_t from, Step step) {
  if (from >= nodes.size()) return first_target(nodes);
  const bool forward = step == Step::next || step == Step::down;
  if (step == Step::previous || step == Step::next) return beside(nodes, from, forward);
  const AccessNode& here = nodes[from];
  std::size_t best = nodes.size();
  float least = std::numeric_limits<float>::max();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const AccessNode& there = nodes[i];
    const float away = forward ? there.y - (here.y + here.h) : here.y - (there.y + there.h);
    if (!there.target || i == from || away < -1) continue;
    const float aside = std::max({0.0f, there.x - (here.x + here.w), here.x - (there.x + there.w)});
    // What lies straight above or below comes first; of those in one row, the one whose middle is nearest.
    const float middles = std::abs(there.x + there.w / 2 - here.x - here.w / 2);
    const float distance = away + 5 * aside + middles * 0.01f;
    if (distance < least) least = distance, best = i;
  }
  return best < nodes.size() ? best : beside(nodes, from, forward);
}

void begin_frame(Ui& ui, std::string_view screen) {
  Focus& focus = ui.access.focus;
  const std::vector<AccessNode>& before = ui.access.nodes();
  focus.pressed = false;
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) focus.shown = false;
  const std::optional<Step> step = step_pressed();
  const bool same_screen = focus.screen == screen;
  focus.typed = same_screen && types_into(before, focus);
  if (focus.typed) focus.shown = false;
  // What Space types comes after its key: it neither presses nor shows a place then.
  const bool space = pressed(ImGuiKey_Space) && (focus.shown || !has_field(before));
  const bool enter = pressed(ImGuiKey_Enter) || pressed(kPadEnter) || space;
  if ((step || enter) && !focus.shown) {
    focus.shown = true;  // the first key shows where one is
  } else if (step && same_screen) {
    const std::size_t to = step_from(before, index_of(before, focus.id), *step);
    if (to < before.size()) focus.id = before[to].id;
  } else if (enter && same_screen) {
    focus.pressed = true;
  }
  if (!same_screen) focus.screen = screen, focus.id.clear();
  ui.access.begin_frame();
}

void end_frame(Ui& ui) {
  const std::vector<AccessNode>& nodes = ui.access.nodes();
  std::size_t index = index_of(nodes, ui.access.focus.id);
  if (index == nodes.size()) index = ui.access.focus.id.empty() ? first_target(nodes) : nearest(nodes, ui.access.focus);
  ui.access.focus.pressed = ui.access.focus.typed = false;
  if (index == nodes.size()) return;
  ui.access.focus_on(index);
  if (ui.access.focus.shown) draw_ring(ui, nodes[index]);
}

bool escape_pressed() {
  return pressed(ImGuiKey_Escape);
}
bool home_pressed() {
  return pressed(ImGuiKey_Home);
}

}  // namespace gridboard::kiosk::widgets
