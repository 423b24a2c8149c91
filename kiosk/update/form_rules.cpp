// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a fit answer is, and what is asked.
#include <algorithm>

#include "kiosk/update/form.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::update {
namespace {

using model::FieldType;
using Problem = state::Form::Problem;

constexpr int kOfferedDays = 3;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_day_part(std::string_view answer) {
  if (answer == "call") return true;
  const std::size_t slash = answer.find('/');
  if (slash == std::string_view::npos) return false;
  const std::string_view part = answer.substr(slash + 1);
  return base::parse_date(answer.substr(0, slash)).has_value() && (part == "morning" || part == "afternoon");
}

state::DayPartView half_day(base::Date date, int days_ahead, bool afternoon) {
  state::DayPartView part;
  part.part = afternoon ? state::DayPartView::Part::afternoon : state::DayPartView::Part::morning;
  part.id = base::format_date(date) + (afternoon ? "/afternoon" : "/morning");
  part.date = date;
  part.days_ahead = days_ahead;
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

bool is_phone(std::string_view typed) {
  std::string digits;
  for (const char c : typed) {
    if (is_digit(c)) {
      digits += c;
    } else if (c != ' ' && c != '-') {
      return false;
    }
  }
  if (digits.size() == 11 && digits[0] == '1') return digits[1] >= '3';
  return digits.size() >= 10 && digits.size() <= 12 && digits[0] == '0' && digits[1] != '0';
}

Problem problem_of(const model::Field& field, std::string_view answer) {
  const std::string_view trimmed = base::trim(answer);
  if (trimmed.empty()) return field.required ? Problem::missing : Problem::none;
  bool fits = base::count_code_points(trimmed) <= static_cast<std::size_t>(field.max_characters);
  switch (field.type) {
    case FieldType::choice:
      fits = std::any_of(field.choices.begin(), field.choices.end(), [&](const auto& c) { return c.id == trimmed; });
      break;
    case FieldType::day_part:
      fits = is_day_part(trimmed);
      break;
    case FieldType::phone:
      fits = fits && is_phone(trimmed);
      break;
    case FieldType::digits:
      fits = fits && all_digits(trimmed);
      break;
    case FieldType::window:  // which ones there are, the form knows
    case FieldType::name:
    case FieldType::text:
      break;
  }
  return fits ? Problem::none : Problem::malformed;
}

std::vector<state::DayPartView> offered_day_parts(const model::WorkingCalendar& calendar, base::Date today) {
  std::vector<state::DayPartView> parts;
  base::Date day = today;
  for (int i = 0; i < kOfferedDays; ++i) {
    day = calendar.add_working_days(day, 1);
    const int ahead = base::days_between(today, day);
    parts.push_back(half_day(day, ahead, false));
    parts.push_back(half_day(day, ahead, true));
  }
  // Six half-days would be seven choices with the call, the most that a screen may offer; five are easier to read.
  parts.pop_back();
  state::DayPartView call;
  call.part = state::DayPartView::Part::call;
  call.id = "call";
  parts.push_back(call);
  return parts;
}

}  // namespace gridboard::kiosk::update
