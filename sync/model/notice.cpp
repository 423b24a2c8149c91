// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/notice.hpp"

#include <algorithm>
#include <cstdio>

#include "sync/model/names.hpp"

namespace gridboard::model {

namespace {

constexpr std::array<Word<NoticeCategory>, 9> kCategories{{{NoticeCategory::tariff, "tariff", "电价政策"},
                                                           {NoticeCategory::tariff, "tariff", "电价"},
                                                           {NoticeCategory::safety, "safety", "安全用电"},
                                                           {NoticeCategory::safety, "safety", "安全"},
                                                           {NoticeCategory::payment, "payment", "缴费方式"},
                                                           {NoticeCategory::payment, "payment", "缴费"},
                                                           {NoticeCategory::community, "community", "社区"},
                                                           {NoticeCategory::promise, "promise", "服务承诺"},
                                                           {NoticeCategory::promise, "promise", "承诺"}}};

constexpr int kMinutesOfDay = 24 * 60;

bool is_blank(const std::string& text) {
  return base::trim(text).empty();
}

tl::unexpected<base::Error> not_a_day_part(std::string_view text, const char* why) {
  return base::fail(base::ErrorCode::invalid_input,
                    "\"" + std::string(text.substr(0, 40)) + "\" is not a part of the day such as 07:00-09:30: " + why);
}

// "07:30" or "7:30"; -1 if it is neither. 24:00 is the end of the day.
int parse_minute(std::string_view text) {
  text = base::trim(text);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 1 || colon > 2 || text.size() != colon + 3) return -1;
  int parts[2] = {0, 0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == colon) continue;
    if (text[i] < '0' || text[i] > '9') return -1;
    int& part = parts[i < colon ? 0 : 1];
    part = part * 10 + (text[i] - '0');
  }
  const int minute = parts[0] * 60 + parts[1];
  return parts[1] > 59 || minute > kMinutesOfDay ? -1 : minute;
}

// Part of a list of day-parts that covers nothing or lies outside of the day.
bool is_empty(const DayPart& part) {
  const auto outside = [](int minute) { return minute < 0 || minute >= kMinutesOfDay; };
  return part.from_minute == part.to_minute || outside(part.from_minute) || outside(part.to_minute);
}

}  // namespace

bool contains(const DayPart& part, int minute_of_day) {
  if (part.from_minute < part.to_minute) return part.from_minute <= minute_of_day && minute_of_day < part.to_minute;
  return part.from_minute <= minute_of_day || minute_of_day < part.to_minute;
}

base::Result<DayPart> parse_day_part(std::string_view text) {
  constexpr std::string_view kDashes[] = {"-", "–", "—", "~", "～"};
  std::size_t at = std::string_view::npos, length = 0;
  for (const std::string_view dash : kDashes) {
    if (at == std::string_view::npos) at = text.find(dash), length = dash.size();
  }
  if (at == std::string_view::npos) return not_a_day_part(text, "there is no dash between two times");
  const int from = parse_minute(text.substr(0, at)), to = parse_minute(text.substr(at + length));
  if (from < 0 || from == kMinutesOfDay) return not_a_day_part(text, "the start is no time");
  if (to < 0) return not_a_day_part(text, "the end is no time");
  const DayPart part{from, to % kMinutesOfDay};
  if (part.from_minute == part.to_minute) return not_a_day_part(text, "it starts where it ends");
  return part;
}

std::string to_text(const DayPart& part) {
  const int to = part.to_minute == 0 ? kMinutesOfDay : part.to_minute;
  char text[64];
  std::snprintf(text, sizeof text, "%02d:%02d-%02d:%02d", part.from_minute / 60, part.from_minute % 60, to / 60,
                to % 60);
  return text;
}

base::Instant next_change(const DayPart& part, base::Instant now, base::Zone zone) {
  const base::Instant today = base::start_of_day(base::date_of(now, zone), zone);
  base::Instant next = base::Instant::max();
  for (const int minute : {part.from_minute, part.to_minute}) {
    base::Instant change = today + std::chrono::minutes(minute);
    if (change <= now) change += std::chrono::days(1);
    next = std::min(next, change);
  }
  return next;
}

bool is_showing(const Notice& notice, base::Instant now, base::Zone zone) {
  if (notice.withdrawn || now < notice.valid_from || (notice.valid_to && *notice.valid_to <= now)) return false;
  if (notice.day_parts.empty()) return true;
  const base::CivilTime time = base::to_civil(now, zone);
  return std::any_of(notice.day_parts.begin(), notice.day_parts.end(),
                     [&time](const DayPart& part) { return contains(part, time.hour * 60 + time.minute); });
}

base::Result<void> check(const Notice& notice) {
  const auto wrong = [](const char* message) { return base::fail(base::ErrorCode::invalid_input, message); };
  if (is_blank(notice.title)) return wrong("title: a notice needs one");
  if (is_blank(notice.body)) return wrong("body: a notice needs one");
  if (!base::is_valid_utf8(notice.title)) return wrong("title: not UTF-8");
  if (!base::is_valid_utf8(notice.body)) return wrong("body: not UTF-8");
  if (notice.audience.empty()) return wrong("audience: a notice needs at least one place");
  if (std::any_of(notice.audience.begin(), notice.audience.end(), is_blank)) {
    return wrong("audience: the path of a place is empty");
  }
  if (notice.urgent && !notice.valid_to) return wrong("valid_to: an urgent notice needs an end");
  // What everybody must know now doesn't wait for an hour of the day.
  if (notice.urgent && !notice.day_parts.empty()) return wrong("day_parts: an urgent notice shows all day");
  if (notice.day_parts.size() > kMaxDayParts) return wrong("day_parts: more than 6");
  if (std::any_of(notice.day_parts.begin(), notice.day_parts.end(), is_empty)) {
    return wrong("day_parts: one is no part of a day");
  }
  if (notice.valid_to && *notice.valid_to <= notice.valid_from) return wrong("valid_to: must be after valid_from");
  if (notice.picture && !notice.image.empty()) return wrong("picture: a notice has one, by its name or as a file");
  if (notice.picture) return check(*notice.picture);
  return {};
}

const char* name_of(NoticeCategory category) {
  return name_in(kCategories, category);
}

base::Result<NoticeCategory> parse_notice_category(std::string_view text) {
  return parse_in(kCategories, text, "category of notices");
}

}  // namespace gridboard::model
