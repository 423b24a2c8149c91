// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A damaged file is set aside; what can't be fetched again is carried over into a new one.

#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"

namespace gridboard::replica {

// Afterwards `path` is a whole database with the identity, outbox, receipts and running number that could be read, and
// the damaged one lies beside it as <path>.corrupt-<time>. A crash half-way loses neither: begin again.
[[nodiscard]] base::Result<void> salvage(const std::string& path, base::Instant now);
// Ends a salvage that a crash cut off between its two renames.
void finish_salvage(const std::string& path);

}  // namespace gridboard::replica
