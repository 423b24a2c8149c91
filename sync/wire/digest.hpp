// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// By which a board finds out that it holds something else than the centre believes; the exact bytes and their reasons
// are in sync/protocol/FORMAT.md.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/wire/feed.hpp"

namespace gridboard::wire {

// Of a set of records, in whatever order they are added: the sum of a hash of each. So the centre reads a log once and
// adds up what reaches each place. It finds damage; a forger is kept out by the signatures of segments.
class Digest {
 public:
  void add(std::string_view key, std::string_view body);
  void add(const Digest& others);          // which this one has none of
  [[nodiscard]] std::string text() const;  // base64url
  bool operator==(const Digest&) const = default;

 private:
  std::array<std::uint64_t, 4> sum_{};  // mod 2^256, the lowest first
};

// Of all that a board holds of a log when it stands there.
struct LogDigest {
  std::string log;
  LogPosition position;
  std::string digest;
  bool operator==(const LogDigest&) const = default;
};

[[nodiscard]] std::string encode_digests(const std::vector<LogDigest>& digests);
// Untrusted input. corrupt, or too_large: which member is wrong.
[[nodiscard]] base::Result<std::vector<LogDigest>> decode_digests(std::string_view json);

// Body of an item of kind refused_segment by which a board tells that a log had drifted.
struct Drift {
  std::string log, reason;
  bool operator==(const Drift&) const = default;
};
[[nodiscard]] std::string encode(const Drift& drift);
// Untrusted input. not_found for what a board refused for another reason.
[[nodiscard]] base::Result<Drift> decode_drift(std::string_view json);

}  // namespace gridboard::wire
