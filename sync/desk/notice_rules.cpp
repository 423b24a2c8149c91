// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/notice_rules.hpp"

#include <algorithm>

namespace gridboard::desk {
namespace {

using model::NoticePhase;
using model::NoticeState;
using model::NoticeStepKind;

bool is_of_hand(const model::NoticeWork& work, std::string_view actor_id) {
  if (work.author == actor_id) return true;
  return std::any_of(work.steps.begin(), work.steps.end(), [&](const model::NoticeStep& step) {
    return step.actor == actor_id && (step.kind == NoticeStepKind::drafted || step.kind == NoticeStepKind::changed ||
                                      step.kind == NoticeStepKind::published_at_once);
  });
}

bool is_open(const model::NoticeWork& work) {
  return work.phase == NoticePhase::draft || work.phase == NoticePhase::returned;
}

bool waits_for_review(const model::NoticeWork& work) {
  return work.phase == NoticePhase::in_review || work.awaits_review;
}

}  // namespace

const char* operation_of(NoticeDeed deed) {
  switch (deed) {
    case NoticeDeed::change:
      return "changeNotice";
    case NoticeDeed::discard:
      return "discardNotice";
    case NoticeDeed::submit:
      return "submitNotice";
    case NoticeDeed::approve:
      return "approveNotice";
    case NoticeDeed::send_back:
      return "returnNotice";
    case NoticeDeed::publish_at_once:
      return "publishAtOnce";
    case NoticeDeed::withdraw:
      return "withdrawNotice";
  }
  return "";
}

std::string_view rule_against(NoticeDeed deed, const model::NoticeWork& work, std::string_view actor_id,
                              base::Instant now) {
  switch (deed) {
    case NoticeDeed::change:
    case NoticeDeed::discard:
    case NoticeDeed::submit:
      return is_open(work) ? "" : kNoticeNotOpen;
    case NoticeDeed::publish_at_once:
      return is_open(work) || work.phase == NoticePhase::in_review ? "" : kNoticeNotOpen;
    case NoticeDeed::approve:
      if (!waits_for_review(work)) return kNoticeNotInReview;
      return is_of_hand(work, actor_id) ? kNoticeOwnHand : "";
    case NoticeDeed::send_back:
      return waits_for_review(work) ? "" : kNoticeNotInReview;
    case NoticeDeed::withdraw: {
      const NoticeState state = model::state_of(work, now);
      return state == NoticeState::published || state == NoticeState::scheduled ? "" : kNoticeNotOut;
    }
  }
  return kNoticeNotOpen;
}

}  // namespace gridboard::desk
