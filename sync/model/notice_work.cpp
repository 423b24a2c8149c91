// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/notice_work.hpp"

#include "sync/model/names.hpp"

namespace gridboard::model {

namespace {

constexpr std::array<Word<NoticeState>, 7> kStates{{{NoticeState::draft, "draft", "草稿"},
                                                    {NoticeState::in_review, "in_review", "待审"},
                                                    {NoticeState::returned, "returned", "退回"},
                                                    {NoticeState::scheduled, "scheduled", "待发布"},
                                                    {NoticeState::published, "published", "已发布"},
                                                    {NoticeState::expired, "expired", "已到期"},
                                                    {NoticeState::withdrawn, "withdrawn", "已撤回"}}};

}  // namespace

const char* name_of(NoticeState state) {
  return name_in(kStates, state);
}

base::Result<NoticeState> parse_notice_state(std::string_view text) {
  return parse_in(kStates, text, "state of notices");
}

NoticeState state_of(NoticePhase phase, const std::optional<base::Instant>& from,
                     const std::optional<base::Instant>& to, base::Instant now) {
  switch (phase) {
    case NoticePhase::draft:
      return NoticeState::draft;
    case NoticePhase::in_review:
      return NoticeState::in_review;
    case NoticePhase::returned:
      return NoticeState::returned;
    case NoticePhase::withdrawn:
      return NoticeState::withdrawn;
    case NoticePhase::published:
      break;
  }
  if (to && *to <= now) return NoticeState::expired;
  return from && now < *from ? NoticeState::scheduled : NoticeState::published;
}

NoticeState state_of(const NoticeWork& work, base::Instant now) {
  return state_of(work.phase, work.from, work.to, now);
}

const char* name_of(NoticeStepKind kind) {
  switch (kind) {
    case NoticeStepKind::drafted:
      return "drafted";
    case NoticeStepKind::changed:
      return "changed";
    case NoticeStepKind::submitted:
      return "submitted";
    case NoticeStepKind::approved:
      return "approved";
    case NoticeStepKind::returned:
      return "returned";
    case NoticeStepKind::published_at_once:
      return "published_at_once";
    case NoticeStepKind::withdrawn:
      return "withdrawn";
  }
  return "";
}

}  // namespace gridboard::model
