// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/base/time.hpp"

using namespace gridboard::base;
using namespace std::chrono_literals;

namespace {

Instant at(std::string_view text) {
  return parse_rfc3339(text).value();
}

}  // namespace

TEST_CASE("RFC 3339 times go round") {
  const Zone china;
  SUBCASE("in every zone, with and without milliseconds") {
    const Instant start{std::chrono::milliseconds(-86'400'000)};
    for (int i = 0; i < 4000; ++i) {
      const Instant instant = start + std::chrono::milliseconds(i * 487'654'321LL + i % 2 * (i % 1000));
      for (const int offset : {0, 480, -210, 345, 840}) {
        const Zone zone{std::chrono::minutes(offset)};
        CHECK(at(format_rfc3339(instant, zone)) == instant);
      }
    }
  }
  SUBCASE("as they are written") {
    CHECK(format_rfc3339(at("2026-11-21T08:42:00Z"), china) == "2026-11-21T16:42:00+08:00");
    CHECK(format_rfc3339(at("2026-11-21T16:42:00.07+08:00"), china) == "2026-11-21T16:42:00.070+08:00");
    CHECK(format_rfc3339(at("2026-11-21T00:00:00+00:00"), Zone{-30min}) == "2026-11-20T23:30:00-00:30");
    CHECK(format_rfc3339(at("1969-12-31T23:59:59.999Z"), Zone{0min}) == "1969-12-31T23:59:59.999+00:00");
  }
  SUBCASE("fractions beyond milliseconds are cut") {
    CHECK(at("2026-11-21T16:42:00.1239999+08:00") == at("2026-11-21T16:42:00.123+08:00"));
  }
  SUBCASE("small letters and a space are allowed by the RFC") {
    CHECK(at("2026-11-21t08:42:00z") == at("2026-11-21 08:42:00Z"));
  }
}

TEST_CASE("what is no RFC 3339 time with offset is refused") {
  for (const char* wrong :
       {"", "2026-11-21", "2026-11-21T16:42:00", "2026-11-21T16:42+08:00", "2026-11-21T24:00:00+08:00",
        "2026-11-21T16:60:00+08:00", "2026-11-21T16:42:60+08:00", "2026-02-29T16:42:00+08:00",
        "2026-13-01T16:42:00+08:00", "2026-11-21T16:42:00+0800", "2026-11-21T16:42:00+24:00",
        "2026-11-21T16:42:00.+08:00", "2026-11-21T16:42:00+08:00 ", "26-11-21T16:42:00Z", "2026/11/21T16:42:00Z",
        "2026-11-21T6:42:00Z", "2026-11-21T16:42:00+08:0"}) {
    CAPTURE(wrong);
    CHECK(parse_rfc3339(wrong).error().code == ErrorCode::invalid_input);
  }
}

TEST_CASE("civil times") {
  const Zone china;
  const CivilTime civil = to_civil(at("2026-11-21T16:42:07.5Z"), china);
  CHECK(format_date(civil.date) == "2026-11-22");
  CHECK(civil.hour == 0);
  CHECK(civil.minute == 42);
  CHECK(civil.second == 7);
  CHECK(format_date(date_of(at("2026-11-21T15:59:59.999Z"), china)) == "2026-11-21");
  CHECK(format_date(date_of(at("2026-11-21T16:00:00Z"), china)) == "2026-11-22");
  CHECK(start_of_day(parse_date("2026-11-22").value(), china) == at("2026-11-21T16:00:00Z"));
}

TEST_CASE("counting days") {
  const Date leap_eve = parse_date("2028-02-28").value();
  CHECK(format_date(add_days(leap_eve, 1)) == "2028-02-29");
  CHECK(format_date(add_days(leap_eve, 2)) == "2028-03-01");
  CHECK(format_date(add_days(leap_eve, -59)) == "2027-12-31");
  CHECK(days_between(parse_date("2026-12-31").value(), parse_date("2027-01-01").value()) == 1);
  CHECK(days_between(parse_date("2027-01-01").value(), parse_date("2026-12-31").value()) == -1);
}

TEST_CASE("dates and months as staff's files write them") {
  for (const char* text : {"2026-11-21", "2026/11/21", "20261121", "2026年11月21日", " 2026-11-21 "}) {
    CAPTURE(text);
    CHECK(format_date(parse_date(text).value()) == "2026-11-21");
  }
  for (const char* text : {"2026-1-5", "2026/1/5", "2026年1月5日", "20260105"}) {
    CAPTURE(text);
    CHECK(format_date(parse_date(text).value()) == "2026-01-05");
  }
  for (const char* text : {"2026-10", "2026/10", "202610", "2026年10月"}) {
    CAPTURE(text);
    CHECK(format_month(parse_month(text).value()) == "2026-10");
  }
  for (const char* wrong : {"", "2026", "2026-13-01", "2026-02-30", "2026-11/21", "2026年11-21", "2026年11月21",
                            "2026115", "202611211", "21.11.2026", "2026-11-21x", "-2026-11-21"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_date(wrong).has_value());
  }
  for (const char* wrong : {"2026-00", "2026-13", "20261", "2026年10", "2026-10-01", ""}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_month(wrong).has_value());
  }
}

TEST_CASE("zones") {
  CHECK(parse_zone("+08:00").value().offset == 480min);
  CHECK(parse_zone("-03:30").value().offset == -210min);
  for (const char* wrong : {"", "08:00", "+8:00", "+08:60", "+08:00x", "Z"}) CHECK_FALSE(parse_zone(wrong).has_value());
}

TEST_CASE("times as staff type them") {
  const Zone china;
  const Instant expected = at("2026-11-29T08:00:00+08:00");
  for (const char* text : {"2026-11-29 08:00", "2026-11-29T08:00", "2026-11-29 8:00", "2026-11-29 08:00:00",
                           "2026/11/29 08:00", "2026年11月29日 8:00", "2026-11-29T00:00:00Z"}) {
    CAPTURE(text);
    CHECK(parse_local_or_rfc3339(text, china).value() == expected);
  }
  for (const char* wrong : {"2026-11-29", "08:00", "2026-11-29 25:00", "2026-11-29 08:00 tomorrow"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_local_or_rfc3339(wrong, china).has_value());
  }
}

TEST_CASE("a manual clock moves only when told") {
  ManualClock clock(at("2026-11-21T08:00:00Z"));
  clock.advance(1500ms);
  CHECK(clock.now() == at("2026-11-21T08:00:01.5Z"));
  CHECK(clock.monotonic() == 1500ms);
  clock.set(at("2025-11-21T08:00:00Z"));
  CHECK(clock.monotonic() == 1500ms);
}
