// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sync/replica/replica.hpp"
#include "sync/sqlite/database.hpp"

namespace gridboard::replica {

// See ReplicaReader::commands().
[[nodiscard]] Result<std::vector<HeldCommand>> held_commands(sqlite::Database& database);

}  // namespace gridboard::replica
