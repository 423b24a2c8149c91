// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Larger things, which travel by the SHA-256 of what they are. The bytes and their reasons are in
// sync/protocol/FORMAT.md.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::wire {

// A font of all Chinese characters is the largest that there is any use for: 20 MB.
inline constexpr std::uint64_t kMaxBlobBytes = 32u << 20;
// What is kept, read and sent at once. A reader takes no more memory than a few of these.
inline constexpr std::size_t kBlobPieceBytes = 256 << 10;

// 64 small hex digits: nothing else is looked for, in a store or among files.
[[nodiscard]] bool is_sha256(std::string_view text);

// Hashes what comes piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::string_view bytes);
  // 64 small hex digits. Once.
  [[nodiscard]] std::string take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};
[[nodiscard]] std::string sha256_of(std::string_view bytes);

// A piece of a blob in a bundle; `offset` counts from 0, and the pieces of one blob follow each other.
struct BlobLine {
  std::string sha256;
  std::uint64_t size = 0;  // of the whole
  std::uint64_t offset = 0;
  std::string bytes;
  bool operator==(const BlobLine&) const = default;
};
[[nodiscard]] bool is_blob_line(std::string_view line);
[[nodiscard]] std::string encode(const BlobLine& line);
// Untrusted input. corrupt, too_large, with what is wrong; what the hash says of the bytes isn't looked at.
[[nodiscard]] base::Result<BlobLine> parse_blob_line(std::string_view line);

}  // namespace gridboard::wire
