// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The running number of receipts, so kept that it never goes back: in the database, beside it in a small file that says
// below which number all may have been used, and never behind the time. The file outlives a database that has to be begun
// anew; the time outlives the disk: a board that is given a copy of its disk from last week can't know what it handed out
// since, but all of that lies behind what the time says now, unless the clock has gone back behind it as well.

#include <cstdint>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"

namespace gridboard::replica {

// The first number that is surely unused by what the side file says; 0 without one.
[[nodiscard]] std::uint64_t reserved_receipts(const std::string& replica_path);
// Durable when it returns.
[[nodiscard]] base::Result<void> reserve_receipts(const std::string& replica_path, std::uint64_t below);
// A resident takes longer than this to hand something in; a rush that is quicker is caught up with by night. 29^5 numbers
// of five characters reach until 2045.
inline constexpr std::chrono::seconds kReceiptEvery{30};
// The first number that may be used now: as many as there could be since 2026.
[[nodiscard]] std::uint64_t receipts_by_time(base::Instant now);

}  // namespace gridboard::replica
