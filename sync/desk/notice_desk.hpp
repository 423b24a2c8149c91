// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Work on notices: drafted, reviewed, sent out, taken back. Every change is one transaction with its step in the
// notice's history and its entry in the audit chain. What may be done when stands in notice_rules.hpp; errors that
// break one of its rules have the rule's text as their message: conflict, invalid_input for fields, not_found,
// forbidden.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/desk/notice_rules.hpp"
#include "sync/model/notice_work.hpp"
#include "sync/store/notice_desk.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Whether who asks may do the operation at all of these places. Asked in the transaction, before anything changes.
using May = std::function<bool(std::string_view operation, const std::vector<std::string>& paths)>;

// For one request. All of it outlives the calls.
struct NoticeDesk {
  store::Store& store;
  const base::Clock& clock;
  base::Random& random;
  Actor actor;
  May may;
};

// A draft may lack anything but must be right where it says something: places, supply points and groups that are there,
// a picture that is (see keep_picture.hpp).
[[nodiscard]] base::Result<model::NoticeWork> draft_notice(const NoticeDesk& desk, const model::NoticeContent& content);
// `version`: what the change was made from; kNoticeChanged if it isn't that any more. Asked for the places before and
// after.
[[nodiscard]] base::Result<model::NoticeWork> change_notice(const NoticeDesk& desk, std::string_view id,
                                                            std::int64_t version, const model::NoticeContent& content);
[[nodiscard]] base::Result<void> discard_notice(const NoticeDesk& desk, std::string_view id);
// What it is handed in with must be fit to go out.
[[nodiscard]] base::Result<model::NoticeWork> submit_notice(const NoticeDesk& desk, std::string_view id,
                                                            std::int64_t version);
// Publishes it, or says of an emergency that it was right. Places are resolved once more: what hangs on a feeder now.
[[nodiscard]] base::Result<model::NoticeWork> approve_notice(const NoticeDesk& desk, std::string_view id,
                                                             std::int64_t version, const std::string& reason);
// Back to its author, or off the boards if it is an emergency that was not right. With a reason.
[[nodiscard]] base::Result<model::NoticeWork> return_notice(const NoticeDesk& desk, std::string_view id,
                                                            std::int64_t version, const std::string& reason);
// Goes out now, with a reason, and waits for its review afterwards.
[[nodiscard]] base::Result<model::NoticeWork> publish_notice_at_once(const NoticeDesk& desk, std::string_view id,
                                                                     std::int64_t version, const std::string& reason);
[[nodiscard]] base::Result<model::NoticeWork> take_back_notice(const NoticeDesk& desk, std::string_view id,
                                                               std::int64_t version, const std::string& reason);

// not_found, forbidden.
[[nodiscard]] base::Result<model::NoticeWork> show_notice(const NoticeDesk& desk, store::Reader& reader,
                                                          std::string_view id);
// What the actor may do to it now, operationIds.
[[nodiscard]] std::vector<std::string> deeds_open_to(const NoticeDesk& desk, const model::NoticeWork& work);

// The notice as boards get it. invalid_input, not_found: what it lacks.
[[nodiscard]] base::Result<model::Notice> notice_of(store::Reader& reader, const model::NoticeWork& work,
                                                    base::Instant now);
// Its picture as records name it; invalid_input if it isn't there or nothing says what it shows.
[[nodiscard]] base::Result<model::RecordPicture> picture_of(store::Reader& reader, const model::NoticeContent& content);
// The same the other way round: how one that was published by a command stands on the desk.
[[nodiscard]] model::NoticeWork work_of(const model::Notice& notice, const Actor& actor, base::Instant now);
// For the audit chain.
[[nodiscard]] std::string to_json(const model::NoticeWork& work);
[[nodiscard]] std::string to_json(const model::NoticeTargets& targets);

}  // namespace gridboard::desk
