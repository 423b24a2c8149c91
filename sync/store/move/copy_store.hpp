// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Whole stores from one backend to the other, table by table: both have the same tables and columns.

#include <cstddef>
#include <string>

#include "sync/sqlite/database.hpp"
#include "sync/store/postgres/postgres_connection.hpp"

namespace gridboard::store {

struct CopyCounts {
  std::size_t tables = 0, rows = 0;
};

// Into an empty store, inside the transaction begun on `to`. internal if a column of the file has no place there.
[[nodiscard]] Result<CopyCounts> copy_from_file(sqlite::Database& from, PostgresConnection& to);
// Into a new file that opens as a store, inside the transaction begun on `from`. conflict if `path` exists; the file is
// there whole or not at all.
[[nodiscard]] Result<void> copy_to_file(PostgresConnection& from, const std::string& path);

}  // namespace gridboard::store
