// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The hall's board: a find box in place of doors, and what people come for as large tiles.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

struct Tile {
  std::string id;
  std::string_view label, icon;
  state::Intent intent;
};

// In large type at most seven things are to be chosen from, with the strip, the find box and who serves us: what is
// left out stands among the services.
std::vector<Tile> tiles_of(Stage& stage) {
  Ui& ui = stage.ui;
  std::vector<Tile> tiles;
  for (const char* kind_id : {"repair", "home_visit"}) {
    const model::RequestKind* kind = stage.catalogue.find(kind_id);
    if (kind == nullptr) continue;
    tiles.push_back(
        {"hall." + kind->id, in_language(stage.state, kind->name), kind->icon, state::ChooseKind{kind->id}});
  }
  tiles.push_back({"hall.ask", ui.tr("问一问"), "ask", state::Open{state::ScreenId::questions}});
  tiles.push_back({"hall.services", ui.tr("办业务"), "services", state::Open{state::ScreenId::services}});
  if (!ui.large) tiles.push_back({"hall.follow", ui.tr("进度查询"), "follow", state::Open{state::ScreenId::follow}});
  tiles.push_back({"hall.notices", ui.tr("公告"), "notice", state::Open{state::ScreenId::notices}});
  if (!stage.state.board.now_strip)
    tiles.push_back({"hall.outages", ui.tr("停电信息"), "outage", state::Open{state::ScreenId::outages}});
  return tiles;
}

Strip hall_strip(Stage& stage) {
  const state::BoardView& board = stage.state.board;
  if (board.outages_ahead <= 1) return strip_of(stage, *board.now_strip);
  Strip strip{counted(stage.ui, "停电通知 {0} 起", board.outages_ahead),
              {},
              is_red(*board.now_strip),
              state::Open{state::ScreenId::outages}};
  for (std::size_t i = 0; i < std::min<std::size_t>(3, board.outage_scopes.size()); ++i) {
    strip.sentence += (i == 0 ? "" : " · ") + board.outage_scopes[i];
  }
  return strip;
}

float find_height(Stage& stage, float width) {
  Ui& ui = stage.ui;
  const float inner = width - 2 * ui.padding(), gap = std::round(ui.mm(4));
  const Button box{"", ui.tr("输入户号，或楼号、门牌"), {}, "search"};
  return 2 * ui.padding() + ui.em(Type::section) + gap +
         std::max(std::round(ui.mm(24)), widgets::height_of(ui, box, inner)) + gap +
         widgets::height_of(ui, {ui.tr("只显示楼栋和门牌，看账单要输入密码。"), Type::small}, inner);
}

void draw_find_card(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const float gap = std::round(ui.mm(4));
  widgets::paint_card(ui, rect);
  Rect inside = rect.inset(ui.padding());
  widgets::label_cut(ui, inside, {ui.tr("查账单、缴电费"), Type::section, true, c.ink, c.card}, "hall.find.title", gap,
                     Role::heading);
  const std::string_view hint = ui.tr("只显示楼栋和门牌，看账单要输入密码。");
  const Rect below = inside.cut_bottom(widgets::height_of(ui, {hint, Type::small}, inside.w), gap);
  Button box{"hall.find", ui.tr("输入户号，或楼号、门牌"), {}, "search"};
  box.align = Align::left;
  box.bold = false;
  if (widgets::draw(ui, inside, box)) stage.mean(state::Open{state::ScreenId::find});
  widgets::label(ui, below, {hint, Type::small, false, c.second, c.card}, "hall.find.hint");
}

void draw_tiles(Stage& stage, Rect rect, const std::vector<Tile>& tiles, int columns) {
  Ui& ui = stage.ui;
  const int rows = (static_cast<int>(tiles.size()) + columns - 1) / columns;
  const std::vector<Rect> lines = rect.rows(rows, ui.card_gap());
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const Rect cell = lines[i / static_cast<std::size_t>(columns)].columns(
        columns, ui.card_gap())[i % static_cast<std::size_t>(columns)];
    Button button{tiles[i].id, tiles[i].label, {}, tiles[i].icon, i == 0 ? Face::primary : Face::outline};
    button.icon_above =
        widgets::height_of(ui, {button.label, button.type, true}, cell.w * 0.9f) + ui.em(button.type) * 3 <= cell.h;
    if (widgets::draw(ui, cell, button)) stage.mean(tiles[i].intent);
  }
}

void draw_newest(Stage& stage, Rect rest) {
  for (const state::NoticeView& view : stage.state.board.notices) {
    const float height = notice_row_height(stage, view.notice, rest.w);
    if (height > rest.h + 0.5f) return;
    draw_notice_row(stage, rest.cut_top(height, stage.ui.gap()), view.notice);
  }
}

void draw_news(Stage& stage, Rect rest) {
  Ui& ui = stage.ui;
  const state::BoardView& board = stage.state.board;
  if (board.now_strip) {
    const Strip strip = hall_strip(stage);
    const float height = strip_height(stage, strip, rest.w);
    if (height <= rest.h) draw_strip(stage, rest.cut_top(height, ui.card_gap()), strip);
  } else if (rest.h >= 2 * ui.target()) {
    draw_now(stage, rest, ui.card_gap());
  }
  Rect contact{};
  if (board.manager && !stage.above_manager) {
    const float height = manager_height(stage, *board.manager, rest.w, false);
    if (height <= rest.h) contact = rest.cut_bottom(height, ui.card_gap());
  }
  draw_newest(stage, rest);
  if (contact.h > 0) draw_manager(stage, contact, *board.manager, false);
}

}  // namespace

void draw_hall(Stage& stage) {
  Ui& ui = stage.ui;
  Rect rest{0, 0, ui.size.x, ui.size.y};
  draw_header(stage, rest);
  FootAction who{ui.tr("谁为我服务"), "board.contacts", "people"};
  who.face = Face::outline;
  if (draw_foot(stage, rest, who)) stage.mean(state::Open{state::ScreenId::contacts});
  Rect page = page_of(ui, rest);
  const std::vector<Tile> tiles = tiles_of(stage);
  if (ui.portrait()) {
    const int columns = ui.large || ui.narrow() ? 2 : 3,
              rows = (static_cast<int>(tiles.size()) + columns - 1) / columns;
    const float tile = std::round(
        std::min(ui.mm(ui.large ? 44 : 42), (page.h * 0.5f - find_height(stage, page.w)) / static_cast<float>(rows)));
    const float each = std::max(tile, ui.button());
    const Rect lower =
        page.cut_bottom(static_cast<float>(rows) * each + static_cast<float>(rows - 1) * ui.card_gap(), ui.card_gap());
    const Rect find = page.cut_bottom(find_height(stage, page.w), ui.card_gap());
    draw_news(stage, page);
    draw_find_card(stage, find);
    draw_tiles(stage, lower, tiles, columns);
    return;
  }
  const Rect right = page.cut_right(std::round(page.w * 0.46f), std::round(ui.mm(6)));
  draw_find_card(stage, page.cut_top(find_height(stage, page.w), ui.card_gap()));
  draw_tiles(stage, page, tiles, ui.large ? 2 : 3);
  draw_news(stage, right);
}

}  // namespace gridboard::kiosk::screens
