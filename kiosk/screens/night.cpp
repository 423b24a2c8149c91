// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The quiet hours: dark and still. The time, an outage if there is one, and whom to call.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/poster.hpp"

namespace gridboard::kiosk::screens {
namespace {

std::vector<Block> night_blocks(Stage& stage, Ui& ui, float width) {
  const Palette& c = stage.colours();
  const state::AppState& s = stage.state;
  std::vector<Block> out;
  const auto add = [&](std::string text, const char* id, Type type, bool bold, ImU32 fg, float gap_mm,
                       Role role = Role::text) {
    if (!text.empty())
      out.push_back(poster_block(ui, {std::move(text), id, type, bold, fg, c.ground, role, Align::centre}, width,
                                 std::round(ui.mm(gap_mm))));
  };
  if (s.header.clock_doubtful) {
    add(std::string(ui.tr("时间待校准")), "night.clock", Type::heading, true, c.second, 10, Role::heading);
  } else {
    const base::CivilTime& now = s.header.now;
    add((now.hour < 10 ? "0" : "") + clock_words(now.hour, now.minute), "night.clock", Type::amount, true, c.second, 4,
        Role::heading);
    add(day_and_weekday(ui, now.date), "night.day", Type::section, false, c.second, 12);
  }
  if (s.board.now_strip) {
    const state::OutageView& view = *s.board.now_strip;
    const model::Outage& outage = view.outage;
    const ImU32 strong = is_red(view) ? c.red : c.amber;
    const bool on = view.state_now == model::OutageState::ongoing;
    add(std::string(on ? ui.tr("正在停电") : outage_kind_words(ui, outage.kind)), "night.outage", Type::section, true,
        strong, 3);
    std::string when =
        outage.etr ? ui.say("预计 {0} 来电", {near_moment(stage, *outage.etr)}) : std::string(ui.tr("来电时间待定"));
    if (!on) when = outage.etr ? span_words(ui, outage.start, *outage.etr) : moment_words(ui, outage.start);
    add(std::move(when), "night.when", Type::section, true, strong, 3);
    if (!view.outage.scope.empty())
      add(ui.say("影响 {0}", {view.outage.scope}), "night.scope", Type::body, false, c.second, 12);
  }
  if (!s.board.hotline.empty())
    add(ui.say("没有电，请拨 {0}", {s.board.hotline}), "night.call", Type::section, true, c.deep, 3);
  if (s.board.manager) {
    add(ui.say("客户经理 {0} {1}", {s.board.manager->manager.name, phone_words(s.board.manager->manager.phone)}),
        "night.manager", Type::body, false, c.second, 0);
  }
  return out;
}

}  // namespace

void draw_night(Stage& stage) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  widgets::fill_to_edge(ui, {0, 0, ui.size.x, ui.size.y}, c.ground);
  const widgets::Press press = widgets::press(ui, {0, 0, ui.size.x, ui.size.y}, "night.start");
  Rect area = Rect{0, 0, ui.size.x, ui.size.y}.inset(std::round(ui.margin() * 1.5f), std::round(ui.mm(12)));
  widgets::label_cut(ui, area, {stage.state.header.title, Type::body, false, c.second, c.ground, Align::centre},
                     "night.place", std::round(ui.mm(6)));

  const Rect foot =
      area.cut_bottom(std::max(ui.target(), ui.em(Type::body) + std::round(ui.mm(4))), std::round(ui.mm(8)));
  const std::string invite(ui.tr("轻触屏幕开始"));
  AccessNode node = widgets::node_at(Role::button, "night.start", foot);
  node.part = AccessNode::Part::frame;
  node.focused = press.focused;
  widgets::paint(ui, foot, {invite, Type::body, false, c.second, c.ground, Align::centre, true}, node);
  node.spoken = ui.say("{0}，按钮。", {invite});
  widgets::finish(ui, std::move(node));

  const MakeBlocks make = [&stage](Ui& larger, float width) { return night_blocks(stage, larger, width); };
  Ui larger = enlarged(ui, fitting_scale(ui, area, ui.portrait() ? 2.2f : 1.9f, make));
  const auto blocks = make(larger, area.w);
  area.cut_top(std::max(0.0f, area.h - column_height(blocks, larger.card_gap())) * 0.4f);
  draw_column(blocks, area, larger.card_gap());
  if (press.clicked) stage.mean(state::WakeUp{});
}

}  // namespace gridboard::kiosk::screens
