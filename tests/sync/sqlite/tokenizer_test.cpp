// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/sqlite/tokenizer.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace gridboard;
using namespace gridboard::sqlite;

namespace {

// Each byte a token, in a document with its capital at the same place.
class Bytes final : public Tokenizer {
 public:
  void tokenize(std::string_view text, Purpose purpose, const Emit& emit) const override {
    if (text.find('!') != std::string_view::npos) throw std::runtime_error("cannot");
    for (std::size_t i = 0; i < text.size(); ++i) {
      emit({text.substr(i, 1), i, i + 1, false});
      const std::string capital(1, static_cast<char>(text[i] - 'a' + 'A'));
      if (purpose == Purpose::document) emit({capital, i, i + 1, true});
    }
  }
};

Database with_table() {
  auto database = Database::open(":memory:");
  REQUIRE(database);
  REQUIRE(database->leave_memory_to_the_heap());
  REQUIRE(register_tokenizer(*database, "bytes", std::make_unique<Bytes>()));
  REQUIRE(database->execute("CREATE VIRTUAL TABLE entry USING fts5(words, content = '', tokenize = 'bytes')"));
  REQUIRE(database->execute("INSERT INTO entry(rowid, words) VALUES (1, 'abc'), (2, 'bca')"));
  return std::move(*database);
}

std::int64_t count(Database& database, const std::string& match) {
  const auto found = database.query_integer("SELECT count(*) FROM entry WHERE entry MATCH '" + match + "'");
  REQUIRE(found);
  return *found;
}

}  // namespace

TEST_CASE("a tokenizer of our own splits what is stored and what is asked") {
  Database database = with_table();
  CHECK(count(database, "\"ab\"") == 1);
  CHECK(count(database, "\"bc\"") == 2);
  CHECK(count(database, "\"x\"") == 0);
  SUBCASE("other forms stand at the same place") {
    CHECK(count(database, "\"AB\"") == 1);
    CHECK(count(database, "\"aB\"") == 1);
    CHECK(count(database, "\"BC\"") == 2);
  }
}

TEST_CASE("what a tokenizer throws fails the statement, not the program") {
  Database database = with_table();
  CHECK_FALSE(database.execute("INSERT INTO entry(rowid, words) VALUES (3, 'a!')"));
  CHECK(count(database, "\"a\"") == 2);
}
