// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sync/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace gridboard::sqlite {

using base::Result;

// The error of the last call on `handle`, with `what` in front: busy is unavailable, a broken constraint conflict, a
// damaged file corrupt, a failing or full disk io.
[[nodiscard]] base::Error error_of(sqlite3* handle, int code, std::string_view what);

// A prepared statement. Parameters count from 1, columns from 0. Belongs to the thread that uses its Database.
// A failed bind is kept and reported by the next step.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}
  Statement(Statement&& other) noexcept
      : handle_(std::exchange(other.handle_, nullptr)), bind_code_(std::exchange(other.bind_code_, 0)) {}
  Statement& operator=(Statement&& other) noexcept {
    std::swap(handle_, other.handle_);
    std::swap(bind_code_, other.bind_code_);
    return *this;
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, int value) { return bind(index, static_cast<std::int64_t>(value)); }
  Statement& bind(int index, std::uint64_t value) { return bind(index, static_cast<std::int64_t>(value)); }
  Statement& bind(int index, bool value) { return bind(index, static_cast<std::int64_t>(value)); }
  Statement& bind(int index, std::string_view text);  // copied
  Statement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
  Statement& bind(int index, const std::string& text) { return bind(index, std::string_view(text)); }
  template <class T>
  Statement& bind(int index, const std::optional<T>& value) {
    return value ? bind(index, *value) : bind_null(index);
  }
  Statement& bind_null(int index);
  Statement& bind_blob(int index, std::string_view bytes);  // copied
  // Not copied: `text` or `bytes` must live until the statement is reset or bound anew.
  Statement& bind_unowned(int index, std::string_view text);
  Statement& bind_blob_unowned(int index, std::string_view bytes);
  // Binds values to parameters 1, 2, ...
  template <class... Values>
  Statement& bind_all(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }

  // True while there is a row.
  [[nodiscard]] Result<bool> step();
  // Steps to the end and resets, so that the statement can be bound and run again.
  [[nodiscard]] Result<void> run();
  void reset();

  // Of the present row. Text and blobs live until the next step or reset.
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] bool is_integer(int column) const;
  [[nodiscard]] bool is_blob(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::uint64_t unsigned_integer(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
  [[nodiscard]] std::string_view blob(int column) const;

  [[nodiscard]] sqlite3_stmt* handle() const { return handle_; }

 private:
  Statement& keep(int code);

  sqlite3_stmt* handle_ = nullptr;
  int bind_code_ = 0;
};

}  // namespace gridboard::sqlite
