// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A line of a ledger that somebody else kept.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/wire/ledger.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const auto parsed = wire::parse_ledger_line(line);
  if (!parsed) return 0;
  const auto* entry = std::get_if<wire::LedgerEntry>(&*parsed);
  if (entry == nullptr) return 0;
  // One line for one entry: else two files would have the same hashes.
  if (wire::encode(*entry) != line) std::abort();
  if (wire::ledger_hash(*entry).size() != wire::kLedgerHashHex) std::abort();
  return 0;
}
