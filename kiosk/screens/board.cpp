// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The unit's board: what matters now, the doors, the newest notices, who serves us, and four things to do.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/slots.hpp"
#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

struct Choice {
  const char* id;
  std::string_view label, icon;
  state::ScreenId screen;
};

void draw_choice(Stage& stage, Rect rect, const Choice& choice, bool icon_above) {
  Button button{choice.id, choice.label, {}, choice.icon, Face::primary};
  button.icon_above = icon_above;
  if (widgets::width_of(stage.ui, button) > rect.w) button.type = Type::body;
  if (widgets::draw(stage.ui, rect, button)) stage.mean(state::Open{choice.screen});
}

// The bar of four and, below or beside it, type size and language.
void draw_bar(Stage& stage, Rect& rest) {
  Ui& ui = stage.ui;
  const Choice choices[4] = {{"board.bill", ui.tr("我的账单"), "bill", state::ScreenId::bill},
                             {"board.outages", ui.tr("停电信息"), "outage", state::ScreenId::outages},
                             {"board.notices", ui.tr("公告"), "notice", state::ScreenId::notices},
                             {"board.services", ui.tr("办业务"), "services", state::ScreenId::services}};
  const float pad = std::round(ui.mm(4.5f)), gap = std::round(ui.mm(4.5f));
  Button large{"foot.large", ui.large ? ui.tr("标准字") : ui.tr("大字"), {}, "large_type"};
  Button language{"foot.language", stage.state.english ? "中文" : "English", {}, "language"};
  large.type = language.type = Type::body;
  const float large_width = widgets::width_of(ui, large), language_width = widgets::width_of(ui, language);
  Rect inside, small_row;
  if (ui.portrait()) {
    const float tiles = std::round(ui.mm(ui.large ? 44 : 38));
    const Rect ground = rest.cut_bottom(2 * pad + tiles + ui.gap() + ui.button());
    widgets::fill(ground, stage.colours().card);
    widgets::fill({ground.x, ground.y, ground.w, ui.stroke()}, stage.colours().line);
    inside = ground.inset(ui.margin(), pad);
    small_row = inside.cut_bottom(ui.button(), ui.gap());
  } else {
    const float height = std::round(ui.mm(ui.large ? 30 : 27));
    const Rect ground = rest.cut_bottom(2 * pad + height);
    widgets::fill(ground, stage.colours().card);
    widgets::fill({ground.x, ground.y, ground.w, ui.stroke()}, stage.colours().line);
    inside = ground.inset(ui.margin(), pad);
    small_row = inside.cut_right(large_width + language_width + ui.gap(), gap);
  }
  const std::vector<Rect> cells = inside.columns(4, gap);
  for (std::size_t i = 0; i < 4; ++i) draw_choice(stage, cells[i], choices[i], ui.portrait());
  if (widgets::draw(ui, small_row.cut_left(large_width, ui.gap()), large)) stage.mean(state::ToggleLarge{});
  if (widgets::draw(ui, small_row.cut_left(language_width, ui.gap()), language)) stage.mean(state::ToggleLocale{});
  Button who{"board.contacts", ui.tr("谁为我服务"), {}, "people"};
  who.type = Type::body;
  if (ui.portrait() && widgets::width_of(ui, who) > small_row.w) who.icon = {};
  if (ui.portrait() && widgets::width_of(ui, who) <= small_row.w &&
      widgets::draw(ui, small_row.cut_right(widgets::width_of(ui, who)), who)) {
    stage.mean(state::Open{state::ScreenId::contacts});
  }
}

// As many notices as there is room for, newest first; the heading says how many there are.
void draw_newest(Stage& stage, Rect rest) {
  Ui& ui = stage.ui;
  const auto& notices = stage.state.board.notices;
  if (notices.empty()) return;
  const float gap = ui.gap();
  if (rest.h < section_height(ui) + notice_row_height(stage, notices.front().notice, rest.w)) return;
  section_cut(stage, rest, ui.tr("最新公告"), counted(ui, "共 {0} 条", static_cast<std::int64_t>(notices.size())), "board.newest");
  for (const state::NoticeView& view : notices) {
    const float height = notice_row_height(stage, view.notice, rest.w);
    if (height > rest.h + 0.5f) break;
    draw_notice_row(stage, rest.cut_top(height, gap), view.notice);
  }
}

float newest_height(Stage& stage, float width, std::size_t rows) {
  const auto& notices = stage.state.board.notices;
  if (notices.empty()) return 0;
  float height = section_height(stage.ui);
  for (std::size_t i = 0; i < std::min(rows, notices.size()); ++i) {
    height += notice_row_height(stage, notices[i].notice, width) + stage.ui.gap();
  }
  return height;
}

void draw_portrait(Stage& stage, Rect page) {
  Ui& ui = stage.ui;
  const state::BoardView& board = stage.state.board;
  const float gap = ui.card_gap();
  if (board.now_strip) {
    const Strip strip = strip_of(stage, *board.now_strip);
    draw_strip(stage, page.cut_top(strip_height(stage, strip, page.w), gap + std::round(ui.mm(1.5f))), strip);
  }
  if (board.manager) {
    const float height = manager_height(stage, *board.manager, page.w, true);
    // The card stands under the notices; with many doors it is left to its own screen.
    const SlotPlan with = plan_slots(stage, {page.x, page.y, page.w, page.h - height - gap});
    const SlotPlan without = plan_slots(stage, page);
    if (with.pages <= without.pages) draw_manager(stage, page.cut_bottom(height, gap), *board.manager, true);
  }
  for (const std::size_t rows : {std::size_t{3}, std::size_t{1}, std::size_t{0}}) {
    const float notices = rows == 0 ? 0 : newest_height(stage, page.w, rows) + gap;
    const SlotPlan plan = plan_slots(stage, {page.x, page.y, page.w, page.h - notices});
    if ((plan.pages > 1 || plan.dense) && rows > 1) continue;
    if ((plan.pages > 1 || !plan.keeps_floors) && rows > 0) continue;
    const float height = draw_slots(stage, {page.x, page.y, page.w, page.h - notices}, plan);
    page.cut_top(height, gap + std::round(ui.mm(1.5f)));
    break;
  }
  draw_newest(stage, page);
}

void draw_landscape(Stage& stage, Rect page) {
  Ui& ui = stage.ui;
  const state::BoardView& board = stage.state.board;
  const float gap = ui.card_gap();
  Rect right = page.cut_right(std::round(page.w * (ui.large ? 0.46f : 0.42f)), std::round(ui.mm(6)));
  if (board.now_strip) {
    const Strip strip = strip_of(stage, *board.now_strip);
    draw_strip(stage, right.cut_top(strip_height(stage, strip, right.w), gap), strip);
  }
  if (board.manager) {
    const float height = manager_height(stage, *board.manager, right.w, true);
    if (height <= right.h) draw_manager(stage, right.cut_bottom(height, gap), *board.manager, true);
  }
  draw_newest(stage, right);
  draw_slots(stage, page, plan_slots(stage, page));
}

}  // namespace

void draw_board(Stage& stage) {
  Ui& ui = stage.ui;
  Rect rest{0, 0, ui.size.x, ui.size.y};
  draw_header(stage, rest);
  draw_bar(stage, rest);
  const Rect page = page_of(ui, rest);
  if (ui.portrait()) {
    draw_portrait(stage, page);
  } else {
    draw_landscape(stage, page);
  }
}

}  // namespace gridboard::kiosk::screens
