// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/sqlite/statement.hpp"

namespace gridboard::sqlite {

enum class OpenMode { create, existing, read_only };

struct OpenOptions {
  OpenMode mode = OpenMode::create;
  std::chrono::milliseconds busy_timeout{10000};
  // For a new file only; 0 keeps SQLite's own.
  int page_bytes = 0;
};

// A cached statement on loan: reset when the loan ends, so that no read transaction is left open.
class Loan {
 public:
  Loan(Statement* statement, bool* lent) : statement_(statement), lent_(lent) {}
  explicit Loan(Statement owned) : owned_(std::make_unique<Statement>(std::move(owned))), statement_(owned_.get()) {}
  Loan(Loan&& other) noexcept
      : owned_(std::move(other.owned_)),
        statement_(std::exchange(other.statement_, nullptr)),
        lent_(std::exchange(other.lent_, nullptr)) {}
  Loan& operator=(Loan&&) = delete;
  Loan(const Loan&) = delete;
  ~Loan() {
    if (statement_ != nullptr) statement_->reset();
    if (lent_ != nullptr) *lent_ = false;
  }
  Statement* operator->() const { return statement_; }
  Statement& operator*() const { return *statement_; }

 private:
  std::unique_ptr<Statement> owned_;
  Statement* statement_ = nullptr;
  bool* lent_ = nullptr;
};

// One connection. A file opened for writing is in WAL mode with synchronous=FULL and foreign keys on. Text is UTF-8.
// A Database and what came from it belong to one thread at a time.
class Database {
 public:
  // not_found if the file isn't there and may not be made; corrupt if it isn't a database.
  [[nodiscard]] static Result<Database> open(const std::string& path, const OpenOptions& options = {});

  Database(Database&& other) noexcept
      : handle_(std::exchange(other.handle_, nullptr)), cache_(std::move(other.cache_)) {}
  Database& operator=(Database&& other) noexcept {
    std::swap(handle_, other.handle_);
    std::swap(cache_, other.cache_);
    return *this;
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  // One or more statements without parameters; rows are thrown away.
  [[nodiscard]] Result<void> execute(const std::string& sql);
  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  // Prepared once a connection. A second loan of the same text while the first lasts gets its own statement.
  [[nodiscard]] Result<Loan> cached(std::string_view sql);
  // First column of the first row; not_found if there is no row.
  [[nodiscard]] Result<std::int64_t> query_integer(std::string_view sql);
  [[nodiscard]] Result<std::string> query_text(std::string_view sql);

  [[nodiscard]] std::int64_t changes() const;  // rows that the last INSERT, UPDATE or DELETE touched
  [[nodiscard]] std::int64_t last_insert_id() const;
  [[nodiscard]] bool in_transaction() const;

  // This connection neither checkpoints by itself nor when it is the last to close.
  [[nodiscard]] Result<void> leave_checkpoints_to_others();
  // Checkpoints by itself every `pages` pages and when it is the last to close.
  [[nodiscard]] Result<void> checkpoint_every(int pages);
  // As much as can be without waiting for readers.
  [[nodiscard]] Result<void> checkpoint();

  // What a statement worked with goes back to the heap when it ends, instead of into slots that this connection keeps.
  // Before anything is prepared.
  [[nodiscard]] Result<void> leave_memory_to_the_heap();

  // From any thread: the statement that runs now ends with an error.
  void interrupt();

  // A consistent copy in a new file while others read and write; conflict if `path` exists.
  [[nodiscard]] Result<void> backup_to(const std::string& path);
  // The first thing that SQLite's quick check finds wrong, "" if nothing.
  [[nodiscard]] Result<std::string> first_damage();

  [[nodiscard]] sqlite3* handle() const { return handle_; }

 private:
  struct Cached {
    Statement statement;
    bool lent = false;
  };
  explicit Database(sqlite3* handle) : handle_(handle) {}
  [[nodiscard]] Result<void> configure(const OpenOptions& options);

  sqlite3* handle_ = nullptr;
  std::map<std::string, std::unique_ptr<Cached>, std::less<>> cache_;
};

}  // namespace gridboard::sqlite
