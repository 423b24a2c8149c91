// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/answers.hpp"

#include <algorithm>

#include "sync/base/utf8.hpp"

namespace gridboard::model {
namespace {

constexpr std::size_t kOfferedHalfDays = 5;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_text(std::string_view text) {
  return base::is_valid_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
         });
}

}  // namespace

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

AnswerProblem problem_of(const Field& field, std::string_view answer) {
  const std::string_view given = base::trim(answer);
  if (given.empty()) return field.required ? AnswerProblem::missing : AnswerProblem::none;
  bool fits = is_text(given) && base::count_code_points(given) <= static_cast<std::size_t>(field.max_characters);
  switch (field.type) {
    case FieldType::choice:
      fits = std::any_of(field.choices.begin(), field.choices.end(), [&](const auto& one) { return one.id == given; });
      break;
    case FieldType::phone:
      fits = fits && is_phone(given);
      break;
    case FieldType::digits:
      fits = fits && std::all_of(given.begin(), given.end(), is_digit);
      break;
    case FieldType::day_part:
    case FieldType::window:
    case FieldType::name:
    case FieldType::text:
      break;
  }
  return fits ? AnswerProblem::none : AnswerProblem::malformed;
}

std::string id_of(const HalfDay& half_day) {
  return base::format_date(half_day.date) + (half_day.afternoon ? "/afternoon" : "/morning");
}

std::vector<HalfDay> offered_half_days(const WorkingCalendar& calendar, base::Date today) {
  std::vector<HalfDay> offered;
  base::Date day = today;
  while (offered.size() < kOfferedHalfDays) {
    day = calendar.add_working_days(day, 1);
    offered.push_back({day, false});
    if (offered.size() < kOfferedHalfDays) offered.push_back({day, true});
  }
  return offered;
}

}  // namespace gridboard::model
