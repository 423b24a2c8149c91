// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The PIN pad. Says how many tries are left, until when to wait, and whom to ask if there is no PIN.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/stage.hpp"
#include "kiosk/widgets/fields.hpp"
#include "kiosk/widgets/keys.hpp"

namespace gridboard::kiosk::screens {
namespace {

using Problem = state::Unlock::Problem;
constexpr int kDigits = 6;

// "3 栋 2 单元 501": what stands on the door, nothing of who lives behind it.
std::string door_words(Stage& stage) {
  const state::AppState& s = stage.state;
  for (const state::SlotView& slot : s.board.slots) {
    if (slot.account == s.unlock.account) return slot.door;
  }
  for (const state::FoundView& row : s.find.rows) {
    if (row.account == s.unlock.account) return row.place + " " + row.door;
  }
  return {};
}

struct Saying {
  std::string title, sentence;
  std::string_view icon;
  ImU32 colour;
};

Saying saying_of(Stage& stage) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const state::Unlock& unlock = stage.state.unlock;
  const std::string phone = stage.state.board.manager ? phone_words(stage.state.board.manager->manager.phone) : stage.state.board.hotline;
  if (unlock.checking) return {std::string(ui.tr("正在核对密码…")), std::string(ui.tr("请稍等。")), "clock", c.deep};
  switch (unlock.problem) {
    case Problem::wrong:
      return {std::string(ui.tr("密码不对")), counted(ui, "还可以试 {0} 次。忘了密码，请找客户经理重发。", unlock.tries_left), "warning", c.red};
    case Problem::waiting: {
      const std::string until = unlock.wait_until ? clock_words(*unlock.wait_until) : std::string();
      return {ui.say("请 {0} 以后再试", {until}), ui.say("输错的次数太多，这一户先锁上了。着急请拨 {0}。", {phone}), "lock", c.red};
    }
    case Problem::no_pin:
      return {std::string(ui.tr("这一户还没有密码")), ui.say("请找客户经理领取，电话 {0}。", {phone}), "phone", c.amber};
    case Problem::none: break;
  }
  return {std::string(ui.tr("请输入 6 位查询密码")), ui.say("密码印在客户经理发的密码单上；没有或忘了，请拨 {0}。", {phone}), "lock", c.deep};
}

void draw_saying(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const Saying saying = saying_of(stage);
  const float gap = std::round(ui.mm(4)), icon = std::round(ui.em(Type::title) * 1.3f);
  const float width = rect.w - icon - 2 * gap;
  const Words title{saying.title, Type::title, true, saying.colour, c.ground};
  const Words sentence{saying.sentence, Type::body, false, c.ink, c.ground};
  const float height = widgets::height_of(ui, title, width) + gap + widgets::height_of(ui, sentence, width);
  Rect inside = rect.centred(rect.w, std::min(rect.h, height));
  widgets::paint_icon(ui, saying.icon, inside.cut_left(icon, 2 * gap).centred(icon, icon), saying.colour);
  AccessNode node = widgets::node_at(Role::heading, "unlock.saying", inside);
  widgets::paint_cut(ui, inside, title, node, gap);
  widgets::paint(ui, inside, sentence, node);
  node.name = saying.title;
  node.spoken = ui.say("{0}。{1}", {saying.title, saying.sentence});
  widgets::finish(ui, std::move(node));
}

void draw_pad(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const state::Unlock& unlock = stage.state.unlock;
  const bool enabled = !unlock.checking && unlock.problem != Problem::waiting && unlock.problem != Problem::no_pin;
  const float dots = std::round(ui.em(Type::heading) * 1.3f), gap = std::round(ui.mm(6));
  widgets::draw_dots(ui, rect.cut_top(dots, gap), static_cast<int>(unlock.digits.size()), kDigits, ui.tr("查询密码"), "unlock.pin");
  Button shuffle{"unlock.shuffle", ui.tr("打乱数字"), {}, "shuffle", Face::outline, Type::body};
  shuffle.enabled = enabled;
  const Rect row = rect.cut_bottom(ui.button(), gap);
  if (widgets::draw(ui, row.centred(widgets::width_of(ui, shuffle), ui.button()), shuffle)) stage.mean(state::ShuffleDigits{});
  const widgets::KeyStroke stroke = widgets::digit_pad(ui, rect, unlock.pad, enabled, "pin");
  if (stroke.kind == widgets::KeyStroke::Kind::text) stage.mean(state::PressKey{stroke.text});
  if (stroke.kind == widgets::KeyStroke::Kind::erase) stage.mean(state::ErasePress{});
  if (stroke.kind == widgets::KeyStroke::Kind::clear) stage.mean(state::ClearPress{});
}

}  // namespace

void draw_unlock(Stage& stage) {
  Ui& ui = stage.ui;
  Rect page = frame(stage, ui.say("门牌 {0}", {door_words(stage)}), stage.state.header.title);
  if (ui.portrait()) {
    const Rect upper = page.cut_top(page.h * 0.32f, ui.card_gap());
    draw_saying(stage, upper);
    draw_pad(stage, page);
    return;
  }
  const Rect right = page.cut_right(std::round(page.w * 0.5f), std::round(ui.mm(8)));
  draw_saying(stage, page);
  draw_pad(stage, right);
}

}  // namespace gridboard::kiosk::screens
