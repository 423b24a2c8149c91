// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Kinds of fields, and the half-days that a form offers.
#include <algorithm>

#include "kiosk/update/form.hpp"

namespace gridboard::kiosk::update {
namespace {

using model::FieldType;

state::DayPartView view_of(const model::HalfDay& half_day, base::Date today) {
  const bool afternoon = half_day.afternoon;
  state::DayPartView part;
  part.part = afternoon ? state::DayPartView::Part::afternoon : state::DayPartView::Part::morning;
  part.id = model::id_of(half_day);
  part.date = half_day.date;
  part.days_ahead = base::days_between(today, half_day.date);
  part.from_hour = afternoon ? 14 : 8;
  part.from_minute = afternoon ? 0 : 30;
  part.to_hour = afternoon ? 17 : 11;
  part.to_minute = afternoon ? 0 : 30;
  return part;
}

}  // namespace

const model::Field* find_field(const model::RequestKind& kind, std::string_view id) {
  const auto found = std::find_if(kind.fields.begin(), kind.fields.end(), [id](const auto& f) { return f.id == id; });
  return found == kind.fields.end() ? nullptr : &*found;
}

bool is_typed(FieldType type) {
  return type != FieldType::choice && type != FieldType::day_part && type != FieldType::window;
}

bool has_field_of(const model::RequestKind& kind, FieldType type) {
  return std::any_of(kind.fields.begin(), kind.fields.end(), [type](const auto& field) { return field.type == type; });
}

std::vector<state::DayPartView> offered_day_parts(const model::WorkingCalendar& calendar, base::Date today) {
  std::vector<state::DayPartView> parts;
  for (const model::HalfDay& half_day : model::offered_half_days(calendar, today)) {
    parts.push_back(view_of(half_day, today));
  }
  state::DayPartView call;
  call.part = state::DayPartView::Part::call;
  call.id = model::kCallFirst;
  parts.push_back(call);
  return parts;
}

}  // namespace gridboard::kiosk::update
