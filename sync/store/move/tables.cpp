// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/move/tables.hpp"

#include <algorithm>
#include <map>

namespace gridboard::store {

namespace {

// Table to columns to what PostgreSQL calls their types.
using ServerTables = std::map<std::string, std::map<std::string, std::string>>;

Result<ServerTables> server_tables(PostgresConnection& server) {
  auto row = server.statement(
      "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT) "
      "FROM information_schema.columns WHERE table_schema = current_schema()");
  if (!row) return tl::unexpected(row.error());
  ServerTables tables;
  while (true) {
    const auto more = (*row)->step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return tables;
    tables[(*row)->string(0)][(*row)->string(1)] = (*row)->string(2);
  }
}

Result<std::vector<std::string>> texts(sqlite::Database& file, const std::string& sql) {
  auto statement = file.prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  std::vector<std::string> found;
  while (true) {
    const auto more = statement->step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return found;
    found.push_back(statement->string(0));
  }
}

// What the copy keeps by itself as its other tables fill: a version of its own, and what its triggers count.
constexpr const char* kKeptByItself =
    "('feed_version', 'analysis_due', 'unit_households', 'place_called', 'place_word')";

bool is_copied(const std::string& table, const std::string& column) {
  return !(table == "log" && column == "moved");
}

Result<CopiedTable> copied_table(sqlite::Database& file, const std::string& name, const ServerTables& there) {
  const auto table = there.find(name);
  const auto columns = texts(file, "SELECT name FROM pragma_table_info('" + name + "') ORDER BY cid");
  if (!columns) return tl::unexpected(columns.error());
  CopiedTable copied{name, {}};
  for (const std::string& column : *columns) {
    if (!is_copied(name, column)) continue;
    const auto type = table == there.end() ? there.begin()->second.end() : table->second.find(column);
    if (table == there.end() || type == table->second.end()) {
      return base::fail(base::ErrorCode::internal, name + "." + column + " has no place in PostgreSQL");
    }
    copied.columns.push_back({column, type->second == "bigint"  ? ColumnKind::number
                                      : type->second == "bytea" ? ColumnKind::bytes
                                                                : ColumnKind::text});
  }
  return copied;
}

}  // namespace

std::string CopiedTable::column_list() const {
  std::string list;
  for (const CopiedColumn& column : columns) list.append(list.empty() ? "" : ", ").append(column.name);
  return list;
}

Result<std::vector<CopiedTable>> copied_tables(sqlite::Database& file, PostgresConnection& server) {
  const auto there = server_tables(server);
  if (!there) return tl::unexpected(there.error());
  if (there->empty()) return base::fail(base::ErrorCode::internal, "there are no tables in PostgreSQL");
  // In the order in which they were made, so that what others refer to comes first.
  const auto names = texts(file,
                           "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
                           "AND name NOT IN " +
                               std::string(kKeptByItself) + " ORDER BY rowid");
  if (!names) return tl::unexpected(names.error());
  std::vector<CopiedTable> tables;
  for (const std::string& name : *names) {
    auto table = copied_table(file, name, *there);
    if (!table) return tl::unexpected(table.error());
    tables.push_back(std::move(*table));
  }
  return tables;
}

}  // namespace gridboard::store
