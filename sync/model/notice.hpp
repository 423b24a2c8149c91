// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/picture.hpp"

namespace gridboard::model {

// 电价政策, 安全用电, 缴费方式, 社区, 服务承诺
enum class NoticeCategory { tariff, safety, payment, community, promise };

// Part of every day, in minutes from midnight of the board's zone: from <= t < to; over midnight if to < from.
struct DayPart {
  int from_minute = 0, to_minute = 0;  // 0 to 1439; from != to

  bool operator==(const DayPart&) const = default;
};
[[nodiscard]] bool contains(const DayPart& part, int minute_of_day);
// "07:00-09:30". Errors name what is wrong.
[[nodiscard]] base::Result<DayPart> parse_day_part(std::string_view text);
[[nodiscard]] std::string to_text(const DayPart& part);
// The first moment after `now` at which `contains` changes.
[[nodiscard]] base::Instant next_change(const DayPart& part, base::Instant now, base::Zone zone);

// Notice 公告: what a publisher puts on boards.
struct Notice {
  std::string id;
  NoticeCategory category = NoticeCategory::community;
  std::string title;
  std::string body;  // paragraphs separated by a blank line; "- " starts a list item; no other markup
  std::vector<std::string> audience;  // place paths; at least one
  base::Instant published_at{};
  base::Instant valid_from{};
  std::optional<base::Instant> valid_to;  // required if urgent: a takeover never has no end
  bool pinned = false;
  bool urgent = false;  // fills the screen until read or expired
  std::string image;    // its picture: name of one that every board has in its assets, "" if none
  std::optional<RecordPicture> picture;  // or one that travels; never both
  std::vector<DayPart> day_parts;  // shown only then, in any of them; all day if empty. At most kMaxDayParts
  std::string outage_id;           // the outage that it is about, "" if none: its estimate is shown with it
  bool withdrawn = false;
  std::string publisher;

  bool operator==(const Notice&) const = default;
};

inline constexpr std::size_t kMaxDayParts = 6;
// Valid at `now`: from <= now < to, not withdrawn, in a day-part if it has any.
[[nodiscard]] bool is_showing(const Notice& notice, base::Instant now, base::Zone zone);
// Names the first field that is wrong: empty title or body, no audience, urgent without end or with day-parts, end
// before start, too many or empty day-parts, a picture that can't be one.
[[nodiscard]] base::Result<void> check(const Notice& notice);
[[nodiscard]] const char* name_of(NoticeCategory category);
[[nodiscard]] base::Result<NoticeCategory> parse_notice_category(std::string_view text);

}  // namespace gridboard::model
