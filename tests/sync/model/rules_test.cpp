// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "sync/base/ids.hpp"
#include "sync/model/rules.hpp"

using namespace gridboard;
using namespace gridboard::model;
using namespace std::chrono_literals;

namespace {

const std::string kFolder = std::string(GRIDBOARD_ASSETS_DIR) + "/rules";

base::Date day(std::string_view text) {
  return base::parse_date(text).value();
}
base::Instant at(std::string_view text) {
  return base::parse_rfc3339(text).value();
}

Rules rules_today() {
  return Rules::load(kFolder, day("2026-11-21")).value();
}

}  // namespace

TEST_CASE("working days skip weekends and public holidays and take in make-up days") {
  const WorkingCalendar calendar = rules_today().calendar;
  SUBCASE("an ordinary week") {
    CHECK(calendar.is_working_day(day("2026-11-20")));
    CHECK_FALSE(calendar.is_working_day(day("2026-11-21")));
    CHECK_FALSE(calendar.is_working_day(day("2026-11-22")));
    CHECK(calendar.add_working_days(day("2026-11-20"), 1) == day("2026-11-23"));
    CHECK(calendar.add_working_days(day("2026-11-21"), 5) == day("2026-11-27"));
  }
  SUBCASE("Spring Festival 2026: nine days off, worked on the Saturdays before and after") {
    CHECK(calendar.is_working_day(day("2026-02-14")));
    CHECK_FALSE(calendar.is_working_day(day("2026-02-15")));
    CHECK_FALSE(calendar.is_working_day(day("2026-02-23")));
    CHECK(calendar.is_working_day(day("2026-02-24")));
    CHECK(calendar.is_working_day(day("2026-02-28")));
    CHECK_FALSE(calendar.is_working_day(day("2026-03-01")));
    CHECK(calendar.add_working_days(day("2026-02-13"), 1) == day("2026-02-14"));
    CHECK(calendar.add_working_days(day("2026-02-13"), 2) == day("2026-02-24"));
    CHECK(calendar.add_working_days(day("2026-02-13"), 5) == day("2026-02-27"));
    CHECK(calendar.add_working_days(day("2026-02-13"), 6) == day("2026-02-28"));
    CHECK(calendar.add_working_days(day("2026-02-13"), 7) == day("2026-03-02"));
  }
  SUBCASE("make-up Sundays of 2025 and 2026") {
    for (const char* sunday : {"2025-01-26", "2025-04-27", "2025-09-28", "2026-01-04", "2026-09-20"}) {
      CAPTURE(sunday);
      CHECK(std::chrono::weekday(std::chrono::sys_days(day(sunday))) == std::chrono::Sunday);
      CHECK(calendar.is_working_day(day(sunday)));
    }
  }
  SUBCASE("across the turn of the year") {
    CHECK(calendar.add_working_days(day("2025-12-31"), 1) == day("2026-01-04"));
    CHECK(calendar.add_working_days(day("2026-12-31"), 1) == day("2027-01-04"));
  }
  SUBCASE("a weekend in a year that no file covers is still one") {
    CHECK_FALSE(calendar.is_working_day(day("2031-03-01")));
    CHECK(calendar.is_working_day(day("2031-03-03")));
  }
  SUBCASE("no days, the same day") {
    CHECK(calendar.add_working_days(day("2026-11-21"), 0) == day("2026-11-21"));
  }
}

TEST_CASE("a promise in minutes runs on the clock, one in working days to the end of the last") {
  const Rules rules = rules_today();
  const base::Zone china;
  const base::Instant friday_evening = at("2026-11-20T23:59:59+08:00");
  CHECK(rules.due_at(*rules.promise("on_site.city"), friday_evening, china) == friday_evening + 45min);
  CHECK(rules.due_at(*rules.promise("meter_check"), friday_evening, china) == at("2026-11-28T00:00:00+08:00"));
  SUBCASE("a second later it is Saturday, and still the same five working days") {
    CHECK(rules.due_at(*rules.promise("meter_check"), friday_evening + 1s, china) == at("2026-11-28T00:00:00+08:00"));
  }
  SUBCASE("a second after Sunday it is Monday, and a day more") {
    CHECK(rules.due_at(*rules.promise("meter_check"), at("2026-11-22T23:59:59+08:00"), china) ==
          at("2026-11-28T00:00:00+08:00"));
    CHECK(rules.due_at(*rules.promise("meter_check"), at("2026-11-23T00:00:00+08:00"), china) ==
          at("2026-12-01T00:00:00+08:00"));
  }
}

TEST_CASE("broken rule files are refused with the place of the fault") {
  const auto refusal = [](const char* json) { return WorkingCalendar::parse(json, "h.json").error().message; };
  CHECK(refusal("{").starts_with("h.json: not JSON"));
  CHECK(refusal(R"({"year": "2026"})") == "h.json: year: must be a whole number from 1990 to 2199");
  const auto holiday_refusal = [&](const std::string& from, const std::string& to, const std::string& make_up) {
    return refusal((R"({"year": 2026, "source": "x", "off": [{"name": "n", "from": ")" + from + R"(", "to": ")" + to +
                    R"("}], "make_up": [)" + make_up + "]}")
                       .c_str());
  };
  CHECK(holiday_refusal("2025-01-01", "2026-01-02", "") == "h.json: off[0].from: lies in another year than the file's");
  CHECK(holiday_refusal("2026-01-02", "2026-01-01", "") == "h.json: off[0].to: must be within 60 days from \"from\"");
  CHECK(holiday_refusal("2026-01-02", "2026-01-03", "\"2026-01-03\"") ==
        "h.json: make_up: 2026-01-03 is a day off too");
  CHECK(refusal(R"({"year": 2026, "source": "x", "off": [], "make_up": [20260104]})") ==
        "h.json: make_up: \"\" is not a date such as 2026-11-21");
  CHECK(Rules::load("/nonexistent", day("2026-11-21")).error().code == base::ErrorCode::not_found);
}

TEST_CASE("rules are taken as in force on the day") {
  base::SystemRandom random;
  const auto folder = std::filesystem::temp_directory_path() / ("gridboard-rules-" + base::make_code(8, random));
  std::filesystem::copy(kFolder, folder);
  std::ofstream(folder / "late_fee.json") << R"({"source": "x", "versions": [
    {"from": "2026-07-01", "rate_per_million_a_day": 500, "minimum_fen": 50, "due_soon_days": 5, "source": "b"},
    {"from": "2020-01-01", "rate_per_million_a_day": 1000, "minimum_fen": 100, "due_soon_days": 7, "source": "a"},
    {"from": "2030-01-01", "rate_per_million_a_day": 100, "minimum_fen": 0, "due_soon_days": 3, "source": "c"}]})";
  const auto source_on = [&](const char* date) {
    return Rules::load(folder.string(), day(date)).value().late_fee.source;
  };
  CHECK(source_on("2026-06-30") == "a");
  CHECK(source_on("2026-07-01") == "b");
  CHECK(source_on("2031-01-01") == "c");
  CHECK(source_on("1999-01-01") == "a");  // a clock that is years behind stops nothing
  CHECK(Rules::load(folder.string(), day("2026-07-01")).value().due_soon_days == 5);
  std::filesystem::remove_all(folder);
}
