// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What is read is written and read again as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/base/time.hpp"

using namespace gridboard::base;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Zone china;
  if (const auto at = parse_rfc3339(text)) {
    // An offset may carry the first or last hours of the calendar over its edge.
    const int year = int(date_of(*at, china).year());
    if (year >= 0 && year <= 9999 && parse_rfc3339(format_rfc3339(*at, china)) != *at) std::abort();
    if (parse_local_or_rfc3339(text, china) != *at) std::abort();
  }
  static_cast<void>(parse_local_or_rfc3339(text, china));
  if (const auto date = parse_date(text); date && parse_date(format_date(*date)) != *date) std::abort();
  if (const auto month = parse_month(text); month && parse_month(format_month(*month)) != *month) std::abort();
  static_cast<void>(parse_zone(text));
  return 0;
}
