// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/form_rules.hpp"

#include <algorithm>

#include "sync/base/utf8.hpp"

namespace gridboard::desk {
namespace {

constexpr int kOfferedDays = 3;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_line_of_text(std::string_view text) {
  return base::is_valid_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
         });
}

}  // namespace

std::vector<std::string> offered_day_parts(const model::WorkingCalendar& calendar, base::Date today) {
  std::vector<std::string> parts;
  base::Date day = today;
  for (int i = 0; i < kOfferedDays; ++i) {
    day = calendar.add_working_days(day, 1);
    parts.push_back(base::format_date(day) + "/morning");
    parts.push_back(base::format_date(day) + "/afternoon");
  }
  parts.pop_back();
  parts.emplace_back("call");
  return parts;
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

AnswerProblem problem_of(const model::Field& field, std::string_view answer,
                         const std::vector<std::string>& day_parts) {
  const std::string_view given = base::trim(answer);
  if (given.empty()) return field.required ? AnswerProblem::missing : AnswerProblem::none;
  bool fits =
      is_line_of_text(given) && base::count_code_points(given) <= static_cast<std::size_t>(field.max_characters);
  switch (field.type) {
    case model::FieldType::choice:
      fits = std::any_of(field.choices.begin(), field.choices.end(), [&](const auto& one) { return one.id == given; });
      break;
    case model::FieldType::day_part:
      fits = std::find(day_parts.begin(), day_parts.end(), given) != day_parts.end();
      break;
    case model::FieldType::phone:
      fits = fits && is_phone(given);
      break;
    case model::FieldType::digits:
      fits = fits && std::all_of(given.begin(), given.end(), is_digit);
      break;
    case model::FieldType::name:
    case model::FieldType::text:
    case model::FieldType::window:
      break;
  }
  return fits ? AnswerProblem::none : AnswerProblem::malformed;
}

}  // namespace gridboard::desk
