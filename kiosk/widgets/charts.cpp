// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/charts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gridboard::kiosk::widgets {
namespace {

constexpr Type kLabel = Type::small;

float small_gap(Ui& ui) {
  return std::round(ui.em(kLabel) * 0.35f);
}
float bar_thickness(Ui& ui) {
  return std::round(ui.mm(ui.large ? 10 : 8));
}

// A label whose middle is at `x`, kept inside `rect` and right of `from`. Returns its right edge.
float label_about(Ui& ui, Rect rect, float x, float from, const Words& words, AccessNode& node) {
  const float width = width_of(ui, words);
  const float left = std::max(from, std::clamp(x - width / 2, rect.x, std::max(rect.x, rect.right() - width)));
  paint(ui, {left, rect.y, width + 1, rect.h}, words, node);
  return left + width;
}

}  // namespace

float height_of(Ui& ui, const TierBar&) {
  return 2 * (ui.em(kLabel) + small_gap(ui)) + bar_thickness(ui);
}

void draw(Ui& ui, Rect rect, const TierBar& bar) {
  const Palette& c = ui.colours();
  AccessNode node = node_at(Role::chart, bar.id, rect);
  const Rect above = rect.cut_top(ui.em(kLabel), small_gap(ui));
  const Rect track = snapped(rect.cut_top(bar_thickness(ui), small_gap(ui)));
  const Rect below = rect.cut_top(ui.em(kLabel));
  const double last = bar.bounds.empty() ? 0 : bar.bounds.back();
  const double full = std::max({last * 1.04, bar.used * 1.04, 1.0});
  const auto at = [&](double value) { return track.x + track.w * static_cast<float>(value / full); };

  fill_round(ui, track, std::round(ui.mm(2)), c.track);
  const float used_right = std::round(at(bar.used));
  if (bar.used > 0)
    fill_round(ui, {track.x, track.y, std::max(used_right - track.x, ui.mm(1)), track.h}, std::round(ui.mm(2)),
               c.green);
  outline_round(ui, track, std::round(ui.mm(2)), ui.stroke(), c.line);
  float from = above.x;
  for (std::size_t i = 0; i < bar.bounds.size(); ++i) {
    const float x = std::round(at(bar.bounds[i])), half = std::max(1.0f, std::round(ui.mm(0.35f)));
    fill({x - half, track.y - small_gap(ui) / 2, 2 * half, track.h + small_gap(ui) / 2},
         bar.bounds[i] < bar.used ? c.last_year : c.ink);
    from = label_about(ui, above, x, from, {bar.bound_labels[i], kLabel, false, c.second, c.card}, node) +
           ui.em(kLabel) / 2;
  }
  label_about(ui, below, used_right, below.x, {bar.used_label, kLabel, true, c.deep, c.card}, node);
  node.name = bar.name;
  node.spoken = bar.spoken;
  finish(ui, std::move(node));
}

void paint_before_bar(Ui& ui, Rect rect) {
  const float line = std::min(ui.stroke(), std::floor(std::min(rect.w, rect.h) / 2));
  fill(rect, ui.colours().second);
  fill(rect.inset(line), ui.colours().last_year);
}

float height_of(Ui& ui, const MonthChart&) {
  return std::round(ui.mm(ui.large ? 48 : 30)) + 2 * (ui.em(kLabel) + small_gap(ui));
}

void draw(Ui& ui, Rect rect, const MonthChart& chart) {
  const Palette& c = ui.colours();
  AccessNode node = node_at(Role::chart, chart.id, rect);
  node.name = chart.name;
  node.spoken = chart.spoken;
  node.fg = c.ink, node.bg = c.card;
  if (chart.months.empty()) return finish(ui, std::move(node));
  const int count = static_cast<int>(chart.months.size());
  const float room = rect.w / static_cast<float>(count);
  double highest = 1;
  bool labels_fit = true, values_fit = true;
  for (const MonthBar& month : chart.months) {
    highest = std::max({highest, month.value, month.before});
    labels_fit = labels_fit && width_of(ui, {month.label, kLabel}) <= room - 1;
    values_fit = values_fit && width_of(ui, {month.value_label, kLabel, true}) <= room - 1;
  }
  const Rect names = rect.cut_bottom(ui.em(kLabel), small_gap(ui));
  const Rect values = rect.cut_top(values_fit ? ui.em(kLabel) : 0, values_fit ? small_gap(ui) : 0);
  const float base = std::round(rect.bottom());
  const float bar_width = std::floor(std::min(room * 0.38f, ui.mm(9)));
  for (int i = 0; i < count; ++i) {
    const MonthBar& month = chart.months[static_cast<std::size_t>(i)];
    const bool newest = i + 1 == count;
    const float middle = std::round(rect.x + (static_cast<float>(i) + 0.5f) * room);
    const auto height = [&](double value) {
      return std::round(rect.h * static_cast<float>(std::max(value, 0.0) / highest));
    };
    const float now = height(month.value), before = month.before >= 0 ? height(month.before) : 0;
    if (before > 0) paint_before_bar(ui, {middle - bar_width, base - before, bar_width - 1, before});
    fill({middle, base - now, bar_width, now}, newest ? c.amber : c.green);
    const float cell = rect.x + static_cast<float>(i) * room;
    if (values_fit) {
      const float top = base - std::max(now, before) - small_gap(ui) - ui.em(kLabel);
      paint(ui, {cell, std::max(top, values.y), room, ui.em(kLabel)},
            {month.value_label, kLabel, newest, newest ? c.amber : c.second, c.card, Align::centre}, node);
    }
    paint(ui, {cell, names.y, room, names.h},
          {labels_fit ? month.label : month.short_label, kLabel, newest, newest ? c.ink : c.second, c.card,
           Align::centre},
          node);
  }
  fill({rect.x, base, rect.w, ui.stroke()}, c.line);
  finish(ui, std::move(node));
}

float height_of(Ui& ui, const TimeBar& bar, float width) {
  const float labels = width_of(ui, {bar.start_label, kLabel}) + width_of(ui, {bar.end_label, kLabel}) + ui.em(kLabel);
  const float rows = labels > width ? 2 * ui.em(kLabel) + small_gap(ui) : ui.em(kLabel);
  return (bar.now_label.empty() ? 0 : ui.em(kLabel) + small_gap(ui)) + std::round(bar_thickness(ui) * 0.75f) +
         small_gap(ui) + rows;
}

void draw(Ui& ui, Rect rect, const TimeBar& bar) {
  const Palette& c = ui.colours();
  AccessNode node = node_at(Role::chart, bar.id, rect);
  const bool stacked =
      width_of(ui, {bar.start_label, kLabel}) + width_of(ui, {bar.end_label, kLabel}) + ui.em(kLabel) > rect.w;
  const Rect above = bar.now_label.empty() ? Rect{} : rect.cut_top(ui.em(kLabel), small_gap(ui));
  const Rect track = snapped(rect.cut_top(std::round(bar_thickness(ui) * 0.75f), small_gap(ui)));
  fill_round(ui, track, track.h / 2, c.track);
  const float progress = std::clamp(bar.progress, 0.0f, 1.0f), x = std::round(track.x + track.w * progress);
  if (bar.progress > 0)
    fill_round(ui, {track.x, track.y, std::max(x - track.x, track.h), track.h}, track.h / 2, bar.strong);
  outline_round(ui, track, track.h / 2, ui.stroke(), bar.strong);
  if (!bar.now_label.empty()) {
    const float half = std::max(1.0f, std::round(ui.mm(0.6f)));
    fill({x - half, track.y - small_gap(ui), 2 * half, track.h + small_gap(ui)}, c.ink);
    label_about(ui, above, x, above.x, {bar.now_label, kLabel, true, c.ink, bar.ground}, node);
  }
  const Rect row = rect.cut_top(ui.em(kLabel), small_gap(ui));
  paint(ui, row, {bar.start_label, kLabel, false, c.ink, bar.ground}, node);
  paint(ui, stacked ? rect : row, {bar.end_label, kLabel, true, c.ink, bar.ground, Align::right}, node);
  node.name = bar.name;
  node.spoken = bar.spoken;
  finish(ui, std::move(node));
}

namespace {

float dot_column(Ui& ui) {
  return std::round(ui.mm(ui.large ? 12 : 10));
}

void step_words(Ui& ui, const StepRow& step, Words (&out)[3]) {
  const Palette& c = ui.colours();
  out[0] = {step.what, Type::body, step.current, step.reached ? c.ink : c.second, step.ground};
  out[1] = {step.when, kLabel, false, c.second, step.ground};
  out[2] = {step.detail, kLabel, false, c.ink, step.ground};
}

}  // namespace

float height_of(Ui& ui, const StepRow& step, float width) {
  Words words[3];
  step_words(ui, step, words);
  float height = std::round(ui.em(kLabel) * 0.8f);
  for (const Words& line : words) {
    if (!line.text.empty()) height += height_of(ui, line, width - dot_column(ui)) + small_gap(ui);
  }
  return height;
}

void draw(Ui& ui, Rect rect, const StepRow& step) {
  const Palette& c = ui.colours();
  AccessNode node = node_at(Role::text, step.id, rect);
  Rect dots = rect.cut_left(dot_column(ui));
  const float side = std::round(ui.mm(step.current ? 5.4f : 4)), middle = std::round(dots.x + ui.mm(2.7f));
  const float dot_y = std::round(rect.y + ui.em(Type::body) / 2), line = std::max(2.0f, std::round(ui.mm(0.7f)));
  const float line_x = middle - std::floor(line / 2);
  if (!step.first) fill({line_x, rect.y, line, dot_y - rect.y}, c.green);
  if (!step.last) fill({line_x, dot_y, line, rect.bottom() - dot_y}, step.current || !step.reached ? c.line : c.green);
  const Rect dot = snapped({middle - side / 2, dot_y - side / 2, side, side});
  fill_round(ui, dot, side, step.reached ? c.green : step.ground);
  if (!step.reached) outline_round(ui, dot, side / 2, ui.strong_stroke(), c.green);
  Words words[3];
  step_words(ui, step, words);
  for (const Words& text : words) paint_cut(ui, rect, text, node, small_gap(ui));
  node.name = std::string(step.what);
  node.spoken = step.when.empty() ? std::string(step.what) : ui.say("{0}：{1}。", {step.when, step.what});
  if (!step.detail.empty()) node.spoken += std::string(step.detail);
  finish(ui, std::move(node));
}

}  // namespace gridboard::kiosk::widgets
