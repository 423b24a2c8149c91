// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/json_fields.hpp"
#include "sync/model/rules.hpp"

namespace gridboard::model {

namespace {

constexpr std::size_t kMostHolidays = 100;
constexpr int kMostHolidayDays = 60;

}  // namespace

base::Result<WorkingCalendar> WorkingCalendar::parse(std::string_view json, std::string_view name_of_source) {
  JsonDocument document;
  const JsonFields top = document.read(json, name_of_source);
  top.allow_only({"year", "source", "note", "off", "make_up"});
  const auto year = std::chrono::year(static_cast<int>(top.integer("year", 1990, 2199)));
  static_cast<void>(top.text("source"));
  WorkingCalendar calendar;
  for (const JsonFields& holiday : top.objects("off", kMostHolidays)) {
    holiday.allow_only({"name", "from", "to"});
    static_cast<void>(holiday.text("name"));
    const base::Date from = holiday.date("from");
    const base::Date to = holiday.date("to");
    if (document.first_error()) break;
    const int days = base::days_between(from, to) + 1;
    if (from.year() != year) holiday.refuse("from", "lies in another year than the file's");
    if (days < 1 || days > kMostHolidayDays) holiday.refuse("to", "must be within 60 days from \"from\"");
    for (int i = 0; i < days && !document.first_error(); ++i) calendar.off_.insert(base::add_days(from, i));
  }
  for (const base::Date day : top.dates("make_up", kMostHolidays)) {
    if (calendar.off_.contains(day)) top.refuse("make_up", base::format_date(day) + " is a day off too");
    calendar.make_up_.insert(day);
  }
  if (document.first_error()) return tl::unexpected(*document.first_error());
  return calendar;
}

void WorkingCalendar::add(const WorkingCalendar& other) {
  off_.insert(other.off_.begin(), other.off_.end());
  make_up_.insert(other.make_up_.begin(), other.make_up_.end());
}

bool WorkingCalendar::is_working_day(base::Date day) const {
  if (make_up_.contains(day)) return true;
  if (off_.contains(day)) return false;
  const std::chrono::weekday weekday{std::chrono::sys_days(day)};
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

base::Date WorkingCalendar::add_working_days(base::Date from, int days) const {
  base::Date day = from;
  for (int counted = 0; counted < days;) {
    day = base::add_days(day, 1);
    if (is_working_day(day)) ++counted;
  }
  return day;
}

}  // namespace gridboard::model
