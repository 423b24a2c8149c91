// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/paint.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gridboard::kiosk::widgets {
namespace {

text::Style style_of(Ui& ui, const Words& words) {
  return {ui.em(words.type), words.bold ? text::Weight::bold : text::Weight::regular};
}

void image(const Picture& picture, float x, float y, float w, float h, bool flip_x, bool flip_y, ImU32 colour) {
  const ImVec2 uv0{flip_x ? picture.uv1.x : picture.uv0.x, flip_y ? picture.uv1.y : picture.uv0.y};
  const ImVec2 uv1{flip_x ? picture.uv0.x : picture.uv1.x, flip_y ? picture.uv0.y : picture.uv1.y};
  ImGui::GetWindowDrawList()->AddImage(picture.texture(), {x, y}, {x + w, y + h}, uv0, uv1, colour);
}

void four_corners(const Picture& corner, Rect rect, float r, ImU32 colour) {
  image(corner, rect.x, rect.y, r, r, false, false, colour);
  image(corner, rect.right() - r, rect.y, r, r, true, false, colour);
  image(corner, rect.x, rect.bottom() - r, r, r, false, true, colour);
  image(corner, rect.right() - r, rect.bottom() - r, r, r, true, true, colour);
}

float usable_radius(Rect rect, float radius) { return std::floor(std::min({radius, rect.w / 2, rect.h / 2})); }

}  // namespace

Rect snapped(Rect rect) {
  const float x = std::round(rect.x), y = std::round(rect.y);
  return {x, y, std::round(rect.right()) - x, std::round(rect.bottom()) - y};
}

void fill(Rect rect, ImU32 colour) {
  if (rect.w <= 0 || rect.h <= 0) return;
  ImGui::GetWindowDrawList()->AddRectFilled({rect.x, rect.y}, {rect.right(), rect.bottom()}, colour);
}

void fill_to_edge(Ui& ui, Rect rect, ImU32 colour) {
  const float left = rect.x <= 0 ? kBleed : 0, right = rect.right() >= ui.size.x ? kBleed : 0;
  const float top = rect.y <= 0 ? kBleed : 0, bottom = rect.bottom() >= ui.size.y ? kBleed : 0;
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRect({-kBleed, -kBleed}, {ui.size.x + kBleed, ui.size.y + kBleed});
  fill({rect.x - left, rect.y - top, rect.w + left + right, rect.h + top + bottom}, colour);
  list->PopClipRect();
}

void fill_round(Ui& ui, Rect rect, float radius, ImU32 colour) {
  rect = snapped(rect);
  const float r = usable_radius(rect, radius);
  if (r < 1) return fill(rect, colour);
  fill({rect.x + r, rect.y, rect.w - 2 * r, r}, colour);
  fill({rect.x, rect.y + r, rect.w, rect.h - 2 * r}, colour);
  fill({rect.x + r, rect.bottom() - r, rect.w - 2 * r, r}, colour);
  four_corners(ui.pictures.corner(static_cast<int>(r)), rect, r, colour);
}

void outline_round(Ui& ui, Rect rect, float radius, float thickness, ImU32 colour) {
  rect = snapped(rect);
  const float t = std::max(1.0f, std::round(thickness)), r = std::max(usable_radius(rect, radius), t);
  fill({rect.x + r, rect.y, rect.w - 2 * r, t}, colour);
  fill({rect.x + r, rect.bottom() - t, rect.w - 2 * r, t}, colour);
  fill({rect.x, rect.y + r, t, rect.h - 2 * r}, colour);
  fill({rect.right() - t, rect.y + r, t, rect.h - 2 * r}, colour);
  four_corners(ui.pictures.corner_ring(static_cast<int>(r), static_cast<int>(t)), rect, r, colour);
}

void outline_dashed(Ui& ui, Rect rect, float radius, float thickness, ImU32 colour) {
  rect = snapped(rect);
  const float t = std::max(1.0f, std::round(thickness)), r = std::max(usable_radius(rect, radius), t);
  const float dash = std::round(ui.mm(1.5f)), space = std::round(ui.mm(1.1f));
  const auto run = [&](float from, float to, bool across, float at) {
    // A whole number of dashes between the corners, so that both ends look alike.
    const float length = to - from;
    const int count = std::max(1, static_cast<int>((length + space) / (dash + space)));
    const float step = (length - static_cast<float>(count) * dash) / static_cast<float>(count + 1);
    for (int i = 0; i < count; ++i) {
      const float start = std::round(from + step + static_cast<float>(i) * (dash + step));
      fill(across ? Rect{start, at, dash, t} : Rect{at, start, t, dash}, colour);
    }
  };
  run(rect.x + r, rect.right() - r, true, rect.y);
  run(rect.x + r, rect.right() - r, true, rect.bottom() - t);
  run(rect.y + r, rect.bottom() - r, false, rect.x);
  run(rect.y + r, rect.bottom() - r, false, rect.right() - t);
  four_corners(ui.pictures.corner_ring(static_cast<int>(r), static_cast<int>(t)), rect, r, colour);
}

void paint_icon(Ui& ui, std::string_view name, Rect square, ImU32 colour) {
  const float side = std::round(std::min(square.w, square.h));
  const Picture picture = ui.pictures.icon(name, static_cast<int>(side));
  if (!picture) return;
  const Rect at = square.centred(side, side);
  image(picture, std::round(at.x), std::round(at.y), side, side, false, false, colour);
}

void paint_picture(const Picture& picture, Rect rect, ImU32 colour) {
  if (!picture) return;
  rect = snapped(rect);
  image(picture, rect.x, rect.y, rect.w, rect.h, false, false, colour);
}

void paint_card(Ui& ui, Rect rect, ImU32 ground, ImU32 border, bool strong) {
  fill_round(ui, rect, ui.corner(), ground);
  outline_round(ui, rect, ui.corner(), strong ? ui.strong_stroke() : ui.stroke(), border);
}

float width_of(Ui& ui, const Words& words) {
  float widest = 0;
  std::string_view rest = words.text;
  while (true) {
    const std::size_t end = rest.find('\n');
    widest = std::max(widest, ui.text.width_px(rest.substr(0, end), style_of(ui, words)));
    if (end == std::string_view::npos) return std::ceil(widest);
    rest.remove_prefix(end + 1);
  }
}

float height_of(Ui& ui, const Words& words, float width) {
  if (words.text.empty()) return 0;
  const auto lines = ui.text.break_lines(words.text, style_of(ui, words), std::max(1.0f, width));
  return ui.em(words.type) + static_cast<float>(std::max<std::size_t>(lines.size(), 1) - 1) * ui.line_height(words.type);
}

float paint(Ui& ui, Rect rect, const Words& words, AccessNode& node) {
  if (words.text.empty()) return 0;
  const text::Style style = style_of(ui, words);
  const auto lines = ui.text.break_lines(words.text, style, std::max(1.0f, rect.w));
  const float height = style.em_px + static_cast<float>(std::max<std::size_t>(lines.size(), 1) - 1) * ui.line_height(words.type);
  float y = words.middle ? rect.y + (rect.h - height) / 2 : rect.y;
  bool cut = height > rect.h + 1;
  for (const text::Line& line : lines) {
    const float slack = rect.w - line.width_px;
    cut = cut || slack < -1;
    const float x = words.align == Align::left ? rect.x : rect.x + (words.align == Align::centre ? slack / 2 : slack);
    ui.text.draw(ImGui::GetWindowDrawList(), {std::round(x), std::round(y)},
                 words.text.substr(line.begin, line.end - line.begin), style, words.fg);
    y += ui.line_height(words.type);
  }
  if (!node.text.empty()) node.text += ' ';
  node.text += words.text;
  const float em_mm = style.em_px / ui.px_per_mm;
  node.char_mm = node.char_mm > 0 ? std::min(node.char_mm, em_mm) : em_mm;
  node.cut_off = node.cut_off || cut;
  if (node.fg == node.bg || contrast(words.fg, words.bg) < contrast(node.fg, node.bg)) {
    node.fg = words.fg;
    node.bg = words.bg;
  }
  return height;
}

float paint_cut(Ui& ui, Rect& rest, const Words& words, AccessNode& node, float gap) {
  if (words.text.empty()) return 0;
  const float height = paint(ui, rest, words, node);
  rest.cut_top(height, gap);
  return height;
}

AccessNode node_at(Role role, std::string id, Rect rect) {
  AccessNode node;
  node.role = role;
  node.id = std::move(id);
  rect = snapped(rect);
  node.x = rect.x, node.y = rect.y, node.w = rect.w, node.h = rect.h;
  return node;
}

void finish(Ui& ui, AccessNode node) {
  if (node.name.empty()) node.name = node.text;
  if (node.spoken.empty() && !node.silent) node.spoken = node.name;
  const Rect glass{0, 0, ui.size.x, ui.size.y};
  if (!glass.contains({node.x, node.y, node.w, node.h})) node.cut_off = true;
  ui.access.add(std::move(node));
}

float label(Ui& ui, Rect rect, const Words& words, std::string id, Role role) {
  if (words.text.empty()) return 0;
  AccessNode node = node_at(role, std::move(id), rect);
  const float height = paint(ui, rect, words, node);
  if (!words.middle) node.h = std::min(std::max(height, 1.0f), std::max(rect.h, height));
  finish(ui, std::move(node));
  return height;
}

float label_cut(Ui& ui, Rect& rest, const Words& words, std::string id, float gap, Role role) {
  if (words.text.empty()) return 0;
  const float height = label(ui, rest, words, std::move(id), role);
  rest.cut_top(height, gap);
  return height;
}

}  // namespace gridboard::kiosk::widgets
