// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/sqlite/transaction.hpp"

namespace gridboard::sqlite {

namespace {

Result<void> run(Database& database, std::string_view sql) {
  auto statement = database.cached(sql);
  if (!statement) return tl::unexpected(statement.error());
  return (*statement)->run();
}

}  // namespace

Result<Transaction> Transaction::begin(Database& database, Kind kind) {
  if (auto begun = run(database, kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN"); !begun) {
    return tl::unexpected(begun.error());
  }
  return Transaction(database);
}

Transaction::~Transaction() {
  roll_back();
}

Result<void> Transaction::commit() {
  auto done = run(*database_, "COMMIT");
  if (!done) {
    roll_back();
    return done;
  }
  database_ = nullptr;
  return {};
}

void Transaction::roll_back() {
  Database* database = std::exchange(database_, nullptr);
  // Some errors (a full disk) have rolled back already; a failing ROLLBACK leaves nothing else to do.
  if (database != nullptr && database->in_transaction()) (void)run(*database, "ROLLBACK");
}

}  // namespace gridboard::sqlite
