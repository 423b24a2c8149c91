// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sync/sqlite/database.hpp"
#include "sync/store/postgres/postgres_connection.hpp"

namespace gridboard::store {

// What a column of PostgreSQL holds; in SQLite a bill number may be a number and a feed body a text.
enum class ColumnKind { number, text, bytes };

struct CopiedColumn {
  std::string name;
  ColumnKind kind = ColumnKind::text;
};

struct CopiedTable {
  std::string name;
  std::vector<CopiedColumn> columns;
  // "board, item, ..."
  [[nodiscard]] std::string column_list() const;
};

// The tables that both stores have, those that others refer to first. Not what only says how one of them got here: its
// version, SQLite's feed version, when a log moved. internal if the schemas differ otherwise.
[[nodiscard]] Result<std::vector<CopiedTable>> copied_tables(sqlite::Database& file, PostgresConnection& server);

}  // namespace gridboard::store
