// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/cli/times.hpp"

#include <charconv>
#include <cstdio>

#include "sync/base/utf8.hpp"

namespace gridboard::cli {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

// A century is beyond any plan, and well within what an instant holds.
constexpr std::int64_t kMostMinutes = 100LL * 366 * 24 * 60;

std::int64_t minutes_of_unit(char unit) {
  switch (unit) {
    case 'm':
      return 1;
    case 'h':
      return 60;
    case 'd':
      return 24 * 60;
    case 'w':
      return 7 * 24 * 60;
    default:
      return 0;
  }
}

// "+3h"
std::optional<base::Instant> relative(std::string_view text, base::Instant now) {
  if (text.size() < 3 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const std::int64_t unit = minutes_of_unit(text.back());
  const std::string_view digits = text.substr(1, text.size() - 2);
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (unit == 0 || error != std::errc() || end != digits.data() + digits.size() || count < 0) return std::nullopt;
  if (count > kMostMinutes / unit) return std::nullopt;
  const std::chrono::minutes span{count * unit};
  // Whole minutes, as people announce times; never less ahead than was written, so that +7d keeps a rule of 7 days.
  if (text.front() == '+') return base::Instant(std::chrono::ceil<std::chrono::minutes>(now + span));
  return base::Instant(std::chrono::floor<std::chrono::minutes>(now - span));
}

// "today 18:00" becomes "2026-11-22 18:00"
std::string with_day_named(std::string_view text, base::Instant now, base::Zone zone) {
  const auto replaced = [&](std::string_view word, int days) {
    const base::Date day = base::add_days(base::date_of(now, zone), days);
    return base::format_date(day) + std::string(text.substr(word.size()));
  };
  for (const std::string_view word : {"today", "今天"}) {
    if (text.starts_with(word)) return replaced(word, 0);
  }
  for (const std::string_view word : {"tomorrow", "明天"}) {
    if (text.starts_with(word)) return replaced(word, 1);
  }
  return std::string(text);
}

}  // namespace

Result<base::Instant> parse_when(std::string_view text, std::string_view option, base::Instant now, base::Zone zone,
                                 BareDate bare) {
  const std::string_view trimmed = base::trim(text);
  if (trimmed == "now") return now;
  if (const auto instant = relative(trimmed, now)) return *instant;
  const std::string named = with_day_named(trimmed, now, zone);
  if (const auto date = base::parse_date(named)) {
    return base::start_of_day(bare == BareDate::ends ? base::add_days(*date, 1) : *date, zone);
  }
  if (const auto instant = base::parse_local_or_rfc3339(named, zone)) return *instant;
  return fail(ErrorCode::invalid_input, std::string(option) + ": '" + std::string(text) +
                                            "' is no time; write 2026-11-29 08:00, tomorrow 08:00, +3h, +2d, "
                                            "or RFC 3339");
}

Result<std::optional<base::Instant>> parse_optional_when(std::string_view text, std::string_view option,
                                                         base::Instant now, base::Zone zone, BareDate bare) {
  if (text.empty()) return std::optional<base::Instant>();
  auto instant = parse_when(text, option, now, zone, bare);
  if (!instant) return tl::unexpected(instant.error());
  return std::optional<base::Instant>(*instant);
}

std::string local_text(base::Instant at, base::Zone zone) {
  const base::CivilTime civil = base::to_civil(at, zone);
  char clock[16];
  if (civil.second == 0) {
    std::snprintf(clock, sizeof clock, " %02d:%02d", civil.hour, civil.minute);
  } else {
    std::snprintf(clock, sizeof clock, " %02d:%02d:%02d", civil.hour, civil.minute, civil.second);
  }
  return base::format_date(civil.date) + clock;
}

std::string local_text(const std::optional<base::Instant>& at, base::Zone zone) {
  return at ? local_text(*at, zone) : "-";
}

}  // namespace gridboard::cli
