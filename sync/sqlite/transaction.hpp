// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/sqlite/database.hpp"

namespace gridboard::sqlite {

// Rolled back at the end of its life unless committed. `write` takes the write lock at once, so that it can't fail
// half-way for another writer; `read` is a snapshot from its first statement on.
class Transaction {
 public:
  enum class Kind { read, write };
  [[nodiscard]] static Result<Transaction> begin(Database& database, Kind kind);

  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  Transaction(const Transaction&) = delete;
  ~Transaction();

  // After an error the transaction is rolled back.
  [[nodiscard]] Result<void> commit();
  void roll_back();

 private:
  explicit Transaction(Database& database) : database_(&database) {}

  Database* database_;
};

}  // namespace gridboard::sqlite
