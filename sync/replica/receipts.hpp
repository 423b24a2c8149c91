// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The running number of receipts, so kept that it never goes back: in the database, and beside it in a small file that
// says below which number all may have been used. The file outlives a database that has to be begun anew.

#include <cstdint>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"

namespace gridboard::replica {

// The first number that is surely unused by what the side file says; 0 without one.
[[nodiscard]] std::uint64_t reserved_receipts(const std::string& replica_path);
// Durable when it returns.
[[nodiscard]] base::Result<void> reserve_receipts(const std::string& replica_path, std::uint64_t below);
// Where to begin if nothing at all is known: a board hands out less than one receipt in ten minutes on the long
// average, so counting these since 2026 passes whatever a lost disk had used.
[[nodiscard]] std::uint64_t receipts_by_date(base::Instant now);

}  // namespace gridboard::replica
