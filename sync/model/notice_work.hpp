// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A notice on the desk of staff: what it is to say and to whom, who decided what about it, and what it stands at.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/notice.hpp"

namespace gridboard::model {

// As it was chosen: places by their paths, feeders and transformer districts by their ids (all that hangs on them),
// saved groups by theirs.
struct NoticeTargets {
  std::vector<std::string> places, supply, groups;

  [[nodiscard]] bool empty() const { return places.empty() && supply.empty() && groups.empty(); }
  bool operator==(const NoticeTargets&) const = default;
};

// As it was typed. A draft may lack anything; check(Notice) decides when it goes out.
struct NoticeContent {
  NoticeCategory category = NoticeCategory::community;
  std::string title, body;
  NoticeTargets targets;
  std::optional<base::Instant> valid_from;  // when it is published if unset
  std::optional<base::Instant> valid_to;
  bool pinned = false, urgent = false;
  std::vector<DayPart> day_parts;
  std::string picture;       // SHA-256 of a blob, "" for none
  std::string picture_text;  // what it shows
  std::string template_id;   // of the template that it was begun from, "" for none

  bool operator==(const NoticeContent&) const = default;
};

// What people decided. What else it is at a moment follows from its times, see state_of().
enum class NoticePhase { draft, in_review, returned, published, withdrawn };

enum class NoticeState { draft, in_review, returned, scheduled, published, expired, withdrawn };
[[nodiscard]] const char* name_of(NoticeState state);
[[nodiscard]] base::Result<NoticeState> parse_notice_state(std::string_view text);

// From the first moment of `from` on it is published, from that of `to` on expired. Times count for what was published
// alone.
[[nodiscard]] NoticeState state_of(NoticePhase phase, const std::optional<base::Instant>& from,
                                   const std::optional<base::Instant>& to, base::Instant now);

enum class NoticeStepKind { drafted, changed, submitted, approved, returned, published_at_once, withdrawn };
[[nodiscard]] const char* name_of(NoticeStepKind kind);

struct NoticeStep {
  base::Instant at{};
  std::string actor, actor_name;
  NoticeStepKind kind = NoticeStepKind::drafted;
  std::string reason;

  bool operator==(const NoticeStep&) const = default;
};

struct NoticeWork {
  std::string id;  // that of the notice once it is published
  NoticePhase phase = NoticePhase::draft;
  std::int64_t version = 1;  // counted up by every step
  NoticeContent content;
  std::vector<std::string> paths;  // of all that the targets were when they were resolved last
  std::string author, author_name;
  base::Instant created_at{}, changed_at{};
  bool emergency = false;      // went out before anybody else had read it
  bool awaits_review = false;  // and nobody has since
  std::optional<base::Instant> published_at;
  std::optional<base::Instant> from, to;  // since it was published
  std::vector<NoticeStep> steps;          // oldest first

  bool operator==(const NoticeWork&) const = default;
};
[[nodiscard]] NoticeState state_of(const NoticeWork& work, base::Instant now);

// A choice of places under a name, to choose it again.
struct NoticeGroup {
  std::string id, name;
  NoticeTargets targets;

  bool operator==(const NoticeGroup&) const = default;
};

// A notice to begin others from.
struct NoticeTemplate {
  std::string id, name;
  NoticeContent content;

  bool operator==(const NoticeTemplate&) const = default;
};

}  // namespace gridboard::model
