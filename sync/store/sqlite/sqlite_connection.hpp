// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "sync/sqlite/database.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

class SqliteConnection final : public SqlConnection {
 public:
  explicit SqliteConnection(sqlite::Database database) : database_(std::move(database)) {}

  Result<std::unique_ptr<SqlStatement>> statement(std::string_view sql) override;
  [[nodiscard]] const SqlDialect& dialect() const override;
  [[nodiscard]] sqlite::Database& database() { return database_; }

 private:
  sqlite::Database database_;
};

}  // namespace gridboard::store
