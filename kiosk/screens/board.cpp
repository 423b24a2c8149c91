// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The unit's board: what matters now, the doors, the newest notices, who serves us, and four things to do.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/slots.hpp"
#include "kiosk/screens/speech_bar.hpp"
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

// The bar of four and, below or beside it, how the glass is shown and who serves us.
void draw_bar(Stage& stage, Rect& rest) {
  Ui& ui = stage.ui;
  const widgets::InRegion region(ui.access, AccessNode::Region::foot);
  const Choice choices[4] = {{"board.bill", ui.tr("我的账单"), "bill", state::ScreenId::bill},
                             {"board.outages", ui.tr("停电信息"), "outage", state::ScreenId::outages},
                             {"board.notices", ui.tr("公告"), "notice", state::ScreenId::notices},
                             {"board.services", ui.tr("办业务"), "services", state::ScreenId::services}};
  const bool portrait = ui.portrait();
  const float pad = std::round(ui.mm(4.5f)), gap = std::round(ui.mm(4.5f)), room = ui.size.x - 2 * ui.margin();
  const float tile =
      std::round(portrait ? std::min(ui.mm(ui.large ? 44 : 38), ui.size.y * 0.1f) : ui.mm(ui.large ? 30 : 27));
  Button who{"board.contacts", ui.tr("谁为我服务"), {}, "people"};
  who.type = Type::body;
  const bool with_who = portrait || !contact_is_pressable(stage);
  std::vector<FootButton> views = view_buttons(stage);
  if (portrait && row_width(ui, views) + ui.gap() + widgets::width_of(ui, who) > room) who.icon = {};
  const float who_width = with_who ? widgets::width_of(ui, who) + ui.gap() : 0;
  float least = 0;  // that the four need side by side
  for (const Choice& choice : choices)
    least = std::max(least, widgets::width_of(ui, Button{"", choice.label, {}, choice.icon, Face::primary}));
  fit(ui, views, portrait ? room - who_width : room - who_width - 4 * (least + gap));
  // On a glass that lies, what steers reading aloud takes their place: height is what there is least of. Where
  // long words leave no room for it, stopping is left.
  std::vector<FootButton> steering = portrait ? std::vector<FootButton>{} : speech_icons(stage, false);
  if (!steering.empty()) {
    FootButton stop = speech_button(stage);
    stop.button.label = {};
    steering.insert(steering.begin(), std::move(stop));
  }
  if (row_width(ui, steering) + who_width + 4 * (least + gap) > room) steering.clear();
  if (!steering.empty()) views = steering;

  // On a narrow glass they stand two and two.
  const bool square = portrait && ui.narrow();
  const float height = square ? 2 * ui.button() + gap : std::max(tile, ui.button());
  const Rect ground = rest.cut_bottom(2 * pad + height + (portrait ? ui.gap() + ui.button() : 0));
  widgets::fill_to_edge(ui, ground, stage.colours().card);
  widgets::fill_to_edge(ui, {ground.x, ground.y, ground.w, ui.stroke()}, stage.colours().line);
  Rect inside = ground.inset(ui.margin(), pad);
  Rect row =
      portrait ? inside.cut_bottom(ui.button(), ui.gap()) : inside.cut_right(row_width(ui, views) + who_width, gap);
  const std::vector<Rect> lines = inside.rows(square ? 2 : 1, gap);
  const std::size_t a_line = square ? 2 : 4;
  for (std::size_t i = 0; i < 4; ++i) {
    draw_choice(stage, lines[i / a_line].columns(static_cast<int>(a_line), gap)[i % a_line], choices[i],
                portrait && !square);
  }
  const Rect at_who = with_who ? row.cut_right(who_width - ui.gap(), ui.gap()) : Rect{};
  draw_row(stage, row, views);
  if (with_who && widgets::draw(ui, at_who, who)) stage.mean(state::Open{state::ScreenId::contacts});
  if (portrait) draw_speech_bar(stage, rest);
}

// As many notices as there is room for, newest first; the heading says how many there are.
void draw_newest(Stage& stage, Rect rest) {
  Ui& ui = stage.ui;
  const auto& notices = stage.state.board.notices;
  const float gap = ui.gap();
  if (rest.h < section_height(ui) +
                   (notices.empty() ? ui.em(Type::body) : notice_row_height(stage, notices.front().notice, rest.w)))
    return;
  const std::string aside =
      notices.empty() ? std::string() : counted(ui, "共 {0} 条", static_cast<std::int64_t>(notices.size()));
  section_cut(stage, rest, ui.tr("最新公告"), aside, "board.newest");
  if (notices.empty()) {
    widgets::label(ui, rest,
                   {ui.tr("目前没有公告。"), Type::body, false, stage.colours().second, stage.colours().ground},
                   "board.newest.none");
  }
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

// The doors, or what stands in their place before they have come. Cuts what it takes off the top.
void draw_doors(Stage& stage, Rect& page, float for_notices) {
  Ui& ui = stage.ui;
  const Rect doors{page.x, page.y, page.w, std::max(0.0f, page.h - for_notices)};
  if (stage.state.board.slots.empty()) {
    const Rect room = page.cut_top(std::min(doors.h, std::round(ui.mm(90))), ui.card_gap());
    return draw_message(stage, room, "house", ui.tr("门牌还没有送到"), ui.tr("联网后会显示在这里。"),
                        "board.slots.none");
  }
  page.cut_top(draw_slots(stage, doors, plan_slots(stage, doors)), ui.card_gap() + std::round(ui.mm(1.5f)));
}

// Whom to call is always seen; the doors turn pages before it goes.
void draw_portrait(Stage& stage, Rect page) {
  Ui& ui = stage.ui;
  const float gap = ui.card_gap();
  if (!stage.above_strip) draw_now(stage, page, gap + std::round(ui.mm(1.5f)));
  Rect contact{};
  if (!stage.above_manager) contact = page.cut_bottom(contact_height(stage, page.w), gap);
  for (const std::size_t rows : {std::size_t{3}, std::size_t{1}, std::size_t{0}}) {
    const float notices = rows == 0 ? 0 : newest_height(stage, page.w, rows) + gap;
    const SlotPlan plan = plan_slots(stage, {page.x, page.y, page.w, page.h - notices});
    if ((plan.pages > 1 || plan.dense) && rows > 1) continue;
    if ((plan.pages > 1 || !plan.keeps_floors) && rows > 0) continue;
    draw_doors(stage, page, notices);
    break;
  }
  draw_newest(stage, page);
  if (contact.h > 0) draw_contact(stage, contact);
}

void draw_landscape(Stage& stage, Rect page) {
  Ui& ui = stage.ui;
  const float gap = ui.card_gap();
  Rect right = page.cut_right(std::round(page.w * (ui.large ? 0.46f : 0.42f)), std::round(ui.mm(6)));
  const auto& now = stage.state.board.now_strip;
  const float strip = now && !stage.above_strip ? strip_height(stage, strip_of(stage, *now), right.w) + gap : 0;
  // Whom to call stands under the doors where it is too high to stand beside them.
  const bool beside = contact_height(stage, right.w) + strip <= right.h;
  Rect contact{};
  if (!stage.above_manager && !beside) contact = page.cut_bottom(contact_height(stage, page.w), gap);
  draw_doors(stage, page, 0);
  if (!stage.above_strip) draw_now(stage, right, gap);
  if (!stage.above_manager && beside) contact = right.cut_bottom(contact_height(stage, right.w), gap);
  draw_newest(stage, right);
  if (contact.h > 0) draw_contact(stage, contact);
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
