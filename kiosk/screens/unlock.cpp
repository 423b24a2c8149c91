// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The PIN pad, or a code by which the PIN is entered on one's own phone. Says how many tries are left, until when to
// wait, and whom to ask if there is no PIN.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/stage.hpp"
#include "kiosk/widgets/fields.hpp"
#include "kiosk/widgets/keys.hpp"

namespace gridboard::kiosk::screens {
namespace {

using Problem = state::Unlock::Problem;

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

Saying staff_saying(Stage& stage) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const state::Unlock& unlock = stage.state.unlock;
  if (unlock.checking) return {std::string(ui.tr("正在核对密码…")), std::string(ui.tr("请稍等。")), "clock", c.deep};
  switch (unlock.problem) {
    case Problem::wrong:
      return {std::string(ui.tr("密码不对")), counted(ui, "还可以试 {0} 次。", unlock.tries_left), "warning", c.red};
    case Problem::waiting:
      return {ui.say("请 {0} 以后再试", {unlock.wait_until ? clock_words(*unlock.wait_until) : std::string()}),
              std::string(ui.tr("输错的次数太多，维护先锁上了。")), "lock", c.red};
    case Problem::no_pin:
      return {std::string(ui.tr("本机还没有维护密码")), std::string(ui.tr("请服务中心发放后再来。")), "lock", c.amber};
    case Problem::none:
      break;
  }
  return {std::string(ui.tr("请输入维护密码")), std::string(ui.tr("只供工作人员使用。6 至 8 位，输完按“确定”。")),
          "wrench", c.deep};
}

// "https://yunxi.example": what the phone shows as the address, if the code is the board's own.
std::string site_of(std::string_view url) {
  const std::size_t host = url.find("://");
  return std::string(url.substr(0, url.find('/', host == std::string_view::npos ? 0 : host + 3)));
}

// Of the code, and of why there is none any more.
std::optional<Saying> phone_saying(Stage& stage, const std::string& phone) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const state::PhoneUnlock& code = stage.state.unlock.phone;
  using Step = state::PhoneUnlock::Step;
  switch (code.step) {
    case Step::asking:
      return Saying{std::string(ui.tr("正在准备二维码…")), std::string(ui.tr("请稍等。")), "clock", c.deep};
    case Step::showing:
      return Saying{std::string(ui.tr("请用手机扫一扫")),
                    ui.say("在您的手机上输入 6 位查询密码，这里就会打开。手机上的网址应是 {0}。3 分钟内有效。",
                           {site_of(code.url)}),
                    "phone_qr", c.deep};
    case Step::offline:
      return Saying{std::string(ui.tr("现在不能用手机解锁")),
                    ui.say("本机暂时连不上服务中心。请在这里输入 6 位查询密码，或拨 {0}。", {phone}), "warning",
                    c.amber};
    case Step::expired:
      return Saying{std::string(ui.tr("二维码已过期")),
                    std::string(ui.tr("可以再点“用手机解锁”换一个新的，或在这里输入 6 位查询密码。")), "clock",
                    c.amber};
    case Step::refused:
      return Saying{std::string(ui.tr("没有用手机解锁成功")),
                    ui.say("请再试一次，或在这里输入 6 位查询密码。还是不行，请拨 {0}。", {phone}), "warning", c.amber};
    case Step::none:
      break;
  }
  return std::nullopt;
}

Saying saying_of(Stage& stage) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const state::Unlock& unlock = stage.state.unlock;
  if (unlock.staff) return staff_saying(stage);
  const std::string phone =
      stage.state.board.manager ? phone_words(stage.state.board.manager->manager.phone) : stage.state.board.hotline;
  if (auto of_phone = phone_saying(stage, phone)) return *std::move(of_phone);
  if (unlock.checking) return {std::string(ui.tr("正在核对密码…")), std::string(ui.tr("请稍等。")), "clock", c.deep};
  switch (unlock.problem) {
    case Problem::wrong:
      return {std::string(ui.tr("密码不对")),
              counted(ui, "还可以试 {0} 次。忘了密码，请找客户经理重发。", unlock.tries_left), "warning", c.red};
    case Problem::waiting: {
      const std::string until = unlock.wait_until ? clock_words(*unlock.wait_until) : std::string();
      return {ui.say("请 {0} 以后再试", {until}), ui.say("输错的次数太多，这一户先锁上了。着急请拨 {0}。", {phone}),
              "lock", c.red};
    }
    case Problem::no_pin:
      return {std::string(ui.tr("这一户还没有密码")), ui.say("请找客户经理领取，电话 {0}。", {phone}), "phone",
              c.amber};
    case Problem::none:
      break;
  }
  return {std::string(ui.tr("请输入 6 位查询密码")),
          ui.say("密码印在客户经理发的密码单上；没有或忘了，请拨 {0}。", {phone}), "lock", c.deep};
}

struct SayingLook {
  float gap, icon, words;  // words: their width
};
SayingLook saying_look(Ui& ui, float width) {
  const float gap = std::round(ui.mm(4)), icon = std::round(ui.em(Type::title) * 1.3f);
  return {gap, icon, width - icon - 2 * gap};
}

float saying_height(Stage& stage, float width) {
  Ui& ui = stage.ui;
  const Saying saying = saying_of(stage);
  const SayingLook look = saying_look(ui, width);
  return widgets::height_of(ui, {saying.title, Type::title, true}, look.words) + look.gap +
         widgets::height_of(ui, {saying.sentence, Type::body}, look.words);
}

void draw_saying(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const Saying saying = saying_of(stage);
  const SayingLook look = saying_look(ui, rect.w);
  const Words title{saying.title, Type::title, true, saying.colour, c.ground};
  const Words sentence{saying.sentence, Type::body, false, c.ink, c.ground};
  Rect inside = rect.centred(rect.w, std::min(rect.h, saying_height(stage, rect.w)));
  widgets::paint_icon(ui, saying.icon, inside.cut_left(look.icon, 2 * look.gap).centred(look.icon, look.icon),
                      saying.colour);
  AccessNode node = widgets::node_at(Role::heading, "unlock.saying", inside);
  widgets::paint_cut(ui, inside, title, node, look.gap);
  widgets::paint(ui, inside, sentence, node);
  node.name = saying.title;
  node.spoken = ui.say("{0}。{1}", {saying.title, saying.sentence});
  widgets::finish(ui, std::move(node));
}

void take(Stage& stage, const widgets::KeyStroke& stroke) {
  if (stroke.kind == widgets::KeyStroke::Kind::text) stage.mean(state::PressKey{stroke.text});
  if (stroke.kind == widgets::KeyStroke::Kind::erase) stage.mean(state::ErasePress{});
  if (stroke.kind == widgets::KeyStroke::Kind::clear) stage.mean(state::ClearPress{});
}

void draw_pad(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const state::Unlock& unlock = stage.state.unlock;
  const bool enabled = !unlock.checking && unlock.problem != Problem::waiting && unlock.problem != Problem::no_pin;
  const float dots = std::round(ui.em(Type::heading) * 1.3f), gap = std::round(ui.mm(6)),
              keys = 4 * ui.target() + 3 * ui.gap();
  const int places = static_cast<int>(unlock.staff ? state::kMostStaffDigits : state::kPinDigits);
  const std::string_view name = unlock.staff ? ui.tr("维护密码") : ui.tr("查询密码");
  Button shuffle{"unlock.shuffle", ui.tr("打乱数字"), {}, "shuffle", Face::outline, Type::body};
  shuffle.enabled = enabled;
  shuffle.part = AccessNode::Part::key;
  shuffle.name = std::string(shuffle.label);
  Rect at_dots, at_shuffle;
  if (dots + keys + ui.button() + 2 * gap <= rect.h) {
    at_dots = rect.cut_top(dots, gap);
    at_shuffle = rect.cut_bottom(ui.button(), gap);
    at_shuffle = at_shuffle.centred(widgets::width_of(ui, shuffle), ui.button());
  } else {
    // A low page: the dots are small, and stand beside the button.
    at_dots = rect.cut_top(ui.target(), std::max(ui.gap(), std::min(gap, rect.h - keys - ui.target())));
    if (widgets::width_of(ui, shuffle) > at_dots.w * 0.4f) shuffle.label = {};
    at_shuffle = at_dots.cut_right(widgets::width_of(ui, shuffle), ui.gap());
    const float side = (at_dots.w - static_cast<float>(places - 1) * std::round(ui.mm(3))) / static_cast<float>(places);
    at_dots = at_dots.centred(at_dots.w, std::min(at_dots.h, side));
  }
  widgets::draw_dots(ui, at_dots, static_cast<int>(unlock.digits.size()), places, name, "unlock.pin");
  take(stage, widgets::digit_pad(ui, rect, unlock.pad, enabled, "pin"));
  if (widgets::draw(ui, at_shuffle, shuffle)) stage.mean(state::ShuffleDigits{});
}

// The code on its white card: the quiet zone stays white in every theme.
void draw_code(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const std::string& url = stage.state.unlock.phone.url;
  const float code = qr_side(ui, url);
  if (code <= 0) return;
  const float side = std::min({code + 2 * std::round(ui.mm(3)), rect.w, rect.h});
  const Rect card = rect.centred(side, side);
  widgets::fill_round(ui, card, ui.corner(), IM_COL32_WHITE);
  widgets::outline_round(ui, card, ui.corner(), ui.strong_stroke(), stage.colours().green);
  draw_qr(ui, card,
          {url, "unlock.code", std::string(ui.tr("用手机解锁的二维码")),
           std::string(ui.tr("二维码：用手机扫，在手机上输入查询密码。"))});
}

// The foot's own button: from the pad to the code and back.
std::optional<FootAction> foot_action(Stage& stage) {
  Ui& ui = stage.ui;
  const state::Unlock& unlock = stage.state.unlock;
  if (unlock.staff)
    return FootAction{ui.tr("确定"), "unlock.sure", {}, unlock.digits.size() >= state::kPinDigits && !unlock.checking};
  if (unlock.phone.open()) return FootAction{ui.tr("改用密码"), "unlock.pad", {}, true, Face::outline};
  if (stage.state.phone_base.empty()) return {};
  const bool may_try = unlock.problem == Problem::none || unlock.problem == Problem::wrong;
  return FootAction{ui.tr("用手机解锁"), "unlock.phone", "phone_qr", may_try && !unlock.checking, Face::outline};
}

}  // namespace

void draw_unlock(Stage& stage) {
  Ui& ui = stage.ui;
  const state::Unlock& unlock = stage.state.unlock;
  Rect rest{0, 0, ui.size.x, ui.size.y};
  draw_header(stage, rest, unlock.staff ? std::string(ui.tr("本机维护")) : ui.say("门牌 {0}", {door_words(stage)}),
              stage.state.header.title);
  if (draw_foot(stage, rest, foot_action(stage))) {
    stage.mean(unlock.staff ? state::Intent(state::Submit{}) : state::UnlockByPhone{!unlock.phone.open()});
  }
  Rect page = page_of(ui, rest);
  const auto draw_way_in = unlock.phone.open() ? draw_code : draw_pad;
  if (ui.portrait()) {
    const float words = saying_height(stage, page.w);
    const Rect upper =
        page.cut_top(std::max(words, std::min(page.h * 0.32f, page.h - words - ui.mm(150))), ui.card_gap());
    draw_saying(stage, upper);
    draw_way_in(stage, page);
    return;
  }
  const Rect right = page.cut_right(std::round(page.w * 0.5f), std::round(ui.mm(8)));
  draw_saying(stage, page);
  draw_way_in(stage, right);
}

}  // namespace gridboard::kiosk::screens
