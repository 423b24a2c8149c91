// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sqlite/sqlite_connection.hpp"

#include "sync/wire/json_writer.hpp"

namespace gridboard::store {

namespace {

// One writer at a time: nothing needs a lock of its own, and a version counted up at each commit orders them.
constexpr SqlDialect kDialect = {
    .for_update = "",
    .by_open_bills = "INDEXED BY bill_open ",
    .random_epoch = "random() & 9007199254740991",
    .moved_now = "(SELECT version + 1 FROM feed_version)",
    .moved_mark = "SELECT version FROM feed_version",
    .moved_since = "moved > CAST(?1 AS INTEGER)",
    .on_list = " IN (SELECT value FROM json_each(?1))",
};

template <class Value>
std::string json_list(const std::vector<Value>& values) {
  wire::JsonWriter json;
  json.begin_array();
  for (const Value& value : values) json.value(value);
  json.end_array();
  return json.take();
}

class SqliteStatement final : public SqlStatement {
 public:
  SqliteStatement(sqlite::Loan loan, sqlite::Database& database) : loan_(std::move(loan)), database_(database) {}

  void bind_integer(int index, std::int64_t value) override { loan_->bind(index, value); }
  void bind_text(int index, std::string_view text) override { loan_->bind(index, text); }
  void bind_blob(int index, std::string_view bytes) override { loan_->bind_blob(index, bytes); }
  void bind_null(int index) override { loan_->bind_null(index); }
  void bind_list(int index, const std::vector<std::int64_t>& numbers) override { bind_text(index, json_list(numbers)); }
  void bind_list(int index, const std::vector<std::string>& texts) override { bind_text(index, json_list(texts)); }

  Result<bool> step() override { return loan_->step(); }
  Result<std::int64_t> run() override {
    return loan_->run().map([this] { return database_.changes(); });
  }
  Result<void> queue() override { return loan_->run(); }

  [[nodiscard]] bool is_null(int column) const override { return loan_->is_null(column); }
  [[nodiscard]] std::int64_t integer(int column) const override { return loan_->integer(column); }
  [[nodiscard]] std::string_view text(int column) const override { return loan_->text(column); }
  [[nodiscard]] std::string_view blob(int column) const override { return loan_->blob(column); }
  [[nodiscard]] bool is_packed(int column) const override { return loan_->is_blob(column); }

 private:
  sqlite::Loan loan_;
  sqlite::Database& database_;
};

}  // namespace

Result<std::unique_ptr<SqlStatement>> SqliteConnection::statement(std::string_view sql) {
  auto loan = database_.cached(sql);
  if (!loan) return tl::unexpected(loan.error());
  return std::unique_ptr<SqlStatement>(std::make_unique<SqliteStatement>(std::move(*loan), database_));
}

const SqlDialect& SqliteConnection::dialect() const {
  return kDialect;
}

}  // namespace gridboard::store
