// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/sqlite/statement.hpp"

#include <sqlite3.h>

namespace gridboard::sqlite {

namespace {

base::ErrorCode code_for(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return base::ErrorCode::unavailable;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return base::ErrorCode::corrupt;
    case SQLITE_CONSTRAINT:
      return base::ErrorCode::conflict;
    case SQLITE_TOOBIG:
      return base::ErrorCode::too_large;
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return base::ErrorCode::io;
    default:
      return base::ErrorCode::internal;
  }
}

}  // namespace

base::Error error_of(sqlite3* handle, int code, std::string_view what) {
  std::string message(what);
  message += ": ";
  message += handle != nullptr && sqlite3_errcode(handle) != SQLITE_OK ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  return base::Error{code_for(code), std::move(message)};
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

Statement& Statement::keep(int code) {
  if (code != SQLITE_OK && bind_code_ == SQLITE_OK) bind_code_ = code;
  return *this;
}

Statement& Statement::bind(int index, std::int64_t value) {
  return keep(sqlite3_bind_int64(handle_, index, value));
}

Statement& Statement::bind(int index, std::string_view text) {
  // A null pointer would bind NULL; empty text is not NULL.
  return keep(
      sqlite3_bind_text64(handle_, index, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement& Statement::bind_null(int index) {
  return keep(sqlite3_bind_null(handle_, index));
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
  return keep(sqlite3_bind_blob64(handle_, index, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_TRANSIENT));
}

Statement& Statement::bind_unowned(int index, std::string_view text) {
  return keep(
      sqlite3_bind_text64(handle_, index, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

Statement& Statement::bind_blob_unowned(int index, std::string_view bytes) {
  return keep(sqlite3_bind_blob64(handle_, index, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC));
}

Result<bool> Statement::step() {
  if (bind_code_ != SQLITE_OK) {
    const int code = std::exchange(bind_code_, SQLITE_OK);
    return tl::unexpected(error_of(nullptr, code, "binding a parameter"));
  }
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  const base::Error error = error_of(sqlite3_db_handle(handle_), code, "running a statement");
  sqlite3_reset(handle_);
  return tl::unexpected(error);
}

Result<void> Statement::run() {
  while (true) {
    const auto more = step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
  }
  sqlite3_reset(handle_);
  return {};
}

void Statement::reset() {
  sqlite3_reset(handle_);
  bind_code_ = SQLITE_OK;
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

bool Statement::is_integer(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_INTEGER;
}

bool Statement::is_blob(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_BLOB;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle_, column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(handle_, column);
}

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

}  // namespace gridboard::sqlite
