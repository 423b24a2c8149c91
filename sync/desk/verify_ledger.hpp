// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Whether an exported ledger is what the centre wrote. Needs no store: whoever has the centre's public key can do it.

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"

namespace gridboard::desk {

struct VerifiedLedger {
  std::string of;  // which chain, see wire::LedgerStart; "" is the audit's
  std::uint64_t entries = 0, checkpoints = 0;
  std::string hash;  // of the last entry, "" if there is none
  base::Instant signed_at{};
  std::uint64_t key_number = 1;  // that signed the end
};

// An entry that an earlier file ended with: the later one must go on from it.
struct KnownEntry {
  std::uint64_t number = 0;
  std::string hash;
};

// `trusted_key`: any publishing key of the centre, base64url; later ones follow from it. corrupt, with the number of
// the line, if anything was changed, removed, put in another order or cut off; unauthenticated if the signatures are of
// another centre's key; io.
[[nodiscard]] base::Result<VerifiedLedger> verify_ledger(std::istream& lines, std::string_view trusted_key,
                                                         const std::optional<KnownEntry>& known = std::nullopt);

}  // namespace gridboard::desk
