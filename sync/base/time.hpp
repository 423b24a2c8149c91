// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// RFC 3339 text, civil dates and a fixed-offset zone. All times on the wire and in stores carry an offset.

#include <chrono>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"

namespace gridboard::base {

using Date = std::chrono::year_month_day;
using Month = std::chrono::year_month;

// The zone that a centre or a board shows its times in. China has had one offset and no summer time since 1991.
struct Zone {
  std::chrono::minutes offset{480};
};

struct CivilTime {
  Date date{};
  int hour = 0, minute = 0, second = 0;
};

[[nodiscard]] CivilTime to_civil(Instant at, Zone zone);
[[nodiscard]] Date date_of(Instant at, Zone zone);
// The instant at which `date` begins in `zone`.
[[nodiscard]] Instant start_of_day(Date date, Zone zone);
[[nodiscard]] Date add_days(Date date, int days);
[[nodiscard]] int days_between(Date from, Date to);  // negative if `to` is earlier

// "2026-11-21T16:42:00+08:00"; milliseconds are written only when they aren't zero.
[[nodiscard]] std::string format_rfc3339(Instant at, Zone zone);
// Needs an offset or Z; fractions beyond milliseconds are cut.
[[nodiscard]] Result<Instant> parse_rfc3339(std::string_view text);
[[nodiscard]] std::string format_date(Date date);  // "2026-11-21"
[[nodiscard]] Result<Date> parse_date(
    std::string_view text);                           // "2026-11-21", "2026/11/21", "20261121", "2026年11月21日"
[[nodiscard]] std::string format_month(Month month);  // "2026-10"
[[nodiscard]] Result<Month> parse_month(std::string_view text);  // "2026-10", "2026/10", "202610", "2026年10月"
[[nodiscard]] Result<Zone> parse_zone(std::string_view text);    // "+08:00"
// A local time without offset, as staff type it ("2026-11-29 08:00", also with T or seconds), taken in `zone`; RFC 3339
// too.
[[nodiscard]] Result<Instant> parse_local_or_rfc3339(std::string_view text, Zone zone);

}  // namespace gridboard::base
