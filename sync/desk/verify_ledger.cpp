// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/verify_ledger.hpp"

#include <sodium.h>

#include <map>

#include "sync/wire/ledger.hpp"
#include "sync/wire/signature.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

class Verifier {
 public:
  Verifier(std::string_view trusted_key, const std::optional<KnownEntry>& known)
      : trusted_key_(trusted_key), known_(known) {}

  Result<void> take(const std::string& line) {
    ++line_;
    if (ended_) return wrong("something follows the end");
    const auto parsed = wire::parse_ledger_line(line);
    if (!parsed) return wrong(parsed.error().message);
    if ((line_ == 1) != std::holds_alternative<wire::LedgerStart>(*parsed)) {
      return wrong(line_ == 1 ? "isn't the beginning of a ledger" : "the ledger begins again");
    }
    return std::visit([this](const auto& value) { return take_value(value); }, *parsed);
  }

  [[nodiscard]] Result<VerifiedLedger> finish() const {
    if (line_ == 0) return fail(ErrorCode::corrupt, "the file is empty");
    if (!ended_) {
      return fail(ErrorCode::corrupt, "line " + std::to_string(line_ + 1) + ": is missing; the ledger was cut off");
    }
    if (known_ && known_->number > ledger_.entries) {
      return fail(ErrorCode::corrupt, "entry " + std::to_string(ledger_.entries + 1) +
                                          " is missing: an earlier file has " + std::to_string(known_->number) +
                                          " entries");
    }
    return ledger_;
  }

 private:
  [[nodiscard]] Result<void> wrong(const std::string& why) const {
    return fail(ErrorCode::corrupt, "line " + std::to_string(line_) + ": " + why);
  }
  [[nodiscard]] Result<void> not_ours() const {
    return fail(ErrorCode::unauthenticated, "line " + std::to_string(line_) + ": was signed by another centre's key");
  }

  Result<void> take_value(const wire::LedgerStart& start) {
    ledger_.of = start.of;
    return {};
  }

  Result<void> take_value(const wire::KeyLine& key) {
    if (ledger_.entries > 0 || ledger_.checkpoints > 0) return wrong("a key stands among the entries");
    if (key.number != keys_.size() + 2) return wrong("a key is missing or out of order");
    if (!keys_.empty() && !wire::follows(key, keys_.rbegin()->second.publishing_key)) {
      return wrong("the key isn't signed by the key before");
    }
    if (key.publishing_key == trusted_key_) trusted_number_ = key.number;
    keys_.emplace(key.number, key);
    return {};
  }

  Result<void> take_value(const wire::LedgerEntry& entry) {
    const std::string name = "entry " + std::to_string(entry.number);
    if (entry.number != ledger_.entries + 1) {
      return wrong(name + " stands where entry " + std::to_string(ledger_.entries + 1) + " belongs");
    }
    if (entry.hash != wire::ledger_hash(entry)) return wrong(name + " was changed");
    if (entry.previous != ledger_.hash) return wrong(name + " doesn't follow the entry before");
    if (known_ && known_->number == entry.number && known_->hash != entry.hash) {
      return wrong(name + " isn't the one of the earlier file");
    }
    ledger_.entries = entry.number;
    ledger_.hash = entry.hash;
    return {};
  }

  Result<void> take_value(const wire::LedgerCheckpoint& checkpoint) {
    ++ledger_.checkpoints;
    return check_signed(checkpoint, wire::statement_bytes(checkpoint, ledger_.of), "the signature");
  }

  Result<void> take_value(const wire::LedgerEnd& end) {
    ended_ = true;
    ledger_.signed_at = end.checkpoint.at;
    ledger_.key_number = end.checkpoint.key_number;
    // A key that was given up since could have been found by somebody.
    const std::uint64_t least = trusted_number_.value_or(1);
    if (end.checkpoint.key_number < least) return not_ours();
    return check_signed(end.checkpoint, wire::statement_bytes(end, ledger_.of), "the end");
  }

  Result<void> check_signed(const wire::LedgerCheckpoint& checkpoint, const std::string& statement, const char* what) {
    if (!is_ours(checkpoint.key_number, checkpoint.publishing_key)) return not_ours();
    if (!wire::signature_fits(checkpoint.publishing_key, checkpoint.signature, statement)) {
      return wrong(std::string(what) + " isn't the centre's");
    }
    if (checkpoint.number != ledger_.entries || checkpoint.hash != ledger_.hash) {
      return wrong(std::string(what) + " is under entry " + std::to_string(checkpoint.number) +
                   " as it was, not under entry " + std::to_string(ledger_.entries) + " as it stands here");
    }
    return {};
  }

  // Whether the key of that number hangs together with the trusted one.
  [[nodiscard]] bool is_ours(std::uint64_t number, const std::string& key) const {
    const bool trusted_is_first =
        keys_.empty() || wire::follows(keys_.begin()->second, trusted_key_);  // the first one is in no KeyLine
    if (!trusted_number_ && !trusted_is_first) return false;
    if (number == 1) return keys_.empty() ? key == trusted_key_ : wire::follows(keys_.begin()->second, key);
    const auto found = keys_.find(number);
    return found != keys_.end() && found->second.publishing_key == key;
  }

  const std::string trusted_key_;
  const std::optional<KnownEntry> known_;
  std::uint64_t line_ = 0;
  bool ended_ = false;
  std::map<std::uint64_t, wire::KeyLine> keys_;
  std::optional<std::uint64_t> trusted_number_;  // unset: the first
  VerifiedLedger ledger_;
};

}  // namespace

Result<VerifiedLedger> verify_ledger(std::istream& lines, std::string_view trusted_key,
                                     const std::optional<KnownEntry>& known) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium can't be used");
  Verifier verifier(trusted_key, known);
  std::string line;
  while (std::getline(lines, line)) {
    // A last line without its end was cut, however whole it looks.
    if (lines.eof()) line += ' ';
    if (auto taken = verifier.take(line); !taken) return tl::unexpected(taken.error());
  }
  if (lines.bad()) return fail(ErrorCode::io, "the file can't be read");
  return verifier.finish();
}

}  // namespace gridboard::desk
