// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the chains of hashes have in common, the audit's and those of deliveries: when a signature is due, what is
// looked at before it is given, and how a chain becomes a file that verify_ledger() takes.

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/ledger.hpp"

namespace gridboard::desk {

// A signature of the centre under the chain after so many entries, and once a day if there were any: what was changed
// or cut off is found at worst one of these later. 100 entries are some minutes of a busy desk.
inline constexpr std::uint64_t kCheckpointEntries = 100;
inline constexpr std::chrono::hours kCheckpointAge{24};

// Where a chain lies. A reader lives for the callback that it is given to.
struct LedgerChain {
  std::string of;  // see wire::LedgerStart
  struct Head {
    std::uint64_t number = 0;
    std::string hash;
  };
  std::function<base::Result<Head>(store::Reader&)> head;
  // Oldest first, of numbers behind `after`.
  std::function<base::Result<std::vector<wire::LedgerEntry>>(store::Reader&, std::uint64_t after, std::size_t limit)>
      entries;
  std::function<base::Result<std::vector<wire::LedgerCheckpoint>>(store::Reader&, std::uint64_t after,
                                                                  std::size_t limit)>
      checkpoints;
};

// A value as an entry can hold it: in the one form that JSON of ours has; one that is too large becomes its size and
// hash. internal if it isn't JSON.
[[nodiscard]] base::Result<std::string> ledger_value(const std::string& json);

// Whether what was appended behind `last` is what was written, up to the head. corrupt if not: what isn't what was
// written isn't signed, or the break would look like the centre's own.
[[nodiscard]] base::Result<void> check_chain_since(store::Reader& reader, const LedgerChain& chain,
                                                   const std::optional<wire::LedgerCheckpoint>& last,
                                                   const LedgerChain::Head& head);
// Signs what the checkpoint says of its chain.
void sign_checkpoint(const KeyRing& keys, std::string_view of, wire::LedgerCheckpoint& checkpoint);
[[nodiscard]] wire::LedgerEnd signed_end(const KeyRing& keys, std::string_view of, const LedgerChain::Head& head,
                                         base::Instant now);

// Takes whole lines, each with its newline; what it returns as an error ends the export.
using LedgerSink = std::function<base::Result<void>(std::string_view lines)>;

// One page of an export, for servers that send it piece by piece. `after` is where the page before ended, and `upto`
// what the first page said.
struct ExportStep {
  std::uint64_t after = 0, upto = 0;
  std::string hash;  // of entry `upto`
  bool begun = false, ended = false;
};
// The next lines, never "" before step.ended.
[[nodiscard]] base::Result<std::string> export_chain_page(store::Store& store, const LedgerChain& chain,
                                                          const KeyRing& keys, base::Instant now, ExportStep& step);
// The whole chain with its checkpoints, by pages: never all in memory. Writers go on; what they append meanwhile isn't
// in it.
[[nodiscard]] base::Result<void> export_chain(store::Store& store, const LedgerChain& chain, const KeyRing& keys,
                                              base::Instant now, const LedgerSink& sink);

}  // namespace gridboard::desk
