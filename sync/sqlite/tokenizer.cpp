// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/sqlite/tokenizer.hpp"

#include <sqlite3.h>

namespace gridboard::sqlite {
namespace {

using AddToken = int (*)(void*, int, const char*, int, int, int);

// FTS5 makes an instance for each table; all of them are the one that was registered.
int make(void* context, const char**, int, Fts5Tokenizer** made) {
  *made = static_cast<Fts5Tokenizer*>(context);
  return SQLITE_OK;
}

void let_go(Fts5Tokenizer*) {}

void destroy(void* context) {
  delete static_cast<const Tokenizer*>(context);
}

int tokenize(Fts5Tokenizer* tokenizer, void* context, int flags, const char* text, int bytes, AddToken add) {
  int code = SQLITE_OK;
  const auto emit = [&](const Tokenizer::Token& token) {
    if (code != SQLITE_OK) return;
    code = add(context, token.colocated ? FTS5_TOKEN_COLOCATED : 0, token.text.data(),
               static_cast<int>(token.text.size()), static_cast<int>(token.from), static_cast<int>(token.to));
  };
  const auto purpose = (flags & FTS5_TOKENIZE_QUERY) != 0 ? Tokenizer::Purpose::query : Tokenizer::Purpose::document;
  try {
    const std::string_view whole = bytes > 0 ? std::string_view(text, static_cast<std::size_t>(bytes)) : "";
    reinterpret_cast<const Tokenizer*>(tokenizer)->tokenize(whole, purpose, emit);
  } catch (...) {  // not through SQLite's frames
    return SQLITE_NOMEM;
  }
  return code;
}

// As SQLite's documentation says one gets at it.
Result<fts5_api*> api_of(Database& database) {
  fts5_api* api = nullptr;
  auto statement = database.prepare("SELECT fts5(?1)");
  if (!statement) return base::fail(base::ErrorCode::unavailable, "this SQLite was built without FTS5");
  sqlite3_bind_pointer(statement->handle(), 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
  if (auto row = statement->step(); !row) return tl::unexpected(row.error());
  if (api == nullptr) return base::fail(base::ErrorCode::unavailable, "this SQLite was built without FTS5");
  return api;
}

}  // namespace

Result<void> register_tokenizer(Database& database, const std::string& name,
                                std::unique_ptr<const Tokenizer> tokenizer) {
  auto api = api_of(database);
  if (!api) return tl::unexpected(api.error());
  fts5_tokenizer functions{make, let_go, tokenize};
  auto* context = const_cast<Tokenizer*>(tokenizer.get());
  const int code = (*api)->xCreateTokenizer(*api, name.c_str(), context, &functions, destroy);
  if (code != SQLITE_OK) return tl::unexpected(error_of(database.handle(), code, "registering a tokenizer"));
  (void)tokenizer.release();  // the connection destroys it
  return {};
}

}  // namespace gridboard::sqlite
