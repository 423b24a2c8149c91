// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The bill: what to pay and until when, large; the code to pay it; below, what it is made of.
#include "kiosk/screens/bill_parts.hpp"
#include "kiosk/screens/print_row.hpp"

namespace gridboard::kiosk::screens {

void draw_bill(Stage& stage) {
  Ui& ui = stage.ui;
  const state::BillView& view = stage.state.bill;
  if (!stage.unlocked() || *stage.state.session.unlocked != view.account) {
    // Nothing of a household is drawn while it isn't the one that is unlocked.
    const Rect page = frame(stage, ui.tr("我的账单"));
    return draw_message(stage, page, "lock", ui.tr("账单已锁上"), ui.tr("请回首页点自家门牌，输入密码后再看。"), "bill.locked");
  }
  std::string who = view.masked_name;
  if (!view.account_tail.empty()) who += " · " + ui.say("户号尾号 {0}", {view.account_tail});
  const Rect page = frame(stage, view.place_and_door, who);
  if (!view.bill) {
    return draw_message(stage, page, "bill", ui.tr("还没有账单"), ui.tr("第一张账单出来后，会显示在这里。"), "bill.none");
  }
  const widgets::FlowArea area = flow_area(ui, page);
  const float width = ui.portrait() ? page.w : (page.w - area.column_gap) / 2;
  std::vector<Block> blocks;
  const float most = page.h - widgets::pager_height(ui) - ui.card_gap();
  add_due_and_code(stage, width, most, blocks);
  if (stage.state.can_print) {
    Block print;
    print.title = std::string(ui.tr("打印账单"));
    print.height = print_row_height(stage, state::Printing::What::bill, width);
    print.draw = [&stage](Rect rect) {
      draw_print_row(stage, rect, state::Printing::What::bill, stage.colours().ground);
    };
    blocks.push_back(std::move(print));
  }
  if (!view.tier_bounds_wh.empty()) blocks.push_back(tier_block(stage, width));
  if (!view.months.empty()) blocks.push_back(months_block(stage, width));
  add_lines(stage, width, most, blocks);
  add_earlier(stage, width, blocks);
  stage.turn(widgets::draw_flow(ui, blocks, area, stage.page(), "bill.pages"));
}

}  // namespace gridboard::kiosk::screens
