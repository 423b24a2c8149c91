// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sql/lists.hpp"

namespace gridboard::store {

namespace {

// As bill_number_column() has it.
constexpr std::string_view kBillNumber =
    "CASE WHEN wanted.value GLOB '[1-9]*' AND wanted.value NOT GLOB '*[^0-9]*' AND length(wanted.value) <= 18 "
    "THEN CAST(wanted.value AS INTEGER) ELSE wanted.value END";

}  // namespace

std::string from_each_of(ListOf kind, const SqlDialect& dialect, std::string_view table, std::string_view column,
                         std::string_view for_update) {
  std::string text;
  if (!dialect.array_lists) {
    const std::string_view value = kind == ListOf::bill_numbers ? kBillNumber : "wanted.value";
    // CROSS JOIN keeps the order of the tables.
    text.append(" FROM (SELECT value FROM json_each(?1)) AS wanted CROSS JOIN ").append(table);
    return text.append(" ON ").append(table).append(".").append(column).append(" = ").append(value);
  }
  text.append(" FROM unnest(CAST(?1 AS ").append(kind == ListOf::numbers ? "BIGINT[]" : "TEXT[]");
  text.append(")) AS wanted (value) CROSS JOIN LATERAL (SELECT * FROM ").append(table).append(" WHERE ");
  // OFFSET keeps the planner from joining the two in a way of its own.
  text.append(column).append(" = wanted.value OFFSET 0").append(for_update);
  return text.append(") AS ").append(table);
}

std::string parameters_of(std::size_t rows, std::size_t columns) {
  std::string text;
  for (std::size_t i = 0; i < rows * columns; ++i) {
    text += i % columns == 0 ? (i == 0 ? "(" : "), (") : ", ";
    text.append("?").append(std::to_string(i + 1));
  }
  return text + ")";
}

}  // namespace gridboard::store
