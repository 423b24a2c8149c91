// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What SQL runs on. An interface because there are two at a real edge, SQLite and PostgreSQL: statements are written
// once for both, with parameters ?1, ?2, ...; where the two differ, SqlDialect has the words.
//
// Threads: a connection and its statements belong to one thread at a time.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::store {

using base::Result;

struct SqlDialect {
  // Behind a SELECT by which a writer reads what it may change: nobody else changes it until the commit.
  std::string_view for_update;
  // Behind `FROM bill`: the index of open bills, which SQLite doesn't choose by itself.
  std::string_view by_open_bills;
  // A random number of at most 53 bits.
  std::string_view random_epoch;
  // Of Reader::moved_logs: what stands in log.moved of a log that this transaction moves; a query for the mark, as
  // text; and which logs moved since the mark ?1.
  std::string_view moved_now;
  std::string_view moved_mark;
  std::string_view moved_since;
  // Of a list in parameter ?1, see sql/lists.hpp: behind a column, that it is on the list; and whether lists are arrays
  // or the text of a JSON array.
  std::string_view on_list;
  bool array_lists = false;
  // How many rows go into one INSERT: where each statement costs a good deal by itself, more than one.
  std::size_t rows_at_once = 1;
};

// The present row. Columns count from 0. Text and bytes live until the next step.
class SqlRow {
 public:
  virtual ~SqlRow() = default;
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual std::string_view text(int column) const = 0;
  [[nodiscard]] virtual std::string_view blob(int column) const = 0;
  // Of a feed body: packed by body_codec.hpp, not the text itself.
  [[nodiscard]] virtual bool is_packed(int column) const = 0;

  [[nodiscard]] std::uint64_t unsigned_integer(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
  [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
};

// A prepared statement on loan from its connection, which must outlive it. Parameters count from 1. A failed bind is
// reported by the next call that runs it.
class SqlStatement : public SqlRow {
 public:
  virtual void bind_integer(int index, std::int64_t value) = 0;
  virtual void bind_text(int index, std::string_view text) = 0;   // copied
  virtual void bind_blob(int index, std::string_view bytes) = 0;  // copied
  virtual void bind_null(int index) = 0;
  virtual void bind_list(int index, const std::vector<std::int64_t>& numbers) = 0;
  virtual void bind_list(int index, const std::vector<std::string>& texts) = 0;

  // True while there is a row.
  [[nodiscard]] virtual Result<bool> step() = 0;
  // Runs it to its end; how many rows it touched.
  [[nodiscard]] virtual Result<std::int64_t> run() = 0;
  // Runs it some time before whatever is asked next and before the commit. A failure may be told only then, and spoils
  // the transaction.
  [[nodiscard]] virtual Result<void> queue() = 0;

  void bind(int index, std::int64_t value) { bind_integer(index, value); }
  void bind(int index, int value) { bind_integer(index, value); }
  void bind(int index, std::uint64_t value) { bind_integer(index, static_cast<std::int64_t>(value)); }
  void bind(int index, bool value) { bind_integer(index, value ? 1 : 0); }
  void bind(int index, std::string_view text) { bind_text(index, text); }
  void bind(int index, const char* text) { bind_text(index, text); }
  void bind(int index, const std::string& text) { bind_text(index, text); }
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    if (value) {
      bind(index, *value);
    } else {
      bind_null(index);
    }
  }
  // Binds values to parameters 1, 2, ...
  template <class... Values>
  void bind_all(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
  }
};

class SqlConnection {
 public:
  virtual ~SqlConnection() = default;
  // Prepared once a connection.
  [[nodiscard]] virtual Result<std::unique_ptr<SqlStatement>> statement(std::string_view sql) = 0;
  [[nodiscard]] virtual const SqlDialect& dialect() const = 0;
};

}  // namespace gridboard::store
