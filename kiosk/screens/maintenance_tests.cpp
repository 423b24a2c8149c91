// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/screens/maintenance.hpp"

namespace gridboard::kiosk::screens {
namespace {

struct Plain {
  ImU32 colour;
  std::string_view word;
};

std::array<Plain, state::kPixelColours> plain_colours(const Ui& ui) {
  return {{{IM_COL32(255, 0, 0, 255), ui.tr("红色")},
           {IM_COL32(0, 255, 0, 255), ui.tr("绿色")},
           {IM_COL32(0, 0, 255, 255), ui.tr("蓝色")},
           {IM_COL32(255, 255, 255, 255), ui.tr("白色")},
           {IM_COL32(0, 0, 0, 255), ui.tr("黑色")}}};
}

void draw_grid(Ui& ui, Rect area) {
  const float step = std::round(ui.mm(20)), thick = ui.stroke();
  for (float x = area.x + step; x < area.right() - thick; x += step)
    widgets::fill({x, area.y, thick, area.h}, ui.colours().line);
  for (float y = area.y + step; y < area.bottom() - thick; y += step)
    widgets::fill({area.x, y, area.w, thick}, ui.colours().line);
  widgets::outline_round(ui, area, ui.corner(), ui.strong_stroke(), ui.colours().green);
}

void draw_cross(Ui& ui, ImVec2 at, bool newest) {
  const float arm = std::round(ui.mm(newest ? 7 : 5)), thick = std::max(2.0f, std::round(ui.mm(newest ? 0.9f : 0.6f)));
  const ImU32 colour = newest ? ui.colours().red : ui.colours().deep;
  const float x = std::round(at.x), y = std::round(at.y);
  widgets::fill({x - arm, y - std::floor(thick / 2), 2 * arm, thick}, colour);
  widgets::fill({x - std::floor(thick / 2), y - arm, thick, 2 * arm}, colour);
}

}  // namespace

void draw_pixel_test(Stage& stage) {
  Ui& ui = stage.ui;
  const auto colours = plain_colours(ui);
  const Plain& plain = colours[std::min(stage.state.maintenance.pixel_step, colours.size() - 1)];
  const Rect glass{0, 0, ui.size.x, ui.size.y};
  widgets::fill_to_edge(ui, glass, plain.colour);
  const widgets::Press press = widgets::press(ui, glass, "pixels.next");
  // Pressed anywhere, but what is said to be the button lies within the reach.
  const float top = std::round(ui.reach_top);
  AccessNode node = widgets::node_at(Role::button, "pixels.next", {0, top, glass.w, glass.h - top});
  node.name = std::string(plain.word);
  node.spoken = ui.say("{0}铺满屏幕，看有没有坏点；按一下换下一种颜色。", {plain.word});
  node.part = AccessNode::Part::frame;
  node.focused = press.focused;
  widgets::finish(ui, std::move(node));
  if (press.clicked) stage.mean(state::NextColour{});
}

void draw_touch_test(Stage& stage, Rect page) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const auto& marks = stage.state.maintenance.marks;
  Button clear{"touch.clear", ui.tr("清除"), {}, "erase", Face::outline, Type::body};
  clear.enabled = !marks.empty();
  Rect row = page.cut_bottom(ui.button(), ui.gap());
  if (widgets::draw(ui, row.cut_right(widgets::width_of(ui, clear), ui.gap()), clear)) stage.mean(state::ClearPress{});
  const std::string words =
      marks.empty() ? std::string(ui.tr("请在格子里点各处，十字应当正好在手指下。"))
                    : counted(ui, "已点 {0} 处，最后一处是红色大十字。", static_cast<std::int64_t>(marks.size()));
  widgets::label(ui, row, {words, Type::body, false, c.ink, c.ground, Align::left, true}, "touch.words");

  widgets::fill_round(ui, page, ui.corner(), c.card);
  draw_grid(ui, page);
  const widgets::Press press = widgets::press(ui, page, "touch.area");
  AccessNode node = widgets::node_at(Role::button, "touch.area", page);
  node.name = std::string(ui.tr("触摸测试"));
  node.spoken = words;
  node.part = AccessNode::Part::key;
  node.focused = press.focused;
  widgets::finish(ui, std::move(node));
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const ImVec2 at{marks[i].x * ui.size.x, marks[i].y * ui.size.y};
    if (page.contains({at.x, at.y, 0, 0})) draw_cross(ui, at, i + 1 == marks.size());
  }
  if (!press.clicked) return;
  const ImVec2 at = ImGui::GetIO().MousePos;
  if (page.contains({at.x, at.y, 0, 0})) stage.mean(state::TouchMark{at.x / ui.size.x, at.y / ui.size.y});
}

}  // namespace gridboard::kiosk::screens
