// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The primary key (log, seq) of the feed as one number, so that the table is clustered by it and compares cheaply.

#include <cstdint>

namespace gridboard::store {

inline constexpr int kSeqBits = 40;
inline constexpr std::uint64_t kMaxSeq = (std::uint64_t{1} << kSeqBits) - 1;

inline std::int64_t feed_position(std::int64_t log, std::uint64_t seq) {
  return (log << kSeqBits) | static_cast<std::int64_t>(seq);
}
inline std::uint64_t seq_of(std::int64_t position) {
  return static_cast<std::uint64_t>(position) & kMaxSeq;
}

}  // namespace gridboard::store
