// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/writing.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gridboard::kiosk::widgets {
namespace {

constexpr float kPen_mm = 3.4f;
constexpr std::size_t kMostTips = 6000;  // four corners each: far below what one draw list holds

// The lines that a child learns to write along: both middles and both diagonals, dashed.
void draw_grid(Ui& ui, Rect square, ImU32 colour) {
  const float thickness = ui.stroke(), dash = std::round(ui.mm(1.8f)), step = dash + std::round(ui.mm(1.4f));
  const float side = square.w;
  for (float at = step / 2; at + dash < side; at += step) {
    fill({std::round(square.x + at), std::round(square.y + side / 2), dash, thickness}, colour);
    fill({std::round(square.x + side / 2), std::round(square.y + at), thickness, dash}, colour);
  }
  const float dot = std::max(thickness, std::round(ui.mm(0.6f))), along = std::round(ui.mm(2.2f));
  for (float at = along; at + dot < side; at += along) {
    fill({std::round(square.x + at), std::round(square.y + at), dot, dot}, colour);
    fill({std::round(square.x + at), std::round(square.bottom() - at), dot, dot}, colour);
  }
}

float length_of(const Ink& ink, float side) {
  float length = 0;
  for (const auto& stroke : ink) {
    for (std::size_t i = 1; i < stroke.size(); ++i)
      length += std::hypot(stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y) * side;
  }
  return length;
}

// The pen's round tip, set down again and again along the stroke: ends and corners are round, edges smooth.
void draw_ink(Ui& ui, Rect square, const Ink& ink, ImU32 colour) {
  const int radius = std::max(2, static_cast<int>(std::lround(ui.mm(kPen_mm) / 2)));
  const Picture tip = ui.pictures.disc(radius);
  if (!tip || ink.empty()) return;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const auto set_down = [&](ImVec2 at) {
    const float r = static_cast<float>(radius);
    list->AddImage(tip.texture(), {at.x - r, at.y - r}, {at.x + r, at.y + r}, tip.uv0, tip.uv1, colour);
  };
  const float spacing =
      std::max(static_cast<float>(radius) * 0.35f, length_of(ink, square.w) / static_cast<float>(kMostTips));
  for (const auto& stroke : ink) {
    const auto place = [&](std::size_t i) {
      return ImVec2{square.x + stroke[i].x * square.w, square.y + stroke[i].y * square.h};
    };
    float left = 0;  // of the way to the next tip
    for (std::size_t i = 0; i < stroke.size(); ++i) {
      const ImVec2 from = place(i == 0 ? 0 : i - 1), to = place(i);
      const float length = std::hypot(to.x - from.x, to.y - from.y);
      for (; left <= length && length > 0; left += spacing) {
        const float share = left / length;
        set_down({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
      }
      left = std::max(0.0f, left - length);
    }
    if (!stroke.empty()) set_down(place(stroke.size() - 1));
  }
}

std::vector<PenMove> moves_in(Ui& ui, Rect square, const std::string& id) {
  ImGui::SetCursorScreenPos({square.x, square.y});
  ImGui::InvisibleButton(id.c_str(), {square.w, square.h});
  std::vector<PenMove> moves;
  const auto add = [&](PenMove::Kind kind, ImVec2 at) {
    moves.push_back({kind, (at.x - square.x) / square.w, (at.y - square.y) / square.h});
  };
  if (ImGui::IsItemActivated()) {
    add(PenMove::Kind::down, ImGui::GetIO().MousePos);
    return moves;
  }
  if (!ImGui::IsItemActive() && !ImGui::IsItemDeactivated()) return moves;
  for (const ImVec2& at : ui.pointer_way) add(PenMove::Kind::along, at);
  if (ImGui::IsItemDeactivated()) add(PenMove::Kind::up, {square.x, square.y});
  return moves;
}

}  // namespace

std::vector<PenMove> draw(Ui& ui, Rect square, const WritingField& field, const Ink& ink) {
  const Palette& c = ui.colours();
  square = snapped(square);
  std::vector<PenMove> moves = moves_in(ui, square, field.id);
  AccessNode node = node_at(Role::field, field.id, square);
  paint_card(ui, square, c.card, field.active ? c.green : c.line, true);
  draw_grid(ui, square.inset(ui.strong_stroke()), c.line);
  if (ink.empty() && !field.hint.empty()) {
    const Words hint{field.hint, Type::body, false, c.second, c.card, Align::centre, true};
    const float width = std::min(square.w * 0.9f, width_of(ui, hint) + 2), height = height_of(ui, hint, width);
    const Rect at = square.centred(width, height);
    fill(at.inset(-ui.mm(1)), c.card);
    paint(ui, at, hint, node);
  }
  draw_ink(ui, square, ink, c.ink);
  node.name = std::string(field.name);
  node.spoken = field.spoken;
  finish(ui, std::move(node));
  return moves;
}

}  // namespace gridboard::kiosk::widgets
