// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/fields.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gridboard::kiosk::widgets {
namespace {

// The largest type in which the text takes at most two lines; long texts fall back to running text.
Type fitting_type(Ui& ui, Type wanted, std::string_view text, float width) {
  for (const Type type : {wanted, Type::section, Type::body}) {
    if (type <= wanted && height_of(ui, {text, type}, width) <= ui.em(type) + ui.line_height(type) + 1) return type;
  }
  return Type::body;
}

float box_padding(Ui& ui) { return std::round(ui.em(Type::small) * 0.7f); }

}  // namespace

float height_of(Ui& ui, const EntryBox& box, float width) {
  const float inner = width - 2 * box_padding(ui) - ui.mm(2);
  const std::string shown = std::string(box.value) + std::string(box.composing);
  const std::string_view text = shown.empty() ? box.placeholder : std::string_view(shown);
  const Type type = fitting_type(ui, box.type, text, inner);
  return std::max(ui.button(), std::max(ui.em(type), height_of(ui, {text, type}, inner)) + 2 * box_padding(ui));
}

bool draw(Ui& ui, Rect rect, const EntryBox& box) {
  rect = snapped(rect);
  const Palette& c = ui.colours();
  const Press state = box.tappable ? press(ui, rect, box.id) : Press{};
  paint_card(ui, rect, c.card, box.wrong ? c.red : box.active ? c.green : c.line, box.wrong || box.active);
  AccessNode node = node_at(Role::field, box.id, rect);
  Rect inner = rect.inset(box_padding(ui), 0);
  inner.w -= ui.mm(2);
  const std::string shown = std::string(box.value) + std::string(box.composing);
  const bool empty = shown.empty();
  const std::string_view text = empty ? box.placeholder : std::string_view(shown);
  const Type type = fitting_type(ui, box.type, text, inner.w);
  const text::Style style{ui.em(type), text::Weight::regular};
  const ImU32 ink = empty ? c.second : c.ink;

  const auto lines = ui.text.break_lines(text, style, inner.w);
  const float height =
      ui.em(type) + static_cast<float>(std::max<std::size_t>(lines.size(), 1) - 1) * ui.line_height(type);
  float y = std::round(rect.y + (rect.h - height) / 2), caret_x = inner.x, caret_y = y;
  const float underline = std::max(2.0f, std::round(ui.mm(0.6f)));
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (const text::Line& line : lines) {
    // What is still being composed is drawn apart from what stands.
    const std::size_t split = empty ? line.end : std::clamp(box.value.size(), line.begin, line.end);
    const std::string_view standing = text.substr(line.begin, split - line.begin);
    const std::string_view composing = text.substr(split, line.end - split);
    const float standing_width = ui.text.width_px(standing, style);
    ui.text.draw(list, {inner.x, y}, standing, style, ink);
    caret_x = inner.x + standing_width;
    if (!composing.empty()) {
      const float width = ui.text.width_px(composing, style);
      ui.text.draw(list, {caret_x, y}, composing, style, c.amber);
      fill({std::round(caret_x), y + ui.em(type) + underline, std::round(width), underline}, c.amber);
      caret_x += width;
    }
    caret_y = y;
    y += ui.line_height(type);
  }
  // Before what is only suggested, so that nobody wonders who wrote it.
  if (empty) caret_x = inner.x - ui.mm(1.6f), caret_y = y - static_cast<float>(lines.size()) * ui.line_height(type);
  if (box.active) fill({std::round(caret_x + ui.mm(0.8f)), caret_y, underline, ui.em(type)}, c.green);
  paint_press(ui, rect, state);

  node.text = std::string(text);
  node.char_mm = ui.em(type) / ui.px_per_mm;
  node.fg = ink, node.bg = c.card;
  node.cut_off = height > rect.h + 1;
  node.name = std::string(box.name);
  node.selected = box.active;
  node.value = shown;
  node.spoken = empty ? ui.say("{0}，还没有填。", {box.name}) : ui.say("{0}，已填：{1}。", {box.name, shown});
  if (!empty && !box.unmasked) node.is_private = true, node.in_public = ui.say("{0}，已填。", {box.name});
  finish(ui, std::move(node));
  return state.clicked;
}

void draw_dots(Ui& ui, Rect rect, int filled, int count, std::string_view name, const std::string& id) {
  const Palette& c = ui.colours();
  const float side = std::min(rect.h, std::round(ui.em(Type::heading) * 1.3f)), gap = std::round(ui.mm(3));
  const float width = static_cast<float>(count) * side + static_cast<float>(count - 1) * gap;
  Rect row = snapped(rect.centred(width, side));
  AccessNode node = node_at(Role::field, id, row);
  for (int i = 0; i < count; ++i) {
    const Rect cell = snapped({row.x + static_cast<float>(i) * (side + gap), row.y, side, side});
    paint_card(ui, cell, c.card, i == filled ? c.green : i < filled ? c.ink : c.line, i == filled);
    if (i < filled) fill_round(ui, cell.centred(side * 0.36f, side * 0.36f), side, c.ink);
  }
  node.name = std::string(name);
  node.fg = c.ink, node.bg = c.card;
  node.selected = true;
  node.echo = filled > 0 ? ui.say("第 {0} 位。", {std::to_string(filled)}) : std::string(ui.tr("已清空。"));
  node.spoken = ui.say("{0}，共 {1} 位，已输入 {2} 位。", {name, std::to_string(count), std::to_string(filled)});
  finish(ui, std::move(node));
}

}  // namespace gridboard::kiosk::widgets
