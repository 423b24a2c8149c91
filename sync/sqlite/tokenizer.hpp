// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How a full-text index (FTS5) of this connection splits text, in our own C++.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/sqlite/database.hpp"

namespace gridboard::sqlite {

class Tokenizer {
 public:
  enum class Purpose { document, query };  // what is put into the index, and a quoted phrase of a MATCH expression
  struct Token {
    std::string_view text;         // lives for the call of Emit
    std::size_t from = 0, to = 0;  // bytes of the text that it stands for
    bool colocated = false;        // another form of the token before it, at the same place
  };
  using Emit = std::function<void(const Token&)>;

  virtual ~Tokenizer() = default;
  // Any bytes, valid UTF-8 or not. What it throws fails the statement.
  virtual void tokenize(std::string_view text, Purpose purpose, const Emit& emit) const = 0;
};

// For "CREATE VIRTUAL TABLE ... USING fts5(..., tokenize = '<name>')" on this connection, which keeps the tokenizer
// until it is closed. unavailable if this SQLite was built without FTS5.
[[nodiscard]] Result<void> register_tokenizer(Database& database, const std::string& name,
                                              std::unique_ptr<const Tokenizer> tokenizer);

}  // namespace gridboard::sqlite
