// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One statement for many keys or rows, on both databases.

#include <string>
#include <string_view>
#include <vector>

#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

enum class ListOf {
  numbers,
  texts,
  bill_numbers,  // bound as texts, looked up as bind_bill_number() stores them
};

// " FROM ...": the rows of `table` whose `column`, which has an index, is on the list bound to ?1; the list has each
// once. Every key is looked up by the index, whatever the statistics say: a table that an import fills was empty when
// the statement was planned. `for_update`: as in SqlDialect, or "".
[[nodiscard]] std::string from_each_of(ListOf kind, const SqlDialect& dialect, std::string_view table,
                                       std::string_view column, std::string_view for_update);

// "(?1, ?2), (?3, ?4)"
[[nodiscard]] std::string parameters_of(std::size_t rows, std::size_t columns);

// `head` VALUES ... `tail` for all rows, some of them at once. `bind` binds a row's `columns` values from the index
// that it is given on.
template <class Row, class Bind>
Result<void> insert_rows(SqlConnection& connection, const std::string& head, const std::string& tail,
                         std::size_t columns, const std::vector<Row>& rows, const Bind& bind) {
  const std::size_t at_once = connection.dialect().rows_at_once;
  for (std::size_t done = 0; done < rows.size();) {
    const std::size_t now = rows.size() - done < at_once ? 1 : at_once;
    auto statement = connection.statement(head + " VALUES " + parameters_of(now, columns) + tail);
    if (!statement) return tl::unexpected(statement.error());
    for (std::size_t i = 0; i < now; ++i) {
      if (auto bound = bind(**statement, static_cast<int>(i * columns) + 1, rows[done + i]); !bound) return bound;
    }
    if (auto queued = (*statement)->queue(); !queued) return queued;
    done += now;
  }
  return {};
}

}  // namespace gridboard::store
