// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>

#include "sync/model/notice.hpp"

using namespace gridboard;
using namespace gridboard::model;
using namespace std::chrono_literals;

namespace {

constexpr base::Zone kZone;

base::Instant at(const char* rfc3339) {
  return base::parse_rfc3339(rfc3339).value();
}

Notice good_notice() {
  Notice notice;
  notice.title = "夏季安全用电";
  notice.body = "请不要飞线充电。";
  notice.audience = {"YX/BT"};
  notice.valid_from = base::parse_rfc3339("2026-07-01T08:00:00+08:00").value();
  notice.valid_to = base::parse_rfc3339("2026-08-01T00:00:00+08:00").value();
  return notice;
}

}  // namespace

TEST_CASE("a notice shows from its first instant to just before its last") {
  Notice notice = good_notice();
  CHECK_FALSE(is_showing(notice, notice.valid_from - 1ms, kZone));
  CHECK(is_showing(notice, notice.valid_from, kZone));
  CHECK(is_showing(notice, *notice.valid_to - 1ms, kZone));
  CHECK_FALSE(is_showing(notice, *notice.valid_to, kZone));
  SUBCASE("for ever without an end") {
    notice.valid_to.reset();
    CHECK(is_showing(notice, notice.valid_from + 87'600h, kZone));
  }
  SUBCASE("never once withdrawn") {
    notice.withdrawn = true;
    CHECK_FALSE(is_showing(notice, notice.valid_from, kZone));
  }
}

TEST_CASE("what is wrong with a notice is named") {
  CHECK(check(good_notice()).has_value());
  Notice notice = good_notice();
  std::string field;
  SUBCASE("no title") {
    notice.title = " \u3000", field = "title";
  }
  SUBCASE("no body") {
    notice.body.clear(), field = "body";
  }
  SUBCASE("broken UTF-8") {
    notice.body = "\xFF", field = "body";
  }
  SUBCASE("no audience") {
    notice.audience.clear(), field = "audience";
  }
  SUBCASE("an empty path in the audience") {
    notice.audience.push_back(""), field = "audience";
  }
  SUBCASE("urgent without an end") {
    notice.urgent = true, notice.valid_to.reset(), field = "valid_to";
  }
  SUBCASE("urgent, but only at some hours") {
    notice.urgent = true, notice.day_parts = {{60, 120}}, field = "day_parts";
  }
  SUBCASE("a part of the day that covers nothing") {
    notice.day_parts = {{60, 60}}, field = "day_parts";
  }
  SUBCASE("a part that lies outside of the day") {
    notice.day_parts = {{60, 1440}}, field = "day_parts";
  }
  SUBCASE("too many parts of the day") {
    notice.day_parts.assign(kMaxDayParts + 1, {60, 120}), field = "day_parts";
  }
  SUBCASE("an end that isn't after the start") {
    notice.valid_to = notice.valid_from, field = "valid_to";
  }
  if (field.empty()) return;
  const auto checked = check(notice);
  REQUIRE_FALSE(checked.has_value());
  CHECK(checked.error().code == base::ErrorCode::invalid_input);
  CHECK(checked.error().message.starts_with(field + ":"));
}

TEST_CASE("as many parts of the day as are allowed are fine") {
  Notice notice = good_notice();
  notice.day_parts.assign(kMaxDayParts, {60, 120});
  CHECK(check(notice).has_value());
}

TEST_CASE("a notice with parts of the day shows in each of them alone") {
  Notice notice = good_notice();
  notice.day_parts = {{7 * 60, 9 * 60 + 30}, {22 * 60, 6 * 60}};
  struct Moment {
    const char* time;
    bool shows;
  };
  const Moment moments[] = {
      {"2026-07-10T06:59:59+08:00", false}, {"2026-07-10T07:00:00+08:00", true},  {"2026-07-10T09:29:59+08:00", true},
      {"2026-07-10T09:30:00+08:00", false}, {"2026-07-10T21:59:59+08:00", false}, {"2026-07-10T22:00:00+08:00", true},
      {"2026-07-10T23:59:59+08:00", true},  {"2026-07-11T00:00:00+08:00", true},  {"2026-07-11T05:59:59+08:00", true},
      {"2026-07-11T06:00:00+08:00", false}, {"2026-06-30T23:00:00+08:00", false}, {"2026-08-01T00:00:00+08:00", false},
  };
  for (const Moment& moment : moments) {
    CAPTURE(moment.time);
    CHECK(is_showing(notice, at(moment.time), kZone) == moment.shows);
  }
  SUBCASE("by the zone of the board") {
    CHECK(is_showing(notice, at("2026-07-10T07:00:00+09:00"), base::Zone{std::chrono::minutes(540)}));
    CHECK_FALSE(is_showing(notice, at("2026-07-10T06:59:59+09:00"), base::Zone{std::chrono::minutes(540)}));
  }
}

TEST_CASE("a part of the day changes at both of its ends, every day") {
  const DayPart morning{7 * 60, 9 * 60 + 30}, night{22 * 60, 6 * 60}, late{18 * 60, 0};
  struct Step {
    DayPart part;
    const char *now, *next;
  };
  const Step steps[] = {
      {morning, "2026-07-10T06:59:59+08:00", "2026-07-10T07:00:00+08:00"},
      {morning, "2026-07-10T07:00:00+08:00", "2026-07-10T09:30:00+08:00"},
      {morning, "2026-07-10T09:29:59+08:00", "2026-07-10T09:30:00+08:00"},
      {morning, "2026-07-10T09:30:00+08:00", "2026-07-11T07:00:00+08:00"},
      {night, "2026-07-10T21:59:59+08:00", "2026-07-10T22:00:00+08:00"},
      {night, "2026-07-10T22:00:00+08:00", "2026-07-11T06:00:00+08:00"},
      {night, "2026-07-11T00:00:00+08:00", "2026-07-11T06:00:00+08:00"},
      {night, "2026-07-11T06:00:00+08:00", "2026-07-11T22:00:00+08:00"},
      {late, "2026-07-10T23:59:59+08:00", "2026-07-11T00:00:00+08:00"},
      {late, "2026-07-11T00:00:00+08:00", "2026-07-11T18:00:00+08:00"},
  };
  for (const Step& step : steps) {
    CAPTURE(step.now);
    const base::Instant next = next_change(step.part, at(step.now), kZone);
    CHECK(next == at(step.next));
    const auto holds = [&step](base::Instant moment) {
      Notice notice = good_notice();
      notice.day_parts = {step.part};
      return is_showing(notice, moment, kZone);
    };
    CHECK(holds(next - 1ms) != holds(next));
    CHECK(holds(next - 1ms) == holds(at(step.now)));
  }
}

TEST_CASE("parts of the day are read as staff type them, and written in one way") {
  const std::map<std::string, std::string> good{
      {"07:00-09:30", "07:00-09:30"},  {"7:00 - 9:30", "07:00-09:30"}, {"22:00–06:00", "22:00-06:00"},
      {"18:00～24:00", "18:00-24:00"}, {"18:00-00:00", "18:00-24:00"}, {"00:00-00:01", "00:00-00:01"},
      {"23:59-24:00", "23:59-24:00"},
  };
  for (const auto& [typed, written] : good) {
    CAPTURE(typed);
    const auto part = parse_day_part(typed);
    REQUIRE(part);
    CHECK(to_text(*part) == written);
    CHECK(parse_day_part(written).value() == *part);
  }
  for (const char* typed : {"", "-", "07:00", "07:00-", "-09:30", "7-9", "07:00-07:00", "00:00-24:00", "24:00-06:00",
                            "07:60-08:00", "24:01-06:00", "07:00-24:01", "07:00-25:00", "007:00-09:00", "07:00:00-9:00",
                            "+7:00-09:00", "07:00-09:30-10:00", "七点-九点"}) {
    CAPTURE(typed);
    const auto part = parse_day_part(typed);
    REQUIRE_FALSE(part);
    CHECK(part.error().code == base::ErrorCode::invalid_input);
  }
}

TEST_CASE("words of notice categories go round") {
  for (const NoticeCategory category : {NoticeCategory::tariff, NoticeCategory::safety, NoticeCategory::payment,
                                        NoticeCategory::community, NoticeCategory::promise}) {
    CHECK(parse_notice_category(name_of(category)).value() == category);
  }
  CHECK(parse_notice_category("安全用电").value() == NoticeCategory::safety);
  CHECK_FALSE(parse_notice_category("sport").has_value());
}
