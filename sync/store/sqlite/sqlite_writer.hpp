// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/store/sql/sql_writer.hpp"
#include "sync/store/sqlite/sqlite_connection.hpp"

namespace gridboard::store {

// Bills of a batch go in one by one, without a copy of their texts.
class SqliteWriter final : public SqlWriter {
 public:
  explicit SqliteWriter(SqliteConnection& connection) : SqlWriter(connection), database_(connection.database()) {}

  using SqlWriter::put;
  Result<void> put(BillBatch& batch, const EncodeBill& encode, BatchOutcome& outcome) override;

 private:
  Result<std::optional<BatchOutcome::Clash>> put_pending(const PendingBill& pending, const PackedBillBatch& batch,
                                                         bool& inserted);
  Result<std::optional<BatchOutcome::Clash>> clash_of(const PendingBill& pending, const PackedBillBatch& batch);
  Result<bool> has_replaced_bills();
  Result<std::optional<BatchOutcome::Clash>> replaced_by(const PendingBill& pending, const PackedBillBatch& batch);
  Result<void> publish_new(OpenLog& log, std::string_view key, std::string_view audience, std::string_view packed);
  Result<void> insert_record(std::string_view sql, OpenLog& log, std::string_view key, std::string_view audience,
                             std::string_view packed);

  sqlite::Database& database_;
};

}  // namespace gridboard::store
