// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Pictures of figures. Each is one node of the accessibility tree whose sentence says what the picture shows.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/widgets/paint.hpp"

namespace gridboard::kiosk::widgets {

// How much of the tiers is used: a bar with a mark at each bound.
struct TierBar {
  std::string id;
  double used = 0;
  std::string used_label;
  std::vector<double> bounds;  // rising
  std::vector<std::string> bound_labels;
  std::string name, spoken;
};
[[nodiscard]] float height_of(Ui& ui, const TierBar& bar);
void draw(Ui& ui, Rect rect, const TierBar& bar);

// Two bars a month: last year's hollow, this year's filled, the newest in amber with its name in bold: told apart
// without colour. Values stand above where they fit.
struct MonthBar {
  std::string label, short_label;  // "11月", "11"
  double value = 0, before = -1;   // before: the year before; -1 unknown
  std::string value_label;
};
struct MonthChart {
  std::string id;
  std::vector<MonthBar> months;
  std::string name, spoken;
};
void paint_before_bar(Ui& ui, Rect rect);  // as last year's are drawn, for a legend
[[nodiscard]] float height_of(Ui& ui, const MonthChart& chart);
void draw(Ui& ui, Rect rect, const MonthChart& chart);

// From start to end of an outage; what has passed is filled, a mark says where now is.
struct TimeBar {
  std::string id;
  std::string start_label, end_label;
  float progress = -1;  // 0 to 1; below 0: not begun
  std::string now_label;  // above the mark; "" for no mark
  ImU32 strong = 0, ground = 0;
  std::string name, spoken;
};
[[nodiscard]] float height_of(Ui& ui, const TimeBar& bar, float width);
void draw(Ui& ui, Rect rect, const TimeBar& bar);

// One step of something that goes on: a dot on a line that joins it to its neighbours.
struct StepRow {
  std::string id;
  std::string_view when, what, detail;
  bool first = false, last = false;
  bool reached = true;   // filled dot; hollow if still to come
  bool current = false;  // the newest that is reached: larger, bold
  ImU32 ground = 0;
};
[[nodiscard]] float height_of(Ui& ui, const StepRow& step, float width);
void draw(Ui& ui, Rect rect, const StepRow& step);

}  // namespace gridboard::kiosk::widgets
