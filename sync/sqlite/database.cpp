// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/sqlite/database.hpp"

#include <sqlite3.h>
#include <unistd.h>

namespace gridboard::sqlite {

Result<Database> Database::open(const std::string& path, const OpenOptions& options) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= options.mode == OpenMode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (options.mode == OpenMode::create) flags |= SQLITE_OPEN_CREATE;
  if (options.mode != OpenMode::create && path != ":memory:" && ::access(path.c_str(), F_OK) != 0) {
    return base::fail(base::ErrorCode::not_found, "There is no database at " + path);
  }
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  Database database(handle);
  if (code != SQLITE_OK) return tl::unexpected(error_of(handle, code, "opening " + path));
  if (auto done = database.configure(options); !done) {
    done.error().message = "opening " + path + ": " + done.error().message;
    return tl::unexpected(done.error());
  }
  return database;
}

Result<void> Database::configure(const OpenOptions& options) {
  sqlite3_busy_timeout(handle_, static_cast<int>(options.busy_timeout.count()));
  if (options.mode == OpenMode::read_only) return execute("PRAGMA query_only=ON");
  std::string sql;
  if (options.page_bytes > 0) sql = "PRAGMA page_size=" + std::to_string(options.page_bytes) + ";";
  sql += "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;";
  return execute(sql);
}

Database::~Database() {
  cache_.clear();
  sqlite3_close_v2(handle_);
}

Result<void> Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error_of(handle_, code, "running a statement"));
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &handle, nullptr);
  if (code != SQLITE_OK) {
    return tl::unexpected(error_of(handle_, code, "preparing \"" + std::string(sql.substr(0, 60)) + "\""));
  }
  return Statement(handle);
}

Result<Loan> Database::cached(std::string_view sql) {
  auto found = cache_.find(sql);
  if (found != cache_.end() && found->second->lent) {
    auto second = prepare(sql);
    if (!second) return tl::unexpected(second.error());
    return Loan(std::move(*second));
  }
  if (found == cache_.end()) {
    auto statement = prepare(sql);
    if (!statement) return tl::unexpected(statement.error());
    auto entry = std::make_unique<Cached>();
    entry->statement = std::move(*statement);
    found = cache_.emplace(std::string(sql), std::move(entry)).first;
  }
  found->second->lent = true;
  return Loan(&found->second->statement, &found->second->lent);
}

Result<std::int64_t> Database::query_integer(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return base::fail(base::ErrorCode::not_found, "no row for \"" + std::string(sql) + "\"");
  return statement->integer(0);
}

Result<std::string> Database::query_text(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return base::fail(base::ErrorCode::not_found, "no row for \"" + std::string(sql) + "\"");
  return statement->string(0);
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(handle_);
}

std::int64_t Database::last_insert_id() const {
  return sqlite3_last_insert_rowid(handle_);
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

Result<void> Database::leave_checkpoints_to_others() {
  const int code = sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error_of(handle_, code, "configuring checkpoints"));
  return execute("PRAGMA wal_autocheckpoint=0");
}

Result<void> Database::checkpoint_every(int pages) {
  const int code = sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error_of(handle_, code, "configuring checkpoints"));
  return execute("PRAGMA wal_autocheckpoint=" + std::to_string(pages));
}

Result<void> Database::checkpoint() {
  const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error_of(handle_, code, "checkpointing"));
  return {};
}

Result<void> Database::leave_memory_to_the_heap() {
  const int code = sqlite3_db_config(handle_, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 0, 0);
  if (code != SQLITE_OK) return tl::unexpected(error_of(handle_, code, "configuring memory"));
  return {};
}

void Database::interrupt() {
  sqlite3_interrupt(handle_);
}

Result<void> Database::backup_to(const std::string& path) {
  if (::access(path.c_str(), F_OK) == 0) {
    return base::fail(base::ErrorCode::conflict, path + " exists already; name a new file");
  }
  auto statement = prepare("VACUUM INTO ?1");
  if (!statement) return tl::unexpected(statement.error());
  statement->bind(1, path);
  return statement->run();
}

Result<std::string> Database::first_damage() {
  auto answer = query_text("PRAGMA quick_check(1)");
  if (!answer) return answer;
  return *answer == "ok" ? std::string() : *answer;
}

}  // namespace gridboard::sqlite
