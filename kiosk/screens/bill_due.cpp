// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What to pay, until when, and the code to pay it.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/bill_parts.hpp"

namespace gridboard::kiosk::screens {
namespace {

using model::BillStanding;

std::string due_sentence(Stage& stage) {
  Ui& ui = stage.ui;
  const state::BillView& view = stage.state.bill;
  const model::Bill& bill = *view.bill;
  const std::string due = day_words(ui, bill.due);
  switch (view.standing) {
    case BillStanding::paid:
      return bill.paid_at ? ui.say("{0}已缴清", {day_words(ui, day_of(*bill.paid_at))}) : std::string(ui.tr("已缴清"));
    case BillStanding::corrected:
      return std::string(ui.tr("这张账单已更正，以新账单为准"));
    case BillStanding::disputed:
      return std::string(ui.tr("您提出的疑问正在核实"));
    case BillStanding::overdue:
      return counted(ui, "已逾期 {0} 天", -view.days_left);
    default:
      break;
  }
  if (view.days_left == 0) return ui.say("{0}前缴 · 今天是最后一天", {due});
  return ui.say("{0}前缴 · {1}", {due, counted(ui, "还有 {0} 天", view.days_left)});
}

std::string compared(Ui& ui, std::string_view more, std::string_view less, std::string_view same, std::int64_t now,
                     std::int64_t then) {
  if (now == then) return std::string(same);
  return ui.say(now > then ? more : less, {kwh(now > then ? now - then : then - now)});
}

// Sentences under the amount, one a line.
std::string explanation(Stage& stage) {
  Ui& ui = stage.ui;
  const state::BillView& view = stage.state.bill;
  const model::Bill& bill = *view.bill;
  std::string out = ui.say("用电 {0} 度", {kwh(bill.energy_wh)});
  if (view.last_month_wh) {
    out += ui.tr("，");
    out += compared(ui, ui.tr("比上月多 {0} 度"), ui.tr("比上月少 {0} 度"), ui.tr("和上月一样"), bill.energy_wh,
                    *view.last_month_wh);
  }
  if (view.last_year_wh) {
    out += "\n" + compared(ui, ui.tr("比去年同月多 {0} 度"), ui.tr("比去年同月少 {0} 度"), ui.tr("和去年同月一样"),
                           bill.energy_wh, *view.last_year_wh);
  }
  if (view.standing == BillStanding::overdue && view.late_fee_fen > 0) {
    out += "\n" + ui.say("电费 {0}，违约金 {1}", {yuan(bill.amount_fen), yuan(view.late_fee_fen)});
  } else if (view.standing == BillStanding::due || view.standing == BillStanding::due_soon) {
    out += "\n" + ui.say("{0}起每天加收千分之一违约金", {day_words(ui, base::add_days(bill.due, 1))});
  }
  // What was paid since the board lost touch isn't known here.
  const state::FreshnessView& freshness = stage.state.header.freshness;
  if (freshness.kind == state::FreshnessView::Kind::stale) {
    const std::string since =
        day_words(ui, freshness.since.date) + " " + clock_words(freshness.since.hour, freshness.since.minute);
    out += "\n" + ui.say("账单数据截至 {0}，之后缴的费联网后才显示", {since});
  }
  return out;
}

ImU32 due_colour(Ui& ui, BillStanding standing) {
  const Palette& c = ui.colours();
  if (standing == BillStanding::overdue) return c.red;
  if (standing == BillStanding::due || standing == BillStanding::due_soon || standing == BillStanding::disputed)
    return c.amber;
  return c.deep;
}

Type amount_type(Ui& ui, std::string_view amount, float width) {
  for (const Type type : {Type::amount, Type::clock}) {
    if (widgets::width_of(ui, {amount, type, true}) <= width) return type;
  }
  return Type::title;
}

struct DueTexts {
  std::string title, amount, due, more, open;
  StandingLook look;
};

DueTexts due_texts(Stage& stage) {
  Ui& ui = stage.ui;
  const state::BillView& view = stage.state.bill;
  const bool pay = view.payable_fen > 0;
  DueTexts texts{ui.say("{0}电费", {month_words(ui, view.bill->period)}),
                 yuan(pay ? view.payable_fen : view.bill->amount_fen),
                 due_sentence(stage),
                 explanation(stage),
                 {},
                 standing_look(ui, view.standing)};
  if (!view.open_periods.empty()) {
    texts.open = counted(ui, "另有 {0} 个月没有缴：", static_cast<std::int64_t>(view.open_periods.size()));
  }
  return texts;
}

constexpr std::size_t kMostPeriods = 6;

// Buttons of the other months with something to pay, in rows that fit.
std::vector<std::vector<base::Month>> period_rows(Stage& stage, float width) {
  Ui& ui = stage.ui;
  std::vector<std::vector<base::Month>> rows;
  float used = width;
  const auto& periods = stage.state.bill.open_periods;
  for (std::size_t i = 0; i < std::min(periods.size(), kMostPeriods); ++i) {
    const std::string label = month_words(ui, periods[i]);
    const float each = widgets::width_of(ui, Button{"", label, {}, {}, Face::red, Type::body}) + ui.gap();
    if (used + each - ui.gap() > width) rows.emplace_back(), used = 0;
    rows.back().push_back(periods[i]);
    used += each;
  }
  return rows;
}

Button question_button(Ui& ui) {
  Button button{"bill.question", ui.tr("我有疑问"), {}, "bill_query"};
  button.type = Type::body;
  return button;
}

float question_height(Ui& ui, float width) {
  const Button button = question_button(ui);
  return std::max(ui.button(), widgets::height_of(ui, button, std::min(width, widgets::width_of(ui, button))));
}

// Other months to pay and the question: in the card, or in one of their own where that would be too high.
float actions_height(Stage& stage, const DueTexts& texts, float width) {
  Ui& ui = stage.ui;
  float height = 0;
  if (!texts.open.empty()) {
    const float rows = static_cast<float>(period_rows(stage, width).size());
    height +=
        widgets::height_of(ui, {texts.open, Type::body, true}, width) + line_gap(ui) + rows * (ui.target() + ui.gap());
  }
  if (stage.catalogue.find("bill_query") != nullptr) height += question_height(ui, width);
  return height;
}

float due_height(Stage& stage, const DueTexts& texts, float width, bool actions) {
  Ui& ui = stage.ui;
  const float gap = line_gap(ui);
  const bool beside = widgets::width_of(ui, {texts.title, Type::body}) + widgets::tag_width(ui, texts.look.word) +
                          ui.em(Type::body) * 2.2f <=
                      width;
  float height = widgets::height_of(ui, {texts.title, Type::body}, width) + gap;
  if (!beside) height += widgets::tag_height(ui) + gap;
  height += ui.em(amount_type(ui, texts.amount, width)) + gap;
  height += widgets::height_of(ui, {texts.due, Type::section, true}, width) + 1.4f * gap;
  height += widgets::height_of(ui, {texts.more, Type::body}, width) + 1.4f * gap;
  if (actions) height += actions_height(stage, texts, width);
  return std::ceil(height + 2);
}

void draw_actions(Stage& stage, Rect inside, const DueTexts& texts) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  Rect bottom{};
  if (stage.catalogue.find("bill_query") != nullptr) bottom = inside.cut_bottom(question_height(ui, inside.w));
  if (!texts.open.empty()) {
    widgets::label_cut(ui, inside, {texts.open, Type::body, true, c.red, c.card}, "bill.open", line_gap(ui));
    for (const auto& row : period_rows(stage, inside.w)) {
      Rect line = inside.cut_top(ui.target(), ui.gap());
      for (const base::Month& period : row) {
        const std::string label = month_words(ui, period);
        Button button{"bill.open." + base::format_month(period), label, {}, {}, Face::red, Type::body};
        button.part = AccessNode::Part::row;
        if (widgets::draw(ui, line.cut_left(widgets::width_of(ui, button), ui.gap()), button))
          stage.mean(state::ShowPeriod{period});
      }
    }
  }
  if (bottom.h <= 0) return;
  const Button question = question_button(ui);
  if (widgets::draw(ui, bottom.cut_left(widgets::width_of(ui, question)), question))
    stage.mean(state::ChooseKind{"bill_query"});
}

void draw_due(Stage& stage, Rect rect, bool actions) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const DueTexts texts = due_texts(stage);
  const float gap = line_gap(ui);
  widgets::paint_card(ui, rect, c.card, stage.state.bill.standing == BillStanding::overdue ? c.red : c.line,
                      stage.state.bill.standing == BillStanding::overdue);
  Rect inside = rect.inset(ui.padding());
  // Spare height goes under the first line and above the buttons, so that the card fills the space beside a code.
  AccessNode node = widgets::node_at(Role::heading, "bill.due", inside);
  const float icon = std::round(ui.em(Type::body) * 1.1f), tag = widgets::tag_width(ui, texts.look.word);
  const float title_width = widgets::width_of(ui, {texts.title, Type::body});
  const float title_height = widgets::height_of(ui, {texts.title, Type::body}, inside.w);
  Rect title = inside.cut_top(title_height, gap);
  Rect mark{title.x + title_width + ui.em(Type::body) * 0.6f, title.y, icon, title.h};
  if (mark.right() + icon * 0.3f + tag > title.right() + 1) {
    const Rect row = inside.cut_top(widgets::tag_height(ui), gap);
    mark = {row.x, row.y, icon, row.h};
  }
  widgets::paint(ui, title, {texts.title, Type::body, false, c.second, c.card}, node);
  widgets::paint_icon(ui, texts.look.icon, mark.centred(icon, icon), texts.look.fg);
  widgets::paint_tag(ui, {mark.right() + icon * 0.3f, mark.y + mark.h / 2}, texts.look.word, texts.look.fg,
                     texts.look.bg, node);
  widgets::paint_cut(ui, inside, {texts.amount, amount_type(ui, texts.amount, inside.w), true, c.ink, c.card}, node,
                     gap);
  widgets::paint_cut(ui, inside, {texts.due, Type::section, true, due_colour(ui, stage.state.bill.standing), c.card},
                     node, 1.4f * gap);
  node.h = inside.y - 1.4f * gap - node.y;
  node.name = texts.title;
  node.spoken = ui.say("{0}，{1}，{2}。{3}。", {texts.title, texts.look.word, texts.amount, texts.due});
  widgets::finish(ui, std::move(node));

  widgets::label_cut(ui, inside, {texts.more, Type::body, false, c.ink, c.card}, "bill.more", 1.4f * gap);
  if (actions) draw_actions(stage, inside, texts);
}

}  // namespace

StandingLook standing_look(Ui& ui, BillStanding standing) {
  const Palette& c = ui.colours();
  switch (standing) {
    case BillStanding::due:
      return {ui.tr("待缴"), "bill", c.deep, c.pale};
    case BillStanding::due_soon:
      return {ui.tr("快到期"), "clock", c.amber, c.amber_pale};
    case BillStanding::overdue:
      return {ui.tr("已逾期"), "warning", c.red, c.red_pale};
    case BillStanding::paid:
      return {ui.tr("已缴"), "check", c.deep, c.pale};
    case BillStanding::disputed:
      return {ui.tr("核实中"), "complaint", c.amber, c.amber_pale};
    case BillStanding::corrected:
      return {ui.tr("已更正"), "pencil", c.ink, c.pale};
  }
  return {};
}

namespace {

// How far a code that is higher than a low page may reach up: it is read, not pressed, so that it may lie above the
// reach, below what the header shows there.
float free_above(Stage& stage, Rect rect) {
  Ui& ui = stage.ui;
  if ((!stage.above_manager && !stage.above_strip) || rect.y > ui.reach_top + 1) return 0;
  float bottom = 0;
  for (const AccessNode& node : ui.access.nodes()) {
    if (node.region == AccessNode::Region::header) bottom = std::max(bottom, node.y + node.h);
  }
  return std::max(0.0f, rect.y - bottom - ui.card_gap());
}

// Side by side; nothing if the page is too narrow or too low for it.
std::optional<Block> side_by_side(Stage& stage, float width, float most_height) {
  Ui& ui = stage.ui;
  const float gap = ui.card_gap(), pad = 2 * ui.padding();
  const float code_width = std::max(code_side(stage), std::round(ui.mm(ui.large ? 100 : 86))) + pad;
  const float due_width = width - gap - code_width;
  const DueTexts texts = due_texts(stage);
  if (due_width < std::max(ui.em(Type::small) * 10, widgets::width_of(ui, {texts.amount, Type::clock, true})) + pad)
    return {};
  Block block;
  block.title = std::string(ui.tr("应缴电费"));
  block.height =
      std::max(due_height(stage, texts, due_width - pad, true), code_height(stage, code_width - pad) - pad / 2) + pad;
  if (block.height > most_height) return {};
  block.draw = [&stage, code_width, gap](Rect rect) {
    draw_code_card(stage, rect.cut_right(code_width, gap));
    draw_due(stage, rect, true);
  };
  return block;
}

}  // namespace

void add_due_and_code(Stage& stage, float width, float most_height, std::vector<Block>& out) {
  Ui& ui = stage.ui;
  if (ui.portrait()) {
    if (auto both = side_by_side(stage, width, most_height)) return out.push_back(std::move(*both));
  }
  const float pad = 2 * ui.padding(), inner = width - pad;
  const DueTexts texts = due_texts(stage);
  const bool with_actions = due_height(stage, texts, inner, true) + pad <= most_height;
  Block due;
  due.title = std::string(ui.tr("应缴电费"));
  due.height = due_height(stage, texts, inner, with_actions) + pad;
  due.draw = [&stage, with_actions](Rect rect) { draw_due(stage, rect, with_actions); };
  out.push_back(std::move(due));

  const float beside = inner - code_side(stage) - ui.padding();
  const bool low = code_height(stage, inner) + ui.mm(2) > most_height;
  const bool wide = beside >= ui.em(Type::small) * (low ? 4 : 6);
  Block code;
  code.title = std::string(ui.tr("手机扫码缴费"));
  const float code_inner = wide ? std::max(code_side(stage), caption_height(stage, beside)) : code_height(stage, inner);
  // On a low page the code's own quiet zone has to do for a margin.
  code.height = std::max(code_inner + ui.mm(2), std::min(code_inner + pad, most_height));
  code.draw = [&stage, wide, code_inner](Rect rect) {
    const float up = std::clamp(code_inner + stage.ui.mm(2) - rect.h, 0.0f, free_above(stage, rect));
    rect.y -= up, rect.h += up;
    wide ? draw_wide_code_card(stage, rect) : draw_code_card(stage, rect);
  };
  out.push_back(std::move(code));

  if (with_actions || actions_height(stage, texts, inner) <= 0) return;
  Block actions;
  actions.title = std::string(ui.tr("我有疑问"));
  actions.height = actions_height(stage, texts, inner) + pad;
  actions.draw = [&stage](Rect rect) {
    widgets::paint_card(stage.ui, rect);
    draw_actions(stage, rect.inset(stage.ui.padding()), due_texts(stage));
  };
  out.push_back(std::move(actions));
}

}  // namespace gridboard::kiosk::screens
