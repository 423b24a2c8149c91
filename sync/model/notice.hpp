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

namespace gridboard::model {

// 电价政策, 安全用电, 缴费方式, 社区, 服务承诺
enum class NoticeCategory { tariff, safety, payment, community, promise };

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
  std::string image;    // name of a picture in assets, "" if none
  bool withdrawn = false;
  std::string publisher;

  bool operator==(const Notice&) const = default;
};

// Valid at `now`: from <= now < to, not withdrawn.
[[nodiscard]] bool is_showing(const Notice& notice, base::Instant now);
// Names the first field that is wrong: empty title or body, no audience, urgent without end, end before start.
[[nodiscard]] base::Result<void> check(const Notice& notice);
[[nodiscard]] const char* name_of(NoticeCategory category);
[[nodiscard]] base::Result<NoticeCategory> parse_notice_category(std::string_view text);

}  // namespace gridboard::model
