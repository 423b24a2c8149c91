// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// While nobody is here: one thing at a time, to be read by who walks by. The board's own pages come between.
#include <algorithm>
#include <cmath>
#include <memory>

#include "kiosk/screens/poster.hpp"
#include "kiosk/widgets/charts.hpp"

namespace gridboard::kiosk::screens {
namespace {

using state::AttractStep;

constexpr float kMost = 2.6f;

float poster_gap(Ui& ui) {
  return std::round(ui.mm(5));
}

const state::OutageView* outage_of(const state::AppState& state, const std::string& id) {
  for (const state::OutageView& view : state.outages) {
    if (view.outage.id == id) return &view;
  }
  return nullptr;
}

const model::Notice* notice_of(const state::AppState& state, const std::string& id) {
  for (const state::NoticeView& view : state.board.notices) {
    if (view.notice.id == id) return &view.notice;
  }
  return nullptr;
}

// A touch or a key anywhere begins; it never presses what lies below.
void take_waking(Stage& stage, Rect node_rect, const std::string& words, bool silent) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const widgets::Press press = widgets::press(ui, {0, 0, ui.size.x, ui.size.y}, "attract.start");
  AccessNode node = widgets::node_at(Role::button, "attract.start", node_rect);
  node.part = AccessNode::Part::frame;
  node.silent = silent;
  node.focused = press.focused;
  if (!silent) {
    widgets::fill_round(ui, node_rect, ui.corner(), c.green);
    const float icon = std::round(ui.em(Type::title) * 1.3f), gap = std::round(ui.mm(4));
    const float width = widgets::width_of(ui, {words, Type::title, true});
    Rect inside = node_rect.centred(std::min(node_rect.w, icon + gap + width + 2), node_rect.h);
    widgets::paint_icon(ui, "tap", inside.cut_left(icon, gap).centred(icon, icon), c.on_green);
    widgets::paint(ui, inside, {words, Type::title, true, c.on_green, c.green, Align::left, true}, node);
  }
  node.name = words;
  node.spoken = ui.say("{0}，按钮。", {words});
  widgets::finish(ui, std::move(node));
  if (press.clicked) stage.mean(state::WakeUp{});
}

// Which of the steps this is: a row of short lines, the present one strong. Not to be read, so not in the tree.
void draw_progress(Stage& stage, Rect row) {
  const Palette& c = stage.colours();
  const std::size_t count = state::attract_steps(stage.state).size();
  const std::size_t at = std::min(stage.state.idle.attract.value_or(0), count - 1);
  const float gap = std::round(stage.ui.mm(2.5f)),
              width = std::min(stage.ui.mm(14), (row.w - gap * static_cast<float>(count)) / static_cast<float>(count));
  Rect line = row.centred(static_cast<float>(count) * (width + gap) - gap, row.h);
  for (std::size_t i = 0; i < count; ++i) {
    widgets::fill_round(stage.ui, line.cut_left(width, gap), row.h / 2, i == at ? c.green : c.line);
  }
}

// Header above; below, the words that invite and the progress. What is left is the poster's.
Rect poster_frame(Stage& stage) {
  Ui& ui = stage.ui;
  Rect rest{0, 0, ui.size.x, ui.size.y};
  draw_header(stage, rest, stage.state.header.title, stage.state.header.subtitle);
  rest = rest.inset(ui.margin() * 1.5f, 0);
  rest.cut_bottom(std::round(ui.mm(7)));
  draw_progress(stage, rest.cut_bottom(std::round(ui.mm(2)), std::round(ui.mm(6))));
  const Rect banner = rest.cut_bottom(std::round(ui.button() * 1.2f), std::round(ui.mm(8)));
  take_waking(stage, banner, std::string(ui.tr("轻触屏幕开始")), false);
  rest.cut_top(std::round(ui.mm(ui.portrait() ? 14 : 8)));
  return rest;
}

// A sign and the word for it, in the colour of what it is.
Block sign_block(Ui& ui, std::string_view icon, Words words, float width) {
  const float side = std::round(ui.em(words.type) * 1.5f), gap = std::round(ui.mm(4));
  words.bold = words.middle = true;
  Block block;
  block.height = std::max(side, widgets::height_of(ui, words, width - side - gap));
  block.draw = [&ui, icon = std::string(icon), words, text = std::string(words.text), side, gap](Rect rect) {
    Words shown = words;
    shown.text = text;
    widgets::paint_icon(ui, icon, rect.cut_left(side, gap).centred(side, side), words.fg);
    widgets::label(ui, rect, shown, "poster.sign");
  };
  return block;
}

struct OutageWords {
  std::string sign, headline, second;
};

OutageWords outage_words(Stage& stage, const state::OutageView& view) {
  Ui& ui = stage.ui;
  const model::Outage& outage = view.outage;
  const std::string kind(outage_kind_words(ui, outage.kind));
  if (view.state_now == model::OutageState::ongoing) {
    const std::string headline =
        outage.etr ? ui.say("预计 {0} 来电", {near_moment(stage, *outage.etr)}) : std::string(ui.tr("来电时间待定"));
    return {outage.kind == model::OutageKind::fault ? kind : std::string(ui.tr("正在停电")), headline,
            outage.etr ? estimate_history(stage, outage) : std::string()};
  }
  const auto days =
      (std::chrono::sys_days(day_of(outage.start)) - std::chrono::sys_days(stage.state.header.now.date)).count();
  const std::string when = days <= 0   ? std::string(ui.tr("今天"))
                           : days == 1 ? std::string(ui.tr("明天"))
                                       : counted(ui, "再过 {0} 天", days);
  const std::string span = outage.etr ? span_words(ui, outage.start, *outage.etr) : moment_words(ui, outage.start);
  return {kind, span, ui.say("{0}，{1}", {weekday(ui, day_of(outage.start)), when})};
}

// What an outage is told in, the most important first; a step smaller where not all of it would be seen.
struct OutageTypes {
  Type sign = Type::title, headline = Type::heading, scope = Type::title, rest = Type::section;
  float gap = 1;
};
constexpr OutageTypes kTightTypes{Type::section, Type::title, Type::section, Type::body, 0.6f};

std::vector<Block> outage_blocks(Stage& stage, Ui& ui, const state::OutageView& view, float width,
                                 const OutageTypes& types) {
  const Palette& c = stage.colours();
  const bool red = is_red(view);
  const ImU32 strong = red ? c.red : c.amber;
  const OutageWords words = outage_words(stage, view);
  std::vector<Block> out;
  out.push_back(sign_block(ui, red ? "warning" : "outage", {words.sign, types.sign, true, strong, c.ground}, width));
  out.push_back(poster_block(
      ui, {words.headline, "poster.headline", types.headline, true, c.ink, c.ground, Role::heading}, width));
  if (!words.second.empty())
    out.push_back(poster_block(ui, {words.second, "poster.second", types.rest, false, c.second, c.ground}, width));
  if (!view.outage.scope.empty()) {
    out.push_back(poster_block(
        ui, {ui.say("影响 {0}", {view.outage.scope}), "poster.scope", types.scope, true, strong, c.ground}, width));
  }
  out.push_back(poster_block(
      ui, {ui.say("原因：{0}", {view.outage.cause}), "poster.cause", types.rest, false, c.ink, c.ground}, width));
  for (Block& block : out) block.gap_after = std::round(poster_gap(ui) * types.gap);
  const widgets::TimeBar bar = outage_bar(stage, view, "poster.bar", c.ground);
  // Its figures repeat what stands above: they need not be as large.
  const auto finer = std::make_shared<Ui>(enlarged(stage.ui, std::max(1.0f, 0.6f * ui.magnify)));
  Block block;
  block.height = widgets::height_of(*finer, bar, width);
  block.draw = [finer, bar](Rect rect) { widgets::draw(*finer, rect, bar); };
  out.back().gap_after *= 2;
  out.push_back(std::move(block));
  return out;
}

void draw_blocks(Stage& stage, Rect area, const MakeBlocks& make) {
  Ui larger = enlarged(stage.ui, fitting_scale(stage.ui, area, kMost, make));
  const auto blocks = make(larger, area.w);
  // A little above the middle: where the eye looks first.
  const float spare = std::max(0.0f, area.h - column_height(blocks, larger.card_gap()));
  area.cut_top(spare * 0.36f);
  draw_column(blocks, area, larger.card_gap());
}

void draw_outage_poster(Stage& stage, const state::OutageView& view) {
  const Rect area = poster_frame(stage);
  const auto make_in = [&stage, &view](OutageTypes types) {
    return [&stage, &view, types](Ui& ui, float width) { return outage_blocks(stage, ui, view, width, types); };
  };
  const bool all_seen = column_height(make_in({})(stage.ui, area.w), stage.ui.card_gap()) <= area.h;
  draw_blocks(stage, area, make_in(all_seen ? OutageTypes{} : kTightTypes));
}

// The first paragraph, if it is one to be read while walking by.
std::string opening_of(const std::string& body) {
  const std::string first = body.substr(0, body.find('\n'));
  constexpr std::size_t kMostBytes = 180;  // some sixty characters
  const bool leads_on = first.ends_with("：") || first.starts_with("- ");
  return leads_on || first.size() > kMostBytes ? std::string() : first;
}

std::vector<Block> notice_blocks(Stage& stage, Ui& ui, const model::Notice& notice, float width) {
  const Palette& c = stage.colours();
  std::vector<Block> out;
  const std::string sign = ui.say("公告 · {0}", {category_words(ui, notice.category)});
  out.push_back(sign_block(ui, category_icon(notice.category), {sign, Type::title, true, c.deep, c.ground}, width));
  out.push_back(
      poster_block(ui, {notice.title, "poster.headline", Type::heading, true, c.ink, c.ground, Role::heading}, width));
  const std::string opening = opening_of(notice.body);
  if (!opening.empty())
    out.push_back(poster_block(ui, {opening, "poster.opening", Type::section, false, c.ink, c.ground}, width));
  for (Block& block : out) block.gap_after = poster_gap(ui);
  return out;
}

void draw_notice_poster(Stage& stage, const model::Notice& notice) {
  Ui& ui = stage.ui;
  Rect area = poster_frame(stage);
  const float gap = std::round(ui.mm(10));
  Rect room = area;
  room = ui.portrait() ? room.cut_top(std::round(area.h * 0.46f)) : room.cut_left(std::round((area.w - gap) * 0.52f));
  if (const auto picture = notice_picture_room(ui, notice, room.w, room.h)) {
    const float w = picture->w, h = picture->h;
    const Rect frame = ui.portrait() ? Rect{area.x + (area.w - w) / 2, area.y, w, h} : room.centred(w, h);
    if (ui.portrait())
      area.cut_top(h, gap);
    else
      area.cut_left(room.w, gap);
    draw_notice_picture(ui, frame, notice, "poster.image");
  }
  draw_blocks(stage, area,
              [&stage, &notice](Ui& larger, float width) { return notice_blocks(stage, larger, notice, width); });
}

std::vector<Block> manager_blocks(Stage& stage, Ui& ui, const state::ManagerView& view, float width) {
  const Palette& c = stage.colours();
  std::vector<Block> out;
  const auto add = [&](std::string text, const char* id, Type type, bool bold, ImU32 fg, Role role = Role::text) {
    if (!text.empty())
      out.push_back(
          poster_block(ui, {std::move(text), id, type, bold, fg, c.ground, role}, width, std::round(ui.mm(4))));
  };
  add(view.manager.title, "poster.sign", Type::section, true, c.deep);
  add(view.manager.name, "poster.headline", Type::heading, true, c.ink, Role::heading);
  add(phone_words(view.manager.phone), "poster.phone", Type::heading, true, c.deep);
  if (stage.state.board.presence) {
    add(ui.say("{0} {1} 起就在这里",
               {stage.state.board.presence->manager_name, clock_words(stage.state.board.presence->since)}),
        "poster.presence", Type::section, true, c.deep);
  }
  add(view.manager.hours, "poster.hours", Type::section, false, c.second);
  add(view.manager.serves, "poster.serves", Type::section, false, c.ink);
  if (!view.hotline.empty())
    add(ui.say("全天服务热线 {0}", {view.hotline}), "poster.hotline", Type::section, true, c.ink);
  return out;
}

void draw_manager_poster(Stage& stage, const state::ManagerView& view) {
  Ui& ui = stage.ui;
  Rect area = poster_frame(stage);
  const float gap = std::round(ui.mm(10));
  const float side =
      std::round(ui.portrait() ? std::min(area.h * 0.36f, area.w * 0.6f) : std::min(area.h, area.w * 0.34f));
  Rect face = ui.portrait() ? area.cut_top(side, gap) : area.cut_left(side, 2 * gap);
  if (ui.portrait())
    face.w = side;
  else
    face = face.centred(side, side);
  draw_portrait(stage, face, view);
  draw_blocks(stage, area,
              [&stage, &view](Ui& larger, float width) { return manager_blocks(stage, larger, view, width); });
}

void draw_own_page(Stage& stage) {
  if (stage.state.board.hall)
    draw_hall(stage);
  else
    draw_board(stage);
  take_waking(stage, {0, 0, stage.ui.size.x, stage.ui.size.y}, std::string(stage.ui.tr("轻触屏幕开始")), true);
}

}  // namespace

void draw_attract(Stage& stage) {
  const AttractStep step = state::attract_step(stage.state);
  const state::OutageView* outage = step.kind == AttractStep::Kind::outage ? outage_of(stage.state, step.id) : nullptr;
  const model::Notice* notice = step.kind == AttractStep::Kind::notice ? notice_of(stage.state, step.id) : nullptr;
  if (outage != nullptr) return draw_outage_poster(stage, *outage);
  if (notice != nullptr) return draw_notice_poster(stage, *notice);
  if (step.kind == AttractStep::Kind::manager && stage.state.board.manager)
    return draw_manager_poster(stage, *stage.state.board.manager);
  draw_own_page(stage);
}

}  // namespace gridboard::kiosk::screens
