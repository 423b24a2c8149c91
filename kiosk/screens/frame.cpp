// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {
namespace {

using state::FreshnessView;

float pill_width(Ui& ui, std::string_view words) {
  return std::ceil(widgets::width_of(ui, {words, Type::small})) + std::round(ui.em(Type::small) * 1.7f);
}
// A long sentence takes two lines.
float pill_height(Ui& ui, std::string_view words, float width) {
  return widgets::height_of(ui, {words, Type::small}, width - ui.em(Type::small) * 1.65f) +
         std::round(ui.em(Type::small) * 0.36f);
}

// A green dot while fresh; hollow, and said in words, when stale.
void draw_pill(Stage& stage, Rect rect, std::string_view words) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  AccessNode node = widgets::node_at(Role::text, "header.freshness", rect);
  widgets::outline_round(ui, rect, std::min(rect.h / 2, ui.em(Type::small) * 0.68f), ui.stroke(), c.on_header);
  const float em = ui.em(Type::small), dot = std::round(em * 0.45f);
  const Rect at = Rect{rect.x + em * 0.5f, rect.y, dot, rect.h}.centred(dot, dot);
  if (stage.state.header.freshness.kind == FreshnessView::Kind::fresh) {
    widgets::fill_round(ui, at, dot, c.fresh);
  } else {
    widgets::outline_round(ui, at, dot / 2, ui.stroke(), c.on_header);
  }
  rect.cut_left(em * 1.15f);
  widgets::paint(ui, rect, {words, Type::small, false, c.on_header, c.header, Align::left, true}, node);
  widgets::finish(ui, std::move(node));
}

struct Clock {
  std::string upper, lower;
  Type type = Type::clock;  // of the upper line
};

// A clock that goes wrong isn't shown: who reads it would miss a crew or a due date.
Clock clock_of(Stage& stage) {
  Ui& ui = stage.ui;
  const state::HeaderView& header = stage.state.header;
  if (header.clock_doubtful)
    return {std::string(ui.tr("时间待校准")), std::string(ui.tr("联网后自动校准")), Type::section};
  const base::CivilTime& now = header.now;
  return {(now.hour < 10 ? "0" : "") + clock_words(now.hour, now.minute),
          ui.narrow() && ui.portrait() ? day_words(ui, now.date) : day_and_weekday(ui, now.date), Type::clock};
}

float clock_width(Ui& ui, const Clock& clock) {
  const std::string_view upper = clock.type == Type::clock ? std::string_view("00:00") : std::string_view(clock.upper);
  return std::max(widgets::width_of(ui, {upper, clock.type, true}), widgets::width_of(ui, {clock.lower, Type::small})) +
         1;
}

float clock_height(Ui& ui) {
  return ui.em(Type::clock) + std::round(ui.mm(2)) + ui.em(Type::small);
}

void draw_clock(Stage& stage, Rect rect, const Clock& clock) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  AccessNode node = widgets::node_at(Role::text, "header.clock", rect);
  rect.cut_top(ui.em(Type::clock) - ui.em(clock.type));
  widgets::paint_cut(ui, rect, {clock.upper, clock.type, true, c.on_header, c.header, Align::right}, node,
                     std::round(ui.mm(2)));
  widgets::paint(ui, rect, {clock.lower, Type::small, false, c.on_header, c.header, Align::right}, node);
  node.spoken = ui.say("{0}，{1}。", {clock.upper, clock.lower});
  widgets::finish(ui, std::move(node));
}

// Five taps on it open what is for staff. Nothing shows it, nothing speaks of it.
void take_corner(Stage& stage) {
  Ui& ui = stage.ui;
  const float side = std::round(ui.mm(18));
  AccessNode node = widgets::node_at(Role::button, "corner", {ui.size.x - side, 0, side, side});
  const bool tapped = widgets::press(ui, {node.x, node.y, node.w, node.h}, node.id).clicked;
  node.part = AccessNode::Part::frame;
  node.silent = true;
  widgets::finish(ui, std::move(node));
  if (tapped) stage.mean(state::TapCorner{});
}

// --- above the reach ---------------------------------------------------------------------------------------------

// On a glass that hangs high, or for who sits in a wheelchair: what lies above the reach is read, not pressed.
struct Above {
  bool manager = false, strip = false;
  float height = 0;  // of both, with the gap between
};

Above plan_above(Stage& stage, float width, float room) {
  Ui& ui = stage.ui;
  const state::BoardView& board = stage.state.board;
  Above above;
  const state::ScreenId screen = stage.state.screen;
  const bool tells_of_manager = screen == state::ScreenId::contacts || screen == state::ScreenId::out_of_service;
  const bool tells_of_outages = screen == state::ScreenId::outages || screen == state::ScreenId::outage;
  const auto take = [&](bool& part, float height) {
    const float with = above.height + (above.height > 0 ? ui.card_gap() : 0) + height;
    if (with > room) return;
    part = true;
    above.height = with;
  };
  if (board.manager && !tells_of_manager) take(above.manager, manager_height(stage, *board.manager, width, false));
  if (board.now_strip && !tells_of_outages && !board.hall)
    take(above.strip, strip_height(stage, strip_of(stage, *board.now_strip), width));
  return above;
}

void draw_above(Stage& stage, Rect rect, const Above& above) {
  Ui& ui = stage.ui;
  const state::BoardView& board = stage.state.board;
  // Beside a bill the room that is left goes below, where a code may reach up into it.
  const float spare = (rect.h - above.height) / 2;
  rect.cut_top(stage.state.screen == state::ScreenId::bill ? std::min(spare, ui.card_gap() / 2) : spare);
  rect.h = above.height;
  if (above.strip) {
    const Strip strip = strip_of(stage, *board.now_strip);
    draw_strip(stage, rect.cut_top(strip_height(stage, strip, rect.w), ui.card_gap()), strip, false);
  }
  if (above.manager) draw_manager(stage, rect, *board.manager, false);
  stage.above_manager = above.manager;
  stage.above_strip = above.strip;
}

}  // namespace

void draw_header(Stage& stage, Rect& rest, std::string_view title, std::string_view subtitle) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const widgets::InRegion region(ui.access, AccessNode::Region::header);
  // Of all that stands here, who it is alone is not for everybody's ears.
  const bool is_private = ui.access.keep_private(false);
  const state::HeaderView& header = stage.state.header;
  if (title.empty()) title = header.title, subtitle = header.subtitle;
  const float side = ui.margin() + std::round(ui.mm(1.5f)), inner = std::round(ui.mm(3.2f));
  const Clock clock = clock_of(stage);
  if (ui.narrow() && stage.state.screen == state::ScreenId::board) subtitle = {};
  const float clock_wide = clock_width(ui, clock), clock_high = clock_height(ui);
  const float left = ui.size.x - 2 * side - clock_wide - ui.em(Type::small);

  const std::string freshness = freshness_words(ui, header.freshness);
  const float pill = std::min(left, pill_width(ui, freshness)), pill_high = pill_height(ui, freshness, pill);
  const float sub = widgets::width_of(ui, {subtitle, Type::small});
  const bool one_row = subtitle.empty() || sub + ui.em(Type::small) * 0.6f + pill <= left;
  // A long name goes down a size before it takes a third line.
  Words title_words{title, Type::title, true, c.on_header, c.header};
  if (widgets::height_of(ui, title_words, left) > ui.em(Type::title) + ui.line_height(Type::title) + 1)
    title_words.type = Type::section;
  const Words sub_words{subtitle, Type::small, false, c.on_header, c.header};
  const float words_height = widgets::height_of(ui, title_words, left) + inner +
                             (one_row ? pill_high : widgets::height_of(ui, sub_words, left) + inner + pill_high);
  const float content = std::max(words_height, clock_high);
  float height = content + 2 * std::round(ui.mm(ui.narrow() ? 4 : 6.5f));
  const float reach = ui.reach_top - page_inset(ui) - rest.y;
  const float cards = ui.size.x - 2 * ui.margin();
  const Above above = plan_above(stage, cards, reach - height - page_inset(ui));
  if (above.height <= 0) height = std::max(height, reach);

  Rect bar = rest.cut_top(height);
  widgets::fill_to_edge(ui, bar, c.header);
  bar = bar.inset(side, (height - content) / 2);
  const Rect right = bar.cut_right(clock_wide);
  bar.w = left;
  bar.cut_top((bar.h - words_height) / 2);
  widgets::label_cut(ui, bar, title_words, "header.title", inner, Role::heading);
  if (one_row) {
    Rect row = bar.cut_top(pill_high);
    if (!subtitle.empty()) {
      Words middle = sub_words;
      middle.middle = true;
      ui.access.keep_private(is_private);
      widgets::label(ui, row.cut_left(sub + 1, ui.em(Type::small) * 0.6f), middle, "header.subtitle");
      ui.access.keep_private(false);
    }
    draw_pill(stage, row.cut_left(pill), freshness);
  } else {
    ui.access.keep_private(is_private);
    widgets::label_cut(ui, bar, sub_words, "header.subtitle", inner);
    ui.access.keep_private(false);
    draw_pill(stage, bar.cut_top(pill_high).cut_left(pill), freshness);
  }
  draw_clock(stage, {right.x, right.y + (right.h - clock_high) / 2, right.w, clock_high}, clock);
  take_corner(stage);
  if (above.height > 0) draw_above(stage, rest.cut_top(reach - height).inset(ui.margin(), 0), above);
  ui.access.keep_private(is_private);
}

float page_inset(Ui& ui) {
  return std::round(ui.mm(ui.portrait() ? 5.0f : 4.5f));
}

Rect page_of(Ui& ui, Rect rest) {
  return rest.inset(ui.margin(), page_inset(ui));
}

Rect frame(Stage& stage, std::string_view title, std::string_view subtitle) {
  Rect rest{0, 0, stage.ui.size.x, stage.ui.size.y};
  draw_header(stage, rest, title, subtitle);
  draw_foot(stage, rest);
  return page_of(stage.ui, rest);
}

widgets::FlowArea flow_area(Ui& ui, Rect page, int columns_in_landscape) {
  return {page, ui.portrait() ? 1 : columns_in_landscape, ui.card_gap(), std::round(ui.mm(6))};
}

}  // namespace gridboard::kiosk::screens
