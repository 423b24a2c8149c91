// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who was told what, and when: each announcement (a notice or an outage) has a chain of hashes of its own, appended in
// the same transaction as what it tells of. sync/protocol/FORMAT.md has its entries.

#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/ledger_chain.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/deliveries.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::desk {

// "notice/N20261122-K7QM", the key of its record and the name of its chain; unset if `key` is another record's.
[[nodiscard]] std::string key_of(const store::Announcement& announcement);
[[nodiscard]] std::optional<store::Announcement> announcement_of(std::string_view key);

// What goes to boards from now on: the record's body as they get it, and whom it reaches; nobody: it was taken back.
// The same as before changes nothing. `at`: when its author changed it.
[[nodiscard]] base::Result<void> note_published(store::Writer& writer, const store::Announcement& announcement,
                                                const std::vector<std::string>& audience, const std::string& body,
                                                base::Instant at);

[[nodiscard]] const char* name_of(store::SentHow how);

// That the centre handed it out. At most kSentAtOnce: they become one entry.
struct SentTo {
  std::string board_id;
  base::Instant at{};
  store::SentHow how = store::SentHow::feed;
};
inline constexpr std::size_t kSentAtOnce = 400;
[[nodiscard]] base::Result<void> note_sent(store::Writer& writer, const store::Announcement& announcement,
                                           const std::vector<SentTo>& boards, base::Instant now);

// Since when an announcement is told.
struct ToldSince {
  base::Instant published_at{};
  base::Instant start_told_at{};       // an outage's present start; published_at if it never was another
  std::optional<base::Instant> start;  // of an outage
};
// What a board says of one announcement that is for it; times to come become now, and those before the centre handed it
// out become that: its clock is wrong. A board speaks only of words whose signature it has checked.
[[nodiscard]] base::Result<void> note_said(store::Writer& writer, const store::Announcement& announcement,
                                           const store::Board& board, const wire::ShownBody::Shown& said,
                                           const ToldSince& told_since, base::Instant now);

// Signs the chains for which a signature is due (see kCheckpointEntries); how many. Cheap when there is none. One that
// isn't what was written is told of as corrupt after the others are signed.
[[nodiscard]] base::Result<std::size_t> sign_deliveries_if_due(store::Store& store, const KeyRing& keys,
                                                               base::Instant now);

// For export_chain().
[[nodiscard]] LedgerChain delivery_chain(const store::Announcement& announcement);

// Retention: forgets what nothing was said of for so long; how many announcements.
[[nodiscard]] base::Result<std::size_t> drop_old_deliveries(store::Store& store, const model::RetentionRules& rules,
                                                            base::Instant now);

}  // namespace gridboard::desk
