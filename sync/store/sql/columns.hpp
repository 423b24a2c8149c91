// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How values of the domain stand in columns.

#include <chrono>
#include <cstdint>
#include <optional>

#include "sync/base/time.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

inline std::int64_t to_column(base::Instant at) {
  return at.time_since_epoch().count();
}
inline std::int64_t to_column(base::Date date) {
  return std::chrono::sys_days(date).time_since_epoch().count();
}
template <class T>
std::optional<std::int64_t> to_column(const std::optional<T>& value) {
  if (!value) return std::nullopt;
  return to_column(*value);
}
template <class Enum>
requires std::is_enum_v<Enum> std::int64_t to_column(Enum value) {
  return static_cast<std::int64_t>(value);
}

inline base::Instant instant_of(const SqlRow& row, int column) {
  return base::Instant(std::chrono::milliseconds(row.integer(column)));
}
inline std::optional<base::Instant> instant_if_any(const SqlRow& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return instant_of(row, column);
}
inline base::Date date_of_column(std::int64_t days) {
  return std::chrono::sys_days(std::chrono::days(days));
}
template <class Enum>
Enum enum_of(const SqlRow& row, int column) {
  return static_cast<Enum>(row.integer(column));
}

// Runs `visit` for each row of a statement that is bound already.
template <class Visit>
base::Result<void> each_row(SqlStatement& statement, Visit visit) {
  while (true) {
    const auto row = statement.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    visit(statement);
  }
}

}  // namespace gridboard::store
