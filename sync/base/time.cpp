// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/base/time.hpp"

#include <cstdlib>

namespace gridboard::base {

namespace {

std::string padded(int value, std::size_t digits) {
  std::string text = std::to_string(value < 0 ? 0 : value);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

}  // namespace

CivilTime to_civil(Instant at, Zone zone) {
  const Instant local = at + zone.offset;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto of_day = std::chrono::floor<std::chrono::seconds>(local - day);
  const std::chrono::hh_mm_ss<std::chrono::seconds> parts(of_day);
  CivilTime civil;
  civil.date = Date(day);
  civil.hour = static_cast<int>(parts.hours().count());
  civil.minute = static_cast<int>(parts.minutes().count());
  civil.second = static_cast<int>(parts.seconds().count());
  return civil;
}

Date date_of(Instant at, Zone zone) {
  return Date(std::chrono::floor<std::chrono::days>(at + zone.offset));
}

Instant start_of_day(Date date, Zone zone) {
  return Instant(std::chrono::sys_days(date)) - zone.offset;
}

Date add_days(Date date, int days) {
  return Date(std::chrono::sys_days(date) + std::chrono::days(days));
}

int days_between(Date from, Date to) {
  return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

std::string format_rfc3339(Instant at, Zone zone) {
  const CivilTime civil = to_civil(at, zone);
  std::string text = format_date(civil.date) + "T" + padded(civil.hour, 2) + ":" + padded(civil.minute, 2) + ":" +
                     padded(civil.second, 2);
  const auto whole = std::chrono::floor<std::chrono::seconds>(at);
  if (at != whole) text += "." + padded(static_cast<int>((at - whole).count()), 3);
  const int offset_minutes = std::abs(static_cast<int>(zone.offset.count()));
  text += zone.offset.count() < 0 ? '-' : '+';
  return text + padded(offset_minutes / 60, 2) + ":" + padded(offset_minutes % 60, 2);
}

std::string format_date(Date date) {
  return format_month(date.year() / date.month()) + "-" + padded(static_cast<int>(unsigned(date.day())), 2);
}

std::string format_month(Month month) {
  return padded(int(month.year()), 4) + "-" + padded(static_cast<int>(unsigned(month.month())), 2);
}

}  // namespace gridboard::base
