// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The ledger of what staff did, and those of who was told what: each a chain of hashes under signatures of the centre,
// one JSON object a line. FORMAT.md has every byte.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/wire/feed.hpp"

namespace gridboard::wire {

using base::Result;

// A line may be as long as this; `before` and `after` each as long as kMaxLedgerValueBytes.
inline constexpr std::size_t kMaxLedgerLineBytes = 128 << 10, kMaxLedgerValueBytes = 48 << 10;
inline constexpr std::size_t kLedgerHashHex = 64;  // BLAKE2b-256

enum class LedgerOutcome { done, refused };

struct LedgerEntry {
  std::uint64_t number = 0;  // 1, 2, 3...
  base::Instant at{};
  std::string actor, actor_name;  // account id, "token:<id>", "cli" or "system"
  std::string action, subject;
  std::string place;          // paths joined by '|', "" if it isn't about one
  std::string before, after;  // JSON without white space around it, "" for nothing
  LedgerOutcome outcome = LedgerOutcome::done;
  std::string peer;            // where it came from
  std::string previous, hash;  // hex; the first one's `previous` is empty

  bool operator==(const LedgerEntry&) const = default;
};

// The centre's signature under the chain as it stood.
struct LedgerCheckpoint {
  std::uint64_t number = 0;  // of the last entry that it covers; 0 of an empty chain
  std::string hash;          // of that entry
  base::Instant at{};
  std::uint64_t key_number = 1;           // of the key, see desk/centre_keys.hpp
  std::string publishing_key, signature;  // base64url

  bool operator==(const LedgerCheckpoint&) const = default;
};

// The first line of a file. How the centre's keys follow from each other comes next, a KeyLine each.
struct LedgerStart {
  std::string supplier;  // for people: nothing vouches for it
  std::string of;  // which chain: "" what staff did, or "notice/<id>", "outage/<id>"; each signature vouches for it

  bool operator==(const LedgerStart&) const = default;
};

// The last line of a file: without it the file was cut off.
struct LedgerEnd {
  LedgerCheckpoint checkpoint;

  bool operator==(const LedgerEnd&) const = default;
};

using LedgerLine = std::variant<LedgerStart, KeyLine, LedgerEntry, LedgerCheckpoint, LedgerEnd>;

// Without a newline.
[[nodiscard]] std::string encode(const LedgerStart& start);
[[nodiscard]] std::string encode(const LedgerEntry& entry);
[[nodiscard]] std::string encode(const LedgerCheckpoint& checkpoint);
[[nodiscard]] std::string encode(const LedgerEnd& end);
// Every value has one line: corrupt for any other form of it, too_large above kMaxLedgerLineBytes.
[[nodiscard]] Result<LedgerLine> parse_ledger_line(std::string_view line);

// BLAKE2b-256, hex, over the exact bytes of the entry's line without its hash.
[[nodiscard]] std::string ledger_hash(const LedgerEntry& entry);
// What a key of the centre signs for them, in the chain `of`: no other signature of ours begins like these.
[[nodiscard]] std::string statement_bytes(const LedgerCheckpoint& checkpoint, std::string_view of = "");
[[nodiscard]] std::string statement_bytes(const LedgerEnd& end, std::string_view of = "");

}  // namespace gridboard::wire
