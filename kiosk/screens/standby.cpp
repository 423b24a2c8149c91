// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Screens that stand alone: out of service, and not yet enrolled.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/entry.hpp"
#include "kiosk/screens/stage.hpp"
#include "kiosk/widgets/fields.hpp"
#include "kiosk/widgets/keys.hpp"

namespace gridboard::kiosk::screens {

void draw_out_of_service(Stage& stage) {
  Ui& ui = stage.ui;
  Rect page = frame(stage, ui.tr("本机暂停服务"), stage.state.header.title);
  const auto& manager = stage.state.board.manager ? stage.state.board.manager : stage.state.contacts.manager;
  const std::string& hotline =
      stage.state.board.hotline.empty() ? stage.state.contacts.hotline : stage.state.board.hotline;
  if (manager)
    draw_manager(stage, page.cut_bottom(manager_height(stage, *manager, page.w, false), ui.card_gap()), *manager,
                 false);
  const std::string sentence = hotline.empty()
                                   ? std::string(ui.tr("给您带来不便，请谅解。"))
                                   : ui.say("给您带来不便，请谅解。停电报修、缴费查询请拨服务热线 {0}。", {hotline});
  draw_message(stage, page, "phone",
               hotline.empty() ? std::string(ui.tr("本机暂停服务")) : ui.say("请拨 {0}", {hotline}), sentence,
               "out_of_service");
}

namespace {

void draw_waiting(Stage& stage) {
  Ui& ui = stage.ui;
  const std::string& id = stage.state.enrol.waits_as;
  Rect page = frame(stage, ui.tr("登记本机"), ui.tr("由工作人员操作"));
  draw_message(stage, page, "clock", std::string(ui.tr("已登记，等待中心批准")),
               ui.say("请中心的管理人员在“终端”里批准 {0}。批准后本机自动开始使用，不用守在这里。", {id}),
               "enrol.waiting");
}

}  // namespace

void draw_enrol(Stage& stage) {
  if (!stage.state.enrol.waits_as.empty()) return draw_waiting(stage);
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const state::Enrol& enrol = stage.state.enrol;
  Rect rest{0, 0, ui.size.x, ui.size.y};
  draw_header(stage, rest, ui.tr("登记本机"), ui.tr("由工作人员操作"));
  const std::string_view action = enrol.asking ? ui.tr("正在登记…") : ui.tr("登记");
  if (draw_foot(stage, rest, FootAction{action, "enrol.submit", {}, !enrol.typed.empty() && !enrol.asking}))
    stage.mean(state::Submit{});
  Rect page = page_of(ui, rest);
  const float keys = widgets::letter_keys_height(ui, widgets::LetterKeys::codes, page.w), gap = std::round(ui.mm(4));
  Rect typing = page, pad;
  if (ui.portrait()) {
    pad = typing.cut_bottom(std::min(keys, page.h * 0.6f), ui.card_gap());
  } else {
    pad = typing.cut_right(std::round(page.w * 0.54f), std::round(ui.mm(6)));
  }
  widgets::label_cut(ui, typing, {ui.tr("请输入一次性登记码"), Type::title, true, c.ink, c.ground}, "enrol.title", gap,
                     Role::heading);
  widgets::EntryBox box{"enrol.box", ui.tr("登记码"), enrol.typed};
  box.placeholder = ui.tr("10 位字母和数字");
  box.active = true;
  box.wrong = !enrol.problem.empty();
  widgets::draw(ui, typing.cut_top(widgets::height_of(ui, box, typing.w), gap), box);
  const bool wrong = !enrol.problem.empty();
  const std::string_view words =
      wrong ? ui.tr(enrol.problem) : ui.tr("登记码由服务中心发放，24 小时内有效，只能用一次。");
  widgets::label(ui, typing, {words, Type::body, wrong, wrong ? c.red : c.second, c.ground}, "enrol.hint");
  take_code_keys(stage, pad);
}

}  // namespace gridboard::kiosk::screens
