// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/buttons.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::widgets {
namespace {

struct FaceColours {
  ImU32 ground, border, text;
};

FaceColours colours_of(Ui& ui, const Button& button) {
  const Palette& c = ui.colours();
  if (!button.enabled) return {c.ground, c.line, c.second};
  if (button.selected) return {c.green, c.green, c.on_green};
  switch (button.face) {
    case Face::primary:
      return {c.green, c.green, c.on_green};
    case Face::outline:
      return {c.card, c.green, c.deep};
    case Face::quiet:
      return {c.card, c.line, c.ink};
    case Face::amber:
      return {c.card, c.amber, c.amber};
    case Face::red:
      return {c.card, c.red, c.red};
  }
  return {c.card, c.line, c.ink};
}

std::string_view icon_of(const Button& button) {
  return button.icon.empty() && button.selected && button.ticks ? "check" : button.icon;
}

float icon_size(Ui& ui, const Button& button) {
  if (icon_of(button).empty()) return 0;
  return std::round(ui.em(button.type) * (button.icon_above ? 1.75f : 1.25f));
}
float icon_gap(Ui& ui, const Button& button) {
  if (button.label.empty()) return 0;
  return std::round(ui.em(button.type) * (button.icon_above ? 0.5f : 0.45f));
}
float side_padding(Ui& ui, const Button& button) {
  // A key, or a mark like "EN".
  const bool is_sign = button.label.size() <= 2 || base::count_code_points(button.label) == 1;
  if (is_sign && button.icon.empty() && button.align == Align::centre) return std::round(ui.em(button.type) * 0.15f);
  return std::round(std::min(ui.padding(), ui.em(button.type) * (button.align == Align::left ? 0.8f : 0.55f)));
}
float inner_gap(Ui& ui) {
  return std::round(ui.em(Type::small) * 0.45f);
}

Words label_words(const Button& button, ImU32 fg, ImU32 bg) {
  return {button.label, button.type, button.bold, fg, bg, button.align, false};
}
Words detail_words(const Button& button, ImU32 fg, ImU32 bg) {
  return {button.detail, Type::small, false, fg, bg, button.align, false};
}

bool on_right(const Button& button) {
  return button.icon_right || (button.icon.empty() && button.selected && button.align == Align::left);
}

}  // namespace

Press press(Ui& ui, Rect rect, const std::string& id, bool enabled) {
  rect = snapped(rect);
  if (!enabled || rect.w < 1 || rect.h < 1) return {};
  ImGui::SetCursorScreenPos({rect.x, rect.y});
  Press out;
  out.clicked = ImGui::InvisibleButton(id.c_str(), {rect.w, rect.h});
  out.held = ImGui::IsItemActive();
  const float slop = ui.mm(8);
  if (ImGui::GetIO().MouseDragMaxDistanceSqr[0] > slop * slop) out.clicked = false;
  Focus& focus = ui.access.focus;
  if (out.clicked) focus.id = id;  // keys go on from what a finger pressed
  ui.access.add_target(id);
  out.focused = focus.shown && focus.id == id;
  if (out.focused && focus.pressed) out.clicked = true;
  return out;
}

void paint_press(Ui& ui, Rect rect, const Press& press) {
  if (press.held) fill_round(ui, rect, ui.corner(), (ui.colours().ink & ~IM_COL32_A_MASK) | (40u << IM_COL32_A_SHIFT));
}

float width_of(Ui& ui, const Button& button) {
  const float words = std::max(width_of(ui, label_words(button, 0, 1)),
                               button.detail.empty() ? 0.0f : width_of(ui, detail_words(button, 0, 1)));
  const float icon = icon_size(ui, button);
  const float beside = icon > 0 && !button.icon_above ? icon + icon_gap(ui, button) : 0;
  return std::max(ui.target(), std::ceil(words + beside + 2 * side_padding(ui, button) + 2));
}

float height_of(Ui& ui, const Button& button, float width) {
  const float icon = icon_size(ui, button);
  const float beside = icon > 0 && !button.icon_above ? icon + icon_gap(ui, button) : 0;
  const float inner = width - 2 * side_padding(ui, button) - beside;
  float height = height_of(ui, label_words(button, 0, 1), inner);
  if (!button.detail.empty()) height += inner_gap(ui) + height_of(ui, detail_words(button, 0, 1), inner);
  if (icon > 0 && button.icon_above) height += icon + icon_gap(ui, button);
  return std::max(ui.target(), std::ceil(height + 2 * std::round(ui.em(Type::small) * 0.6f)));
}

bool draw(Ui& ui, Rect rect, const Button& button) {
  rect = snapped(rect);
  const FaceColours colours = colours_of(ui, button);
  const Press state = press(ui, rect, button.id, button.enabled);
  fill_round(ui, rect, ui.corner(), colours.ground);
  if (!button.enabled) {
    outline_dashed(ui, rect, ui.corner(), ui.stroke(), colours.border);
  } else if (colours.border != colours.ground) {
    outline_round(ui, rect, ui.corner(), button.face == Face::quiet ? ui.stroke() : ui.strong_stroke(), colours.border);
  }

  AccessNode node = node_at(Role::button, button.id, rect);
  const float pad = side_padding(ui, button), icon = icon_size(ui, button), gap = icon_gap(ui, button);
  Rect inner{rect.x + pad, rect.y, rect.w - 2 * pad, rect.h};
  if (icon > 0 && !button.icon_above) inner.w -= icon + gap;
  const Words label = label_words(button, colours.text, colours.ground);
  const Words detail = detail_words(button, colours.text, colours.ground);
  const float label_height = height_of(ui, label, inner.w);
  const float detail_height = height_of(ui, detail, inner.w);
  float height = label_height + (detail_height > 0 ? inner_gap(ui) + detail_height : 0);
  if (icon > 0 && button.icon_above) {
    height += icon + gap;
    const float top = rect.y + (rect.h - height) / 2;
    paint_icon(ui, icon_of(button), {rect.x + (rect.w - icon) / 2, top, icon, icon}, colours.text);
    inner.y = top + icon + gap;
  } else {
    inner.y = rect.y + (rect.h - height) / 2;
    if (icon > 0 && on_right(button)) {
      paint_icon(ui, icon_of(button), {rect.right() - pad - icon, rect.y, icon, rect.h}, colours.text);
    } else if (icon > 0) {
      const float words = std::max(0.0f, std::min(inner.w, std::max(width_of(ui, label), width_of(ui, detail))));
      const float spare = button.align == Align::centre ? (inner.w - words) / 2 : 0;
      const float left = words > 0 ? pad + spare : (rect.w - icon) / 2;
      paint_icon(ui, icon_of(button), {rect.x + left, rect.y, icon, rect.h}, colours.text);
      inner.x += icon + gap;
    }
  }
  inner.h = rect.bottom() - inner.y;
  paint_cut(ui, inner, label, node, inner_gap(ui));
  paint(ui, inner, detail, node);
  if (height > rect.h + 1) node.cut_off = true;
  if (button.selected && !button.ticks) {
    const float bar = std::round(ui.mm(1.2f)), width = std::round(std::min(rect.w * 0.5f, ui.mm(16)));
    fill({rect.x + (rect.w - width) / 2, rect.bottom() - 2 * bar, width, bar}, colours.text);
  }
  paint_press(ui, rect, state);

  node.name = std::string(button.label.empty() ? std::string_view(button.name) : button.label);
  node.enabled = button.enabled;
  node.selected = button.selected;
  node.part = button.part;
  if (button.label.empty()) node.fg = colours.text, node.bg = colours.ground;
  std::string what = node.name;
  if (!button.detail.empty()) what = ui.say("{0}，{1}", {what, button.detail});
  if (!button.spoken.empty()) what = button.spoken;
  const auto as_button = [&](std::string_view said) {
    return !button.enabled   ? ui.say("{0}，现在不能按。", {said})
           : button.selected ? ui.say("{0}，已选。", {said})
                             : ui.say("{0}，按钮。", {said});
  };
  node.spoken = as_button(what);
  if (!button.in_public.empty()) node.is_private = true, node.in_public = as_button(button.in_public);
  finish(ui, std::move(node));
  return state.clicked;
}

float tag_width(Ui& ui, std::string_view text) {
  return std::ceil(ui.text.width_px(text, {ui.em(Type::small), text::Weight::bold}) + ui.em(Type::small) * 0.9f);
}
float tag_height(Ui& ui) {
  return std::round(ui.em(Type::small) * 1.36f);
}

float paint_tag(Ui& ui, ImVec2 left_middle, std::string_view text, ImU32 fg, ImU32 bg, AccessNode& node) {
  const Rect rect = snapped({left_middle.x, left_middle.y - tag_height(ui) / 2, tag_width(ui, text), tag_height(ui)});
  fill_round(ui, rect, std::round(ui.mm(1.4f)), bg);
  paint(ui, rect, {text, Type::small, true, fg, bg, Align::centre, true}, node);
  return rect.w;
}

}  // namespace gridboard::kiosk::widgets
