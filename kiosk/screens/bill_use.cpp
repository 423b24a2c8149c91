// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a bill is made of: tiers, twelve months, lines, readings, and the bills before it.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/bill_parts.hpp"
#include "kiosk/widgets/charts.hpp"
#include "sync/base/money.hpp"

namespace gridboard::kiosk::screens {
namespace {

// A card's title with something at its right end, below it if there is no room. Returns the height.
float title_height(Ui& ui, std::string_view title, std::string_view aside, float width) {
  const float both = widgets::width_of(ui, {title, Type::section, true}) + widgets::width_of(ui, {aside, Type::small}) +
                     ui.em(Type::small);
  float height = widgets::height_of(ui, {title, Type::section, true}, width);
  if (!aside.empty() && both > width) height += line_gap(ui) + widgets::height_of(ui, {aside, Type::small}, width);
  return height + line_gap(ui);
}

void title_cut(Ui& ui, Rect& rest, std::string_view title, std::string_view aside, const std::string& id) {
  const Palette& c = ui.colours();
  const float wide = widgets::width_of(ui, {title, Type::section, true}) + 1;
  const bool beside = wide + widgets::width_of(ui, {aside, Type::small}) + ui.em(Type::small) <= rest.w;
  Rect row = rest.cut_top(widgets::height_of(ui, {title, Type::section, true}, rest.w), line_gap(ui));
  const Rect right = row;
  widgets::label(ui, beside ? row.cut_left(wide) : row, {title, Type::section, true, c.ink, c.card}, id, Role::heading);
  if (aside.empty()) return;
  if (beside) {
    Rect at = right;
    at.cut_left(wide);
    widgets::label(ui, at, {aside, Type::small, false, c.second, c.card, Align::right, true}, id + ".aside");
  } else {
    widgets::label_cut(ui, rest, {aside, Type::small, false, c.second, c.card}, id + ".aside", line_gap(ui));
  }
}

std::string tier_words(Ui& ui, std::size_t tier) {
  switch (tier) {
    case 1:
      return std::string(ui.tr("第一档"));
    case 2:
      return std::string(ui.tr("第二档"));
    case 3:
      return std::string(ui.tr("第三档"));
    default:
      return ui.say("第 {0} 档", {std::to_string(tier)});
  }
}

widgets::TierBar tier_bar(Stage& stage) {
  Ui& ui = stage.ui;
  const state::BillView& view = stage.state.bill;
  widgets::TierBar bar;
  bar.id = "bill.tiers";
  bar.used = static_cast<double>(view.tier_used_wh);
  bar.used_label = ui.say("已用 {0}", {grouped(view.tier_used_wh / 1000)});
  for (const std::int64_t bound : view.tier_bounds_wh) {
    bar.bounds.push_back(static_cast<double>(bound));
    bar.bound_labels.push_back(grouped(bound / 1000));
  }
  return bar;
}

std::string tier_aside(Stage& stage) {
  Ui& ui = stage.ui;
  const state::BillView& view = stage.state.bill;
  for (std::size_t i = 0; i < view.tier_bounds_wh.size(); ++i) {
    const std::int64_t left = view.tier_bounds_wh[i] - view.tier_used_wh;
    if (left >= 0) return ui.say("{0}还剩 {1} 度", {tier_words(ui, i + 1), grouped(left / 1000)});
  }
  return ui.say("已进入{0}", {tier_words(ui, view.tier_bounds_wh.size() + 1)});
}

widgets::MonthChart month_chart(Stage& stage) {
  Ui& ui = stage.ui;
  widgets::MonthChart chart;
  chart.id = "bill.months";
  for (const state::UsageMonth& month : stage.state.bill.months) {
    const unsigned index = static_cast<unsigned>(month.month.month());
    widgets::MonthBar bar;
    bar.label = month_name(ui, index);
    bar.short_label = std::to_string(index);
    bar.value = static_cast<double>(month.energy_wh);
    bar.before = month.last_year_wh < 0 ? -1 : static_cast<double>(month.last_year_wh);
    bar.value_label = grouped((month.energy_wh + 500) / 1000);
    chart.months.push_back(std::move(bar));
    chart.spoken += ui.say("{0} {1} 度，", {month_words(ui, month.month), kwh(month.energy_wh)});
  }
  chart.name = std::string(ui.tr("近 12 个月用电（度）"));
  chart.spoken = chart.name + "：" + chart.spoken;
  return chart;
}

struct TableRow {
  std::string item, energy, price, amount;
  bool total = false;
};

std::vector<TableRow> table_rows(Stage& stage) {
  Ui& ui = stage.ui;
  const state::BillView& view = stage.state.bill;
  std::vector<TableRow> rows;
  for (const model::BillLine& line : view.bill->lines) {
    std::string item = tier_words(ui, static_cast<std::size_t>(line.tier));
    if (line.price == model::LinePrice::peak) item += " " + std::string(ui.tr("峰"));
    if (line.price == model::LinePrice::valley) item += " " + std::string(ui.tr("谷"));
    rows.push_back(
        {item, kwh(line.energy_wh), base::format_price(line.price_e4), base::format_yuan_grouped(line.amount_fen)});
  }
  if (view.late_fee_fen > 0)
    rows.push_back({std::string(ui.tr("违约金")), "", "", base::format_yuan_grouped(view.late_fee_fen)});
  rows.push_back({std::string(ui.tr("合计")), kwh(view.bill->energy_wh), "",
                  base::format_yuan_grouped(view.bill->amount_fen + view.late_fee_fen), true});
  return rows;
}

float row_height(Ui& ui) {
  return std::round(ui.em(Type::body) * 1.4f);
}

std::vector<Rect> cells_of(Rect row) {
  const float item = std::round(row.w * 0.31f);
  std::vector<Rect> cells{row.cut_left(item)};
  const std::vector<Rect> figures = row.columns(3, 0);
  cells.insert(cells.end(), figures.begin(), figures.end());
  return cells;
}

std::vector<std::string_view> head_words(Ui& ui) {
  return {ui.tr("项目"), ui.tr("电量（度）"), ui.tr("单价（元）"), ui.tr("金额（元）")};
}

float head_height(Ui& ui, float width) {
  const std::vector<Rect> cells = cells_of({0, 0, width, 1});
  float height = 0;
  const auto words = head_words(ui);
  for (std::size_t i = 0; i < 4; ++i)
    height = std::max(height, widgets::height_of(ui, {words[i], Type::small}, cells[i].w));
  return height + line_gap(ui);
}

void draw_table(Stage& stage, Rect& inside, const std::vector<TableRow>& rows) {
  Ui& ui = stage.ui;
  const Palette& c = stage.colours();
  const Rect head = inside.cut_top(head_height(ui, inside.w));
  const auto words = head_words(ui);
  AccessNode node = widgets::node_at(Role::text, "bill.lines.head", head);
  for (std::size_t i = 0; i < 4; ++i) {
    widgets::paint(ui, cells_of(head)[i],
                   {words[i], Type::small, false, c.second, c.card, i == 0 ? Align::left : Align::right}, node);
  }
  widgets::finish(ui, std::move(node));
  widgets::fill({inside.x, inside.y - ui.stroke(), inside.w, ui.stroke()}, c.line);
  std::size_t number = 0;
  for (const TableRow& row : rows) {
    const Rect line = inside.cut_top(row_height(ui));
    if (row.total) widgets::fill({line.x, line.y, line.w, ui.stroke()}, c.line);
    AccessNode text = widgets::node_at(Role::text, "bill.line." + std::to_string(number++), line);
    const std::string_view texts[4] = {row.item, row.energy, row.price, row.amount};
    for (std::size_t i = 0; i < 4; ++i) {
      widgets::paint(ui, cells_of(line)[i],
                     {texts[i], Type::body, row.total, c.ink, c.card, i == 0 ? Align::left : Align::right, true}, text);
    }
    text.spoken = row.energy.empty() ? ui.say("{0}，{1} 元。", {row.item, row.amount})
                                     : ui.say("{0}，{1} 度，{2} 元。", {row.item, row.energy, row.amount});
    widgets::finish(ui, std::move(text));
  }
}

std::string reading_words(Stage& stage) {
  Ui& ui = stage.ui;
  const model::Bill& bill = *stage.state.bill.bill;
  return ui.say("抄表 {0}：上次 {1}，本次 {2}",
                {day_words(ui, bill.read_to), kwh(bill.reading_from_wh), kwh(bill.reading_to_wh)});
}

}  // namespace

Block tier_block(Stage& stage, float width) {
  Ui& ui = stage.ui;
  const float pad = 2 * ui.padding();
  const bool annual = stage.state.bill.tier_is_annual;
  const std::string title(annual ? ui.tr("今年阶梯用量（度）") : ui.tr("本月阶梯用量（度）"));
  Block block;
  block.title = title;
  block.height =
      title_height(ui, title, tier_aside(stage), width - pad) + widgets::height_of(ui, tier_bar(stage)) + pad;
  block.draw = [&stage, title](Rect rect) {
    Ui& on = stage.ui;
    widgets::paint_card(on, rect);
    Rect inside = rect.inset(on.padding());
    widgets::TierBar bar = tier_bar(stage);
    bar.name = title;
    bar.spoken = on.say("{0}：{1}，{2}。", {title, bar.used_label, tier_aside(stage)});
    title_cut(on, inside, title, tier_aside(stage), "bill.tiers.title");
    widgets::draw(on, inside, bar);
  };
  return block;
}

Block months_block(Stage& stage, float width) {
  Ui& ui = stage.ui;
  const float pad = 2 * ui.padding();
  const std::string title(ui.tr("近 12 个月用电（度）"));
  Block block;
  block.title = title;
  const std::string legend = "      " + std::string(ui.tr("今年")) + "      " + std::string(ui.tr("去年"));
  block.height = title_height(ui, title, legend, width - pad) + widgets::height_of(ui, month_chart(stage)) + pad;
  block.stretch = std::round(ui.mm(50));
  block.draw = [&stage, title, legend](Rect rect) {
    Ui& on = stage.ui;
    const Palette& c = on.colours();
    widgets::paint_card(on, rect);
    Rect inside = rect.inset(on.padding());
    const float wide = widgets::width_of(on, {title, Type::section, true}) + 1;
    const bool beside = wide + widgets::width_of(on, {legend, Type::small}) + on.em(Type::small) <= inside.w;
    Rect row = inside.cut_top(on.em(Type::section), line_gap(on));
    widgets::label(on, beside ? row.cut_left(wide) : row, {title, Type::section, true, c.ink, c.card},
                   "bill.months.title", Role::heading);
    if (!beside) row = inside.cut_top(on.em(Type::small), line_gap(on));
    // The legend: a square of the colour before each word.
    const float square = std::round(on.em(Type::small) * 0.75f), gap = std::round(on.em(Type::small) * 0.35f);
    AccessNode node = widgets::node_at(Role::text, "bill.months.legend", row);
    const std::string_view words[2] = {on.tr("去年"), on.tr("今年")};
    for (int i = 0; i < 2; ++i) {
      const Rect text = row.cut_right(widgets::width_of(on, {words[i], Type::small}) + 1, gap);
      widgets::paint(on, text, {words[i], Type::small, false, c.second, c.card, Align::left, true}, node);
      const Rect mark = widgets::snapped(row.cut_right(square, 3 * gap).centred(square, square));
      if (i == 0) {
        widgets::paint_before_bar(on, mark);
      } else {
        widgets::fill(mark, c.green);
      }
    }
    widgets::finish(on, std::move(node));
    widgets::draw(on, inside, month_chart(stage));
  };
  return block;
}

void add_lines(Stage& stage, float width, float most_height, std::vector<Block>& out) {
  Ui& ui = stage.ui;
  const float pad = 2 * ui.padding(), inner = width - pad;
  const std::vector<TableRow> rows = table_rows(stage);
  const std::string title(ui.tr("费用明细")), reading = reading_words(stage);
  const float reading_height = line_gap(ui) + widgets::height_of(ui, {reading, Type::small}, inner);
  const float fixed = pad + title_height(ui, title, {}, inner) + head_height(ui, inner) + reading_height;
  const std::size_t most =
      std::max<std::size_t>(1, static_cast<std::size_t>(std::max(0.0f, most_height - fixed) / row_height(ui)));
  for (std::size_t first = 0; first < rows.size(); first += most) {
    const std::vector<TableRow> part(rows.begin() + static_cast<std::ptrdiff_t>(first),
                                     rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), first + most)));
    const bool last = first + most >= rows.size();
    Block block;
    block.title = title;
    block.height = fixed + row_height(ui) * static_cast<float>(part.size()) - (last ? 0 : reading_height);
    block.draw = [&stage, title, part, last, reading](Rect rect) {
      Ui& on = stage.ui;
      widgets::paint_card(on, rect);
      Rect inside = rect.inset(on.padding());
      title_cut(on, inside, title, {}, "bill.lines");
      draw_table(stage, inside, part);
      if (!last) return;
      inside.cut_top(line_gap(on));
      widgets::label(on, inside, {reading, Type::small, false, on.colours().second, on.colours().card}, "bill.reading");
    };
    out.push_back(std::move(block));
  }
}

namespace {

// "¥79.62 · 违约金 ¥2.10 · 应缴 ¥81.72" of what is open, the amount alone of what is paid.
std::string earlier_detail(Stage& stage, std::size_t index) {
  Ui& ui = stage.ui;
  const state::BillView& view = stage.state.bill;
  const model::Bill& bill = view.earlier[index];
  const std::int64_t payable = index < view.earlier_payable_fen.size() ? view.earlier_payable_fen[index] : 0;
  const bool open =
      std::find(view.open_periods.begin(), view.open_periods.end(), bill.period) != view.open_periods.end();
  std::string_view word = ui.tr("已缴");
  if (bill.status == model::BillStatus::disputed) word = ui.tr("核实中");
  if (bill.status == model::BillStatus::corrected) word = ui.tr("已更正");
  if (bill.status == model::BillStatus::unpaid || open) word = ui.tr("待缴");
  std::string out = ui.say("用电 {0} 度", {kwh(bill.energy_wh)}) + " · " + std::string(word);
  if (payable <= bill.amount_fen || bill.status != model::BillStatus::unpaid) return out;
  return out + "\n" + ui.say("电费 {0}，违约金 {1}", {yuan(bill.amount_fen), yuan(payable - bill.amount_fen)});
}

}  // namespace

void add_earlier(Stage& stage, float width, std::vector<Block>& out) {
  Ui& ui = stage.ui;
  const state::BillView& view = stage.state.bill;
  if (view.earlier.empty()) return;
  const std::string title(ui.tr("以往账单"));
  out.push_back(heading_block(ui, title, width, "bill.earlier"));
  for (std::size_t i = 0; i < view.earlier.size(); ++i) {
    const model::Bill& bill = view.earlier[i];
    const std::int64_t payable = i < view.earlier_payable_fen.size() ? view.earlier_payable_fen[i] : 0;
    const std::string label = month_words(ui, bill.period) + " · " +
                              (payable > 0 ? ui.say("应缴 {0}", {yuan(payable)}) : yuan(bill.amount_fen));
    const std::string detail = earlier_detail(stage, i);
    Button button{"bill.earlier." + base::format_month(bill.period),
                  label,
                  detail,
                  "next",
                  payable > 0 ? Face::red : Face::quiet,
                  Type::body};
    button.align = Align::left;
    button.icon_right = true;
    button.part = AccessNode::Part::row;
    button.in_public = month_words(ui, bill.period);
    Block block =
        button_block(ui, button, width, [&stage, period = bill.period] { stage.mean(state::ShowPeriod{period}); });
    block.gap_after = ui.gap();
    block.title = title;
    out.push_back(std::move(block));
  }
}

}  // namespace gridboard::kiosk::screens
