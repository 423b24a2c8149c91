// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The audit chain: every change that staff make, in the same transaction as its effect, and what they were refused.
//
// Call note() last in a transaction: it takes the chain's head, for which other writers then wait until the commit.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/store/people.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// A signature of the centre under the chain after so many entries, and once a day if there were any: what was changed
// or cut off is found at worst one of these later. 100 entries are some minutes of a busy desk.
inline constexpr std::uint64_t kCheckpointEntries = 100;
inline constexpr std::chrono::hours kCheckpointAge{24};

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

// Signs the chain if a signature is due (see above); true if it did. Cheap when it isn't.
[[nodiscard]] base::Result<bool> sign_audit_if_due(store::Store& store, const KeyRing& keys, base::Instant now);

// Takes whole lines, each with its newline; what it returns as an error ends the export.
using LedgerSink = std::function<base::Result<void>(std::string_view lines)>;
// The whole chain with its checkpoints, as verify_ledger() takes it, by pages: never all in memory. Writers go on; what
// they append meanwhile isn't in it.
[[nodiscard]] base::Result<void> export_audit(store::Store& store, const KeyRing& keys, base::Instant now,
                                              const LedgerSink& sink);

// One page of an export, for servers that send it piece by piece. `after` is where the page before ended, and `upto`
// what the first page said.
struct ExportStep {
  std::uint64_t after = 0, upto = 0;
  std::string hash;  // of entry `upto`
  bool begun = false, ended = false;
};
// The next lines, never "" before step.ended.
[[nodiscard]] base::Result<std::string> export_audit_page(store::Store& store, const KeyRing& keys, base::Instant now,
                                                          ExportStep& step);

}  // namespace gridboard::desk
