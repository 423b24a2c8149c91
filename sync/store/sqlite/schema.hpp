// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/sqlite/database.hpp"

namespace gridboard::store {

// Runs the migrations that the file has not had, each in a transaction of its own. conflict if a newer program has.
[[nodiscard]] base::Result<void> migrate(sqlite::Database& database);

}  // namespace gridboard::store
