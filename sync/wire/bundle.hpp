// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A feed or an outbox as a file on a stick, for places without a network. The exact bytes and their reasons are in
// sync/protocol/FORMAT.md: lines, and a last line that says whose the file is and signs all before it.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::wire {

inline constexpr std::uint64_t kMaxBundleBytes = std::uint64_t{1} << 30;

// feed: from the centre to a board. outbox: from that board back.
enum class BundleKind { feed, outbox };

struct BundleEnd {
  BundleKind kind = BundleKind::feed;
  std::string board_id;
  base::Instant made_at{};   // by the centre's clock, as well as its maker knows it
  std::uint64_t bytes = 0;   // of all lines before, newlines included
  std::string sha256;        // of these bytes, 64 small hex digits
  std::string signature;     // of bundle_statement(): by the publishing key, or by the board's own
  bool operator==(const BundleEnd&) const = default;
};

// The bytes that are signed: no other signature of ours begins like them.
[[nodiscard]] std::string bundle_statement(const BundleEnd& end);
[[nodiscard]] std::string encode(const BundleEnd& end, base::Zone zone);
// Untrusted input. corrupt, with what is wrong.
[[nodiscard]] base::Result<BundleEnd> parse_bundle_end(std::string_view line);

// Writes a bundle. Until finish() it is called <path>.part; what is left of it then is removed.
class BundleWriter {
 public:
  using Sign = std::function<base::Result<std::string>(std::string_view statement)>;
  [[nodiscard]] static base::Result<std::unique_ptr<BundleWriter>> create(const std::string& path);
  ~BundleWriter();
  BundleWriter(const BundleWriter&) = delete;
  BundleWriter& operator=(const BundleWriter&) = delete;

  [[nodiscard]] base::Result<void> add(std::string_view line);
  // Fills in bytes, hash and signature. The file is whole and on the disk under its own name when this returns.
  [[nodiscard]] base::Result<BundleEnd> finish(BundleEnd end, const Sign& sign, base::Zone zone);

 private:
  struct State;
  explicit BundleWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Reads one. Everything is copied to a nameless file first and checked there, so that a stick can't give other bytes to
// the check than to the use. Whether the signature is that of whoever should have made it is the caller's to check.
class BundleReader {
 public:
  // not_found, io; too_large; corrupt if it isn't a whole bundle, or isn't what its end says.
  [[nodiscard]] static base::Result<std::unique_ptr<BundleReader>> open(const std::string& path,
                                                                        const std::string& scratch_folder);
  ~BundleReader();
  BundleReader(const BundleReader&) = delete;
  BundleReader& operator=(const BundleReader&) = delete;

  [[nodiscard]] const BundleEnd& end() const;
  void begin_again();
  // The next line before the end, without its newline, valid until the next call; nothing after the last.
  [[nodiscard]] base::Result<std::optional<std::string_view>> next();

 private:
  struct State;
  explicit BundleReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gridboard::wire
