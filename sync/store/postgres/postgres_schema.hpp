// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/store/postgres/postgres_connection.hpp"

namespace gridboard::store {

// Runs the migrations that the database has not had, all or none, one process at a time. conflict if a newer program
// has. Tables are made in the first schema of the connection's search path.
[[nodiscard]] Result<void> migrate(PostgresConnection& connection);

}  // namespace gridboard::store
