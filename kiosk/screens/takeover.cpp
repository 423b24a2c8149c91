// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// One urgent announcement over everything: one message, one colour, one thing to do. Type goes down a step at a time
// until all of it is seen at once; what is longer still turns pages.
#include <algorithm>
#include <cmath>
#include <sstream>

#include "kiosk/screens/poster.hpp"

namespace gridboard::kiosk::screens {
namespace {

using model::OutageState;

// Red for what is wrong, the header's green once it is over. The icon and the words say the same.
struct Tone {
  ImU32 ground, words, strong;
  std::string_view icon, kind;
};

double darkness(ImU32 colour) {
  return widgets::contrast(colour, IM_COL32_WHITE);
}

bool is_over(const state::TakeoverView& view) {
  return view.outage &&
         (view.outage->state_now == OutageState::restored || view.outage->state_now == OutageState::cancelled);
}

Tone tone_of(Stage& stage, const state::TakeoverView& view) {
  const Palette& c = stage.colours();
  if (is_over(view)) return {c.header, c.on_header, c.deep, "check", stage.ui.tr("最新消息")};
  return {darkness(c.red) > darkness(c.red_pale) ? c.red : c.red_pale, c.on_header, c.red, "warning",
          stage.ui.tr("紧急通知")};
}

// What the card says of the outage: a label, the one figure, and since when that is known.
struct Estimate {
  std::string label, figure, note;
};

Estimate estimate_of(Stage& stage, const state::OutageView& view) {
  Ui& ui = stage.ui;
  const model::Outage& outage = view.outage;
  switch (view.state_now) {
    case OutageState::restored:
      return {std::string(ui.tr("已经来电")),
              near_moment(stage, outage.restored_at.value_or(outage.etr.value_or(outage.start))),
              std::string(ui.tr("家里还没有电，请先看空气开关，再报修。"))};
    case OutageState::cancelled:
      if (outage.withdrawn) {
        return {std::string(outage_kind_words(ui, outage.kind)), std::string(ui.tr("停电信息已撤销")),
                std::string(ui.tr("实际未停电。家里没有电的，请先看空气开关，再报修。"))};
      }
      return {std::string(outage_kind_words(ui, outage.kind)), std::string(ui.tr("已取消")),
              std::string(ui.tr("照常供电，不用准备。"))};
    case OutageState::announced:
      return {std::string(ui.tr("停电时间")),
              outage.etr ? span_words(ui, outage.start, *outage.etr) : moment_words(ui, outage.start), outage.scope};
    case OutageState::ongoing:
      break;
  }
  if (!outage.etr)
    return {std::string(ui.tr("预计来电")), std::string(ui.tr("时间待定")),
            std::string(ui.tr("查明原因后马上写在这里。"))};
  return {std::string(ui.tr("预计来电")), near_moment(stage, *outage.etr), estimate_history(stage, outage)};
}

Type figure_type(Ui& ui, const Estimate& estimate, float width) {
  for (const Type type : {Type::amount, Type::clock, Type::heading, Type::title}) {
    if (widgets::width_of(ui, {estimate.figure, type, true}) <= width) return type;
  }
  return Type::section;
}

Block estimate_block(Stage& stage, Ui& ui, const Tone& tone, float width) {
  const Estimate estimate = estimate_of(stage, *stage.state.takeover->outage);
  const float pad = std::round(ui.padding() * 1.3f), gap = std::round(ui.mm(3)), inner = width - 2 * pad;
  const Type type = figure_type(ui, estimate, inner);
  Block block;
  block.height = 2 * pad + widgets::height_of(ui, {estimate.label, Type::section, true}, inner) + gap +
                 widgets::height_of(ui, {estimate.figure, type, true}, inner);
  if (!estimate.note.empty()) block.height += gap + widgets::height_of(ui, {estimate.note, Type::body}, inner);
  block.draw = [&ui, estimate, type, pad, gap, tone](Rect rect) {
    const Palette& c = ui.colours();
    widgets::fill_round(ui, rect, ui.corner() * 1.5f, c.card);
    AccessNode node = widgets::node_at(Role::heading, "takeover.estimate", rect);
    Rect inside = rect.inset(pad);
    widgets::paint_cut(ui, inside, {estimate.label, Type::section, true, tone.strong, c.card}, node, gap);
    widgets::paint_cut(ui, inside, {estimate.figure, type, true, tone.strong, c.card}, node, gap);
    widgets::paint(ui, inside, {estimate.note, Type::body, false, c.ink, c.card}, node);
    node.spoken = ui.say("{0}：{1}。{2}", {estimate.label, estimate.figure, estimate.note});
    widgets::finish(ui, std::move(node));
  };
  return block;
}

std::string call_words(Stage& stage) {
  const auto& manager = stage.state.board.manager ? stage.state.board.manager : stage.state.contacts.manager;
  const std::string& hotline = stage.state.board.hotline;
  std::string words;
  if (!hotline.empty()) words = stage.ui.say("全天服务热线 {0}", {hotline});
  if (manager && !manager->manager.phone.empty()) {
    const std::string line =
        stage.ui.say("客户经理 {0} {1}", {manager->manager.name, phone_words(manager->manager.phone)});
    words += (words.empty() ? "" : "\n") + line;
  }
  return words;
}

Block call_block(Stage& stage, Ui& ui, const Tone& tone, float width) {
  const std::string words = call_words(stage);
  const float icon = std::round(ui.em(Type::section) * 1.6f), gap = std::round(ui.mm(4));
  Block block;
  block.height = std::max(icon, widgets::height_of(ui, {words, Type::section, true}, width - icon - gap));
  block.draw = [&ui, words, tone, icon, gap](Rect rect) {
    AccessNode node = widgets::node_at(Role::text, "takeover.call", rect);
    const Rect square = rect.cut_left(icon, gap);
    widgets::paint_icon(ui, "phone", {square.x, square.y, icon, square.h}, tone.words);
    widgets::paint(ui, rect, {words, Type::section, true, tone.words, tone.ground, Align::left, true}, node);
    node.spoken = ui.say("需要帮助，请拨{0}。", {words});
    widgets::finish(ui, std::move(node));
  };
  return block;
}

// Each line is a block of its own, so that a page ends between lines; speech takes a paragraph's lines together.
void add_lines(Ui& ui, const std::string& text, Type type, bool bold, const Tone& tone, float width,
               const std::string& id, Role role, std::vector<Block>& out) {
  std::istringstream paragraphs(text);
  std::string paragraph;
  int number = 0;
  while (std::getline(paragraphs, paragraph)) {
    if (paragraph.empty()) continue;
    const text::Style style{ui.em(type), bold ? text::Weight::bold : text::Weight::regular};
    for (const text::Line& line : ui.text.break_lines(paragraph, style, width)) {
      PosterText words{paragraph.substr(line.begin, line.end - line.begin),
                       id + (number == 0 ? "" : "." + std::to_string(number)),
                       type,
                       bold,
                       tone.words,
                       tone.ground,
                       number == 0 ? role : Role::text};
      words.goes_on = line.begin > 0;
      out.push_back(poster_block(ui, std::move(words), width, ui.line_height(type) - ui.em(type)));
      ++number;
    }
    if (!out.empty()) out.back().gap_after = std::round(ui.em(type) * 0.9f);
  }
}

std::vector<Block> words_of(Ui& ui, const model::Notice& notice, const Tone& tone, float width) {
  std::vector<Block> out;
  add_lines(ui, notice.title, Type::heading, true, tone, width, "takeover.title", Role::heading, out);
  if (!out.empty()) out.back().gap_after = std::round(ui.em(Type::heading) * 0.8f);
  add_lines(ui, notice.body, Type::section, false, tone, width, "takeover.body", Role::text, out);
  return out;
}

// Who says it and when, with the sign of what it is.
void draw_sender(Stage& stage, Rect row, const Tone& tone) {
  Ui& ui = stage.ui;
  const model::Notice& notice = stage.state.takeover->notice;
  std::string words(tone.kind);
  if (!notice.publisher.empty()) words += " · " + notice.publisher;
  words += "  " + ui.say("{0} 发布", {near_moment(stage, notice.published_at)});
  const float icon = std::round(ui.em(Type::section) * 1.5f);
  const Rect square = row.cut_left(icon, std::round(ui.mm(4)));
  widgets::paint_icon(ui, tone.icon, square.centred(icon, icon), tone.words);
  Words line{words, Type::section, true, tone.words, tone.ground, Align::left, true};
  if (widgets::width_of(ui, line) > row.w) line.type = Type::small;
  if (widgets::width_of(ui, line) > row.w) line.text = tone.kind;
  widgets::label(ui, row, line, "takeover.sender");
}

int draw_turning(Stage& stage, Rect row, std::size_t page, std::size_t pages, const Tone& tone) {
  Ui& ui = stage.ui;
  Button previous{"takeover.previous", ui.tr("上一页"), {}, "previous"};
  Button next{"takeover.next", ui.tr("下一页"), {}, "next"};
  previous.type = next.type = Type::body;
  next.icon_right = true;
  previous.enabled = page > 0, next.enabled = page + 1 < pages;
  previous.part = next.part = AccessNode::Part::frame;
  int by = 0;
  if (widgets::draw(ui, row.cut_left(widgets::width_of(ui, previous), ui.gap()), previous)) by = -1;
  if (widgets::draw(ui, row.cut_right(widgets::width_of(ui, next), ui.gap()), next)) by = 1;
  const std::string where = std::to_string(page + 1) + "/" + std::to_string(pages);
  widgets::label(ui, row, {where, Type::body, true, tone.words, tone.ground, Align::centre, true}, "takeover.where");
  return by;
}

// The card and whom to call stand still while the text turns pages: below it, or beside it on a glass that lies.
struct Sides {
  Rect text, fixed;
};

Sides split(Ui& ui, Rect inside, float fixed_height) {
  Sides sides{inside, {}};
  if (!ui.portrait()) {
    sides.fixed = sides.text.cut_right(std::round(inside.w * 0.42f), std::round(ui.margin() * 1.5f));
    return sides;
  }
  sides.fixed = sides.text.cut_bottom(fixed_height, std::round(ui.mm(8)));
  return sides;
}

std::vector<Block> fixed_blocks(Stage& stage, Ui& ui, const Tone& tone, float width) {
  std::vector<Block> out;
  if (stage.state.takeover->outage) out.push_back(estimate_block(stage, ui, tone, width));
  if (!call_words(stage).empty()) out.push_back(call_block(stage, ui, tone, width));
  for (Block& block : out) block.gap_after = std::round(ui.mm(6));
  return out;
}

float fixed_width(Ui& ui, Rect inside) {
  return ui.portrait() ? inside.w : std::round(inside.w * 0.42f);
}

// Draws the page that is shown, and the way to the others. Returns the height of the words if they are all on one page.
std::optional<float> draw_words(Stage& stage, const std::vector<Block>& words, Rect area, const Tone& tone) {
  Ui& ui = stage.ui;
  Rect turning{};
  widgets::FlowPages pages = widgets::lay_out(words, {area, 1, 0, 0});
  if (pages.size() > 1) {
    turning = area.cut_bottom(ui.button(), std::round(ui.mm(4)));
    pages = widgets::lay_out(words, {area, 1, 0, 0});
  }
  const auto found = stage.state.page.find(state::ScreenId::takeover);
  const std::size_t page = std::min(found == stage.state.page.end() ? 0 : found->second, pages.size() - 1);
  for (const widgets::Placed& placed : pages[page]) words[placed.block].draw(placed.rect);
  if (pages.size() < 2) return column_height(words, 0);
  stage.turn(draw_turning(stage, turning, page, pages.size(), tone));
  return {};
}

// The largest type in which all is seen at once; 1 if none is.
float scale_of(Stage& stage, Rect inside, const Tone& tone) {
  Ui& ui = stage.ui;
  for (float by = 1.9f; by > 1.0f; by -= 0.1f) {
    Ui larger = enlarged(ui, by);
    const float fixed = column_height(fixed_blocks(stage, larger, tone, fixed_width(ui, inside)), 0);
    const Sides sides = split(ui, inside, fixed);
    const auto words = words_of(larger, stage.state.takeover->notice, tone, sides.text.w);
    if (fixed <= sides.fixed.h + 1 && column_height(words, 0) <= sides.text.h) return by;
  }
  return 1;
}

}  // namespace

void draw_takeover(Stage& stage) {
  Ui& ui = stage.ui;
  if (!stage.state.takeover) return;
  const Tone tone = tone_of(stage, *stage.state.takeover);
  widgets::fill_to_edge(ui, {0, 0, ui.size.x, ui.size.y}, tone.ground);
  Rect inside =
      Rect{0, 0, ui.size.x, ui.size.y}.inset(std::round(ui.margin() * 1.8f), std::round(ui.mm(ui.portrait() ? 14 : 9)));
  Button read{"takeover.read", ui.tr("我知道了"), {}, "check"};
  read.type = Type::title;
  const Rect button = inside.cut_bottom(std::round(ui.button() * 1.4f), std::round(ui.mm(6)));
  draw_sender(stage, inside.cut_top(std::round(ui.em(Type::section) * 1.5f), std::round(ui.mm(ui.portrait() ? 10 : 6))),
              tone);

  Ui larger = enlarged(ui, scale_of(stage, inside, tone));
  const auto fixed = fixed_blocks(stage, larger, tone, fixed_width(ui, inside));
  const float fixed_height = column_height(fixed, 0);
  Sides sides = split(ui, inside, fixed_height);
  const bool stands_still = sides.text.h >= 5 * ui.line_height(Type::section) && fixed_height <= sides.fixed.h + 1;
  if (stands_still) {
    const auto height =
        draw_words(stage, words_of(larger, stage.state.takeover->notice, tone, sides.text.w), sides.text, tone);
    // A short message keeps its card close to it.
    if (height && ui.portrait())
      sides.fixed.y = std::min(sides.fixed.y, sides.text.y + *height + std::round(ui.mm(14)));
    draw_column(fixed, sides.fixed, 0);
  } else {
    auto words = words_of(larger, stage.state.takeover->notice, tone, inside.w);
    for (Block& block : fixed_blocks(stage, larger, tone, inside.w)) words.push_back(std::move(block));
    draw_words(stage, words, inside, tone);
  }
  if (widgets::draw(ui, button, read)) stage.mean(state::PutAway{});
}

}  // namespace gridboard::kiosk::screens
