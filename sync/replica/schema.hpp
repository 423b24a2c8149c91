// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The tables of a board's file, and small steps on them that reader and writer share.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/sqlite/database.hpp"

namespace gridboard::replica {

using base::Result;

inline constexpr int kSchemaVersion = 3;

// An empty file of mode 0600 if there is none: SQLite keeps the mode, for its side files as well.
void make_private_file(const std::string& path);
// Makes what happened to names beside the file durable. False if it can't.
bool sync_folder_of(const std::string& path);

// Makes what is missing, in a new file and in one of an older release. conflict if the file was written by a newer release.
[[nodiscard]] Result<void> make_schema(sqlite::Database& database);

template <class... Values>
[[nodiscard]] Result<void> run(sqlite::Database& database, std::string_view sql, const Values&... values) {
  auto statement = database.cached(sql);
  if (!statement) return tl::unexpected(statement.error());
  (*statement)->bind_all(values...);
  return (*statement)->run();
}

// Calls `each(statement)` for every row.
template <class Each, class... Values>
[[nodiscard]] Result<void> for_each_row(sqlite::Database& database, std::string_view sql, Each each,
                                        const Values&... values) {
  auto statement = database.cached(sql);
  if (!statement) return tl::unexpected(statement.error());
  (*statement)->bind_all(values...);
  while (true) {
    const auto row = (*statement)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    each(**statement);
  }
}

// The first failure of steps that one transaction holds together: it is rolled back as a whole.
[[nodiscard]] Result<void> first_failure(std::initializer_list<Result<void>> steps);

// Named values: version, households_version, cursor, revoked, last_contact_ms, clock_offset_ms, receipt_number, clean.
[[nodiscard]] Result<std::optional<std::string>> setting(sqlite::Database& database, std::string_view name);
[[nodiscard]] Result<std::int64_t> setting_number(sqlite::Database& database, std::string_view name);  // 0 if unset
[[nodiscard]] Result<void> set_setting(sqlite::Database& database, std::string_view name, std::string_view value);
[[nodiscard]] Result<void> set_setting(sqlite::Database& database, std::string_view name, std::int64_t value);

}  // namespace gridboard::replica
