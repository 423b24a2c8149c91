// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What may be done with a notice on the desk, by what it stands at and by whose hand. Where and by which role is the
// matter of permissions.hpp.

#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/model/notice_work.hpp"

namespace gridboard::desk {

enum class NoticeDeed { change, discard, submit, approve, send_back, publish_at_once, withdraw };
inline constexpr NoticeDeed kNoticeDeeds[] = {NoticeDeed::change,  NoticeDeed::discard,   NoticeDeed::submit,
                                              NoticeDeed::approve, NoticeDeed::send_back, NoticeDeed::publish_at_once,
                                              NoticeDeed::withdraw};
// Its operationId: "approveNotice".
[[nodiscard]] const char* operation_of(NoticeDeed deed);

// Messages of errors, so that whoever tells staff can say them in their language. The same text is one rule.
inline constexpr std::string_view kNoticeChanged = "version: somebody else changed the notice meanwhile";
inline constexpr std::string_view kNoticeNotOpen = "it is handed in or published already: it can't be changed";
inline constexpr std::string_view kNoticeNotInReview = "it doesn't wait for a review";
inline constexpr std::string_view kNoticeNotOut = "it isn't on boards, now or later";
inline constexpr std::string_view kNoticeOwnHand = "nobody approves what he or she wrote or sent out: another one must";
inline constexpr std::string_view kNoticeReasonMissing = "reason: it must be said why";
inline constexpr std::string_view kNoticeAlreadyOver = "valid_to: the notice would already be over";
inline constexpr std::string_view kNoticePictureUnknown = "picture: there is no such picture";
inline constexpr std::string_view kNoticePictureText = "picture_text: it must be said what the picture shows";
inline constexpr std::string_view kNoticeNotFound = "no notice has this id";
inline constexpr std::string_view kPlaceUnknown = "targets.places: there is no such place";
inline constexpr std::string_view kSupplyUnknown = "targets.supply: there is no such feeder or district";
inline constexpr std::string_view kGroupUnknown = "targets.groups: there is no such group";
inline constexpr std::string_view kTargetsMissing = "targets: at least one must be chosen";
inline constexpr std::string_view kNotPermitted = "not at all of these places";

// "" if it may be done at `now` by that actor, or which of the rules above says no:
// - changed, discarded, handed in: drafts and what was returned;
// - approved and returned: what waits for a review, which an emergency does until a second person has decided, on
// boards
//   or not any more. Never approved by whoever wrote any of it or sent it out: four eyes, administrators' too;
// - at once: whatever isn't out yet;
// - withdrawn: what is published and not expired.
[[nodiscard]] std::string_view rule_against(NoticeDeed deed, const model::NoticeWork& work, std::string_view actor_id,
                                            base::Instant now);

}  // namespace gridboard::desk
