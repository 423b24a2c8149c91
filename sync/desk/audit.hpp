// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The audit chain: every change that staff make, in the same transaction as its effect, and what they were refused.
//
// Call note() last in a transaction: it takes the chain's head, for which other writers then wait until the commit.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/desk/ledger_chain.hpp"
#include "sync/store/people.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// What was done. Texts are the store's own words, never a secret: no password, PIN, code, key or token.
struct Deed {
  std::string action;   // an operationId of openapi.yaml, or the command's: "rotateKeys"
  std::string subject;  // id of what was changed
  std::string place;    // paths joined by '|', "" if it isn't about one
  std::string before;   // JSON of what was, "" for nothing; a very large one is kept as its hash
  std::string after;    // JSON of what is
};

// Appends it to the chain. internal if before or after isn't JSON.
[[nodiscard]] base::Result<void> note(store::Writer& writer, const Actor& actor, const Deed& deed, base::Instant now);
// The same for what was refused (403, a wrong password); in a transaction of its own.
[[nodiscard]] base::Result<void> note_refused(store::Writer& writer, const Actor& actor, const Deed& deed,
                                              base::Instant now);
[[nodiscard]] base::Result<void> note_refused(store::Store& store, const Actor& actor, const Deed& deed,
                                              base::Instant now);

struct AuditPage {
  std::vector<store::AuditEntry> items;  // newest first
  std::uint64_t next = 0;                // for AuditFilter::before; 0 on the last page
};
[[nodiscard]] base::Result<AuditPage> list_audit(store::Store& store, const store::AuditFilter& filter);

// Signs the chain if a signature is due (see kCheckpointEntries); true if it did. Cheap when it isn't.
[[nodiscard]] base::Result<bool> sign_audit_if_due(store::Store& store, const KeyRing& keys, base::Instant now);

// The whole chain with its checkpoints, as verify_ledger() takes it, by pages: never all in memory. Writers go on; what
// they append meanwhile isn't in it.
[[nodiscard]] base::Result<void> export_audit(store::Store& store, const KeyRing& keys, base::Instant now,
                                              const LedgerSink& sink);

// The next lines, never "" before step.ended.
[[nodiscard]] base::Result<std::string> export_audit_page(store::Store& store, const KeyRing& keys, base::Instant now,
                                                          ExportStep& step);

}  // namespace gridboard::desk
