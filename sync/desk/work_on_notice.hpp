// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// For the .cpp files of the notice desk: one change of one notice in one transaction.

#include <functional>
#include <optional>

#include "sync/desk/notice_desk.hpp"

namespace gridboard::desk {

// What a change is done with. `work` is the caller's to alter; what it returns as an error leaves all as it was.
struct NoticeInHand {
  store::Writer& writer;
  base::Instant now;
  model::NoticeWork& work;
};
using AlterNotice = std::function<base::Result<void>(const NoticeInHand& hand)>;

// Finds it, asks for permission, version (any if unset) and rule, alters, counts the version up, adds the step, puts
// it, and notes it in the audit chain.
[[nodiscard]] base::Result<model::NoticeWork> work_on_notice(const NoticeDesk& desk, std::string_view id,
                                                             std::optional<std::int64_t> version, NoticeDeed deed,
                                                             const std::string& reason, const AlterNotice& alter);

void add_step(model::NoticeWork& work, const Actor& actor, model::NoticeStepKind kind, const std::string& reason,
              base::Instant now);
// Resolves the targets into work.paths, and sees that its picture is there.
[[nodiscard]] base::Result<void> resolve_content(store::Reader& reader, model::NoticeWork& work);

}  // namespace gridboard::desk
