// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/writing.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/widgets/writing.hpp"

namespace gridboard::kiosk::screens {
namespace {

struct Command {
  Button button;
  state::Intent intent;
};

std::array<Command, 3> commands_of(Stage& stage) {
  Ui& ui = stage.ui;
  const bool written = !stage.state.keys.written.empty();
  const auto button = [](const char* id, std::string_view label, const char* icon, bool enabled) {
    Button out{id, label, {}, icon, Face::quiet, Type::body};
    out.part = AccessNode::Part::key;
    out.enabled = enabled;
    return out;
  };
  return {{{button("pen.undo", ui.tr("撤一笔"), "undo", written), state::UndoStroke{}},
           {button("pen.again", ui.tr("重写"), "refresh", written), state::ClearPress{}},
           {button("key.erase", ui.tr("删除"), "erase", !written), state::ErasePress{}}}};
}

float commands_width(Stage& stage, float most) {
  float width = 0;
  for (const Command& command : commands_of(stage))
    width = std::max(width, widgets::width_of(stage.ui, command.button));
  return std::min(width, most);
}

float most_side(Ui& ui) {
  return std::round(ui.mm(112));
}

widgets::Ink ink_of(const std::vector<state::PenStroke>& written) {
  widgets::Ink ink;
  for (const state::PenStroke& stroke : written) {
    ink.emplace_back();
    for (const state::PenPoint& at : stroke) ink.back().push_back({at.x, at.y});
  }
  return ink;
}

void tell(Stage& stage, std::size_t field, const std::vector<widgets::PenMove>& moves) {
  using Kind = widgets::PenMove::Kind;
  for (const widgets::PenMove& move : moves) {
    if (move.kind == Kind::down) stage.mean(state::PenDown{field, move.x, move.y});
    if (move.kind == Kind::along) stage.mean(state::PenTo{move.x, move.y});
    if (move.kind == Kind::up) stage.mean(state::PenUp{});
  }
}

void draw_fields(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const state::Keys& keys = stage.state.keys;
  const std::array<std::string_view, state::kWritingFields> names{ui.tr("左边的手写格"), ui.tr("右边的手写格")};
  const std::vector<Rect> halves = rect.columns(static_cast<int>(state::kWritingFields), ui.gap());
  for (std::size_t i = 0; i < halves.size(); ++i) {
    const bool here = keys.writing_field == i && !keys.written.empty();
    widgets::WritingField field{"pen." + std::to_string(i), names[i], {}, {}, here};
    if (keys.written.empty()) field.hint = i == 0 ? ui.tr("在这里写字") : ui.tr("下一个字写这里");
    const std::string strokes = std::to_string(keys.written.size());
    field.spoken = here ? ui.say("{0}，已写 {1} 笔。", {names[i], strokes})
                        : ui.say("{0}，用手指在里面写字。用键盘请改用拼音。", {names[i]});
    tell(stage, i, widgets::draw(ui, halves[i], field, here ? ink_of(keys.written) : widgets::Ink{}));
  }
}

}  // namespace

float writing_height(Ui& ui, float width) {
  return std::min(most_side(ui), std::floor((width * 0.82f - 2 * ui.gap()) / 2));
}

float least_writing_height(Ui& ui) {
  return 3 * ui.target() + 2 * ui.gap();
}

void draw_writing(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const float gap = ui.gap();
  const float side = std::floor(std::min(rect.h, (rect.w - commands_width(stage, rect.w * 0.3f) - 2 * gap) / 2));
  // Fields that are low leave room at the side: the keys don't grow into it.
  const float keys = std::min(rect.w - 2 * (side + gap), std::round(ui.mm(ui.large ? 78 : 62)));
  const float left = std::round(rect.x + (rect.w - 2 * (side + gap) - keys) / 2);
  const Rect fields{left, rect.y + (rect.h - side), 2 * side + gap, side};
  const Rect column{fields.right() + gap, fields.y, keys, fields.h};
  draw_fields(stage, fields);
  const std::vector<Rect> rows = column.rows(3, gap);
  std::array<Command, 3> commands = commands_of(stage);
  for (std::size_t i = 0; i < commands.size(); ++i) {
    Button& button = commands[i].button;
    if (widgets::width_of(ui, button) > column.w) button.icon = {};
    if (widgets::draw(ui, rows[i], button)) stage.mean(commands[i].intent);
  }
}

}  // namespace gridboard::kiosk::screens
