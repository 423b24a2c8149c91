// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/paint.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sync/base/utf8.hpp"

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
  return ui.em(words.type) +
         static_cast<float>(std::max<std::size_t>(lines.size(), 1) - 1) * ui.line_height(words.type);
}

namespace {

struct Span {
  std::size_t from = 0, to = 0;  // bytes; none if they are the same
};

// What is heard now, in what is written: the sentence that is said holds the text, or a line of it.
Span heard_in(const Heard& heard, std::string_view written) {
  if (heard.to <= heard.from || written.empty()) return {};
  for (std::size_t line = 0; line < written.size();) {
    const std::size_t end = std::min(written.find('\n', line), written.size());
    const std::string_view text = base::trim(written.substr(line, end - line));
    const std::size_t begin = static_cast<std::size_t>(text.data() - written.data());
    for (std::size_t at = heard.sentence.find(text); !text.empty() && at != std::string_view::npos;
         at = heard.sentence.find(text, at + 1)) {
      const std::size_t from = std::max(heard.from, at), to = std::min(heard.to, at + text.size());
      if (from < to) return {begin + from - at, begin + to - at};
    }
    line = end + 1;
  }
  return {};
}

bool is_heard(const Ui& ui, const AccessNode& node) {
  if (ui.heard.node.empty()) return false;
  return ui.heard.node == node.id || ui.heard.node == ui.access.goes_on_from();
}

// The word that is heard is drawn in the ground's colour on the ink's: as easy to read as the rest of the line.
void draw_line(Ui& ui, ImVec2 at, std::string_view line, Span marked, const text::Style& style, const Words& words) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const auto part = [&](std::size_t from, std::size_t to, bool is_marked) {
    if (from >= to) return;
    const std::string_view piece = line.substr(from, to - from);
    const float x = at.x + std::round(ui.text.width_px(line.substr(0, from), style));
    if (is_marked) {
      const float pad = std::round(style.em_px * 0.08f), width = ui.text.width_px(piece, style);
      fill({x - pad, at.y - pad, std::round(width) + 2 * pad, std::round(style.em_px * 1.06f) + 2 * pad}, words.fg);
    }
    ui.text.draw(list, {x, at.y}, piece, style, is_marked ? words.bg : words.fg);
  };
  part(0, marked.from, false);
  part(marked.to, line.size(), false);
  part(marked.from, marked.to, true);
}

}  // namespace

float paint(Ui& ui, Rect rect, const Words& words, AccessNode& node) {
  if (words.text.empty()) return 0;
  const Span heard = is_heard(ui, node) ? heard_in(ui.heard, words.text) : Span{};
  const text::Style style = style_of(ui, words);
  const auto lines = ui.text.break_lines(words.text, style, std::max(1.0f, rect.w));
  const float height =
      style.em_px + static_cast<float>(std::max<std::size_t>(lines.size(), 1) - 1) * ui.line_height(words.type);
  float y = words.middle ? rect.y + (rect.h - height) / 2 : rect.y;
  bool cut = height > rect.h + 1;
  for (const text::Line& line : lines) {
    const float slack = rect.w - line.width_px;
    cut = cut || slack < -1;
    const float x = words.align == Align::left ? rect.x : rect.x + (words.align == Align::centre ? slack / 2 : slack);
    const Span marked{std::clamp(heard.from, line.begin, line.end) - line.begin,
                      std::clamp(heard.to, line.begin, line.end) - line.begin};
    draw_line(ui, {std::round(x), std::round(y)}, words.text.substr(line.begin, line.end - line.begin), marked, style,
              words);
    node.marked = node.marked || marked.from < marked.to;
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

namespace {

// What is heard of it stands nowhere as it is said: a line around all of it.
void outline_heard(Ui& ui, const AccessNode& node) {
  const float band = std::max(2.0f, std::round(ui.mm(0.8f))), line = std::max(1.0f, std::round(ui.mm(0.4f)));
  const bool has_edge = node.role == Role::button || node.role == Role::field;
  // Words have no edge of their own: the line keeps clear of them.
  const Rect around = Rect{node.x, node.y, node.w, node.h}.inset(has_edge ? 0 : -std::round(ui.mm(2.2f)));
  const float left = std::max(around.x, 0.0f), top = std::max(around.y, 0.0f);
  const Rect rect{left, top, std::min(around.right(), ui.size.x) - left, std::min(around.bottom(), ui.size.y) - top};
  outline_round(ui, rect, ui.corner(), band + line, ui.colours().card);
  outline_round(ui, rect, ui.corner(), band, ui.colours().ink);
}

}  // namespace

void finish(Ui& ui, AccessNode node) {
  if (node.name.empty()) node.name = node.text;
  if (node.spoken.empty() && !node.silent) node.spoken = node.name;
  const Rect glass{0, 0, ui.size.x, ui.size.y};
  if (!glass.contains({node.x, node.y, node.w, node.h})) node.cut_off = true;
  const bool in_a_further_line = ui.heard.sentence.size() > node.text.size() && !node.text.empty() &&
                                 ui.heard.sentence.starts_with(node.text) && node.role != Role::button;
  if (!node.marked && !in_a_further_line && !ui.heard.node.empty() && ui.heard.node == node.id) outline_heard(ui, node);
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
