// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/sqlite/database.hpp"

#include <doctest/doctest.h>

#include "sync/sqlite/transaction.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using sqlite::Database;
using sqlite::OpenMode;
using sqlite::Transaction;

TEST_CASE("a database opened for writing is durable") {
  const tests::TemporaryFolder folder;
  auto database = Database::open(folder.file("a.db"));
  REQUIRE(database);
  CHECK(database->query_text("PRAGMA journal_mode").value() == "wal");
  CHECK(database->query_integer("PRAGMA synchronous").value() == 2);
  CHECK(database->query_integer("PRAGMA foreign_keys").value() == 1);
}

TEST_CASE("opening says what is wrong") {
  const tests::TemporaryFolder folder;
  SUBCASE("a missing file is not found") {
    for (const OpenMode mode : {OpenMode::existing, OpenMode::read_only}) {
      const auto database = Database::open(folder.file("none.db"), {mode});
      REQUIRE_FALSE(database);
      CHECK(database.error().code == base::ErrorCode::not_found);
    }
  }
  SUBCASE("another kind of file is corrupt") {
    const auto database = Database::open(folder.write("text.db", std::string(8192, 'x')));
    REQUIRE_FALSE(database);
    CHECK(database.error().code == base::ErrorCode::corrupt);
  }
}

TEST_CASE("statements bind and read every type") {
  auto database = Database::open(":memory:");
  REQUIRE(database);
  REQUIRE(database->execute("CREATE TABLE t (a, b, c, d)"));
  const std::string bytes("\0\x01", 2);
  {
    auto insert = database->cached("INSERT INTO t VALUES (?1, ?2, ?3, ?4)");
    REQUIRE(insert);
    (*insert)->bind(1, std::int64_t{1} << 60).bind(2, "龑").bind_blob(3, bytes).bind_null(4);
    REQUIRE((*insert)->run());
    CHECK(database->changes() == 1);
    (*insert)->bind_all(1, std::string(), std::optional<std::string>(), true);
    REQUIRE((*insert)->run());
  }
  auto select = database->prepare("SELECT a, b, c, d FROM t ORDER BY a DESC");
  REQUIRE(select);
  REQUIRE(select->step().value());
  CHECK(select->integer(0) == std::int64_t{1} << 60);
  CHECK(select->text(1) == "龑");
  CHECK(select->blob(2) == bytes);
  CHECK(select->is_blob(2));
  CHECK(select->is_null(3));
  REQUIRE(select->step().value());
  CHECK(select->text(1).empty());
  CHECK_FALSE(select->is_null(1));
  CHECK(select->is_null(2));
  CHECK(select->boolean(3));
  CHECK_FALSE(select->step().value());
}

TEST_CASE("a failed bind is reported by the step") {
  auto database = Database::open(":memory:");
  auto select = database->prepare("SELECT ?1");
  select->bind(2, 1);
  const auto row = select->step();
  REQUIRE_FALSE(row);
  CHECK(row.error().message.find("binding") != std::string::npos);
}

TEST_CASE("the same cached statement twice at once is two statements") {
  auto database = Database::open(":memory:");
  auto first = database->cached("SELECT 1 UNION SELECT 2");
  REQUIRE((*first)->step().value());
  {
    auto second = database->cached("SELECT 1 UNION SELECT 2");
    REQUIRE((*second)->step().value());
    CHECK((*second)->integer(0) == 1);
  }
  REQUIRE((*first)->step().value());
  CHECK((*first)->integer(0) == 2);
}

TEST_CASE("a transaction that isn't committed leaves nothing") {
  auto database = Database::open(":memory:");
  REQUIRE(database->execute("CREATE TABLE t (a UNIQUE)"));
  {
    auto transaction = Transaction::begin(*database, Transaction::Kind::write);
    REQUIRE(transaction);
    REQUIRE(database->execute("INSERT INTO t VALUES (1)"));
  }
  CHECK(database->query_integer("SELECT count(*) FROM t").value() == 0);
  {
    auto transaction = Transaction::begin(*database, Transaction::Kind::write);
    REQUIRE(database->execute("INSERT INTO t VALUES (1)"));
    REQUIRE(transaction->commit());
  }
  CHECK(database->query_integer("SELECT count(*) FROM t").value() == 1);
  const auto again = database->execute("INSERT INTO t VALUES (1)");
  REQUIRE_FALSE(again);
  CHECK(again.error().code == base::ErrorCode::conflict);
}

TEST_CASE("a second writer waits for the busy time and is then told that the database is unavailable") {
  const tests::TemporaryFolder folder;
  auto first = Database::open(folder.file("a.db"));
  auto second = Database::open(folder.file("a.db"), {OpenMode::existing, std::chrono::milliseconds(20)});
  REQUIRE(second);
  auto transaction = Transaction::begin(*first, Transaction::Kind::write);
  REQUIRE(transaction);
  const auto refused = Transaction::begin(*second, Transaction::Kind::write);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == base::ErrorCode::unavailable);
}

TEST_CASE("a read-only connection reads what others write and writes nothing") {
  const tests::TemporaryFolder folder;
  auto writer = Database::open(folder.file("a.db"));
  REQUIRE(writer->execute("CREATE TABLE t (a); INSERT INTO t VALUES (7)"));
  auto reader = Database::open(folder.file("a.db"), {OpenMode::read_only});
  REQUIRE(reader);
  CHECK(reader->query_integer("SELECT a FROM t").value() == 7);
  CHECK_FALSE(reader->execute("INSERT INTO t VALUES (8)"));
}

TEST_CASE("a backup is a whole database and overwrites nothing") {
  const tests::TemporaryFolder folder;
  auto database = Database::open(folder.file("a.db"));
  REQUIRE(database->execute("CREATE TABLE t (a); INSERT INTO t VALUES (7)"));
  REQUIRE(database->backup_to(folder.file("b.db")));
  auto copy = Database::open(folder.file("b.db"), {OpenMode::read_only});
  REQUIRE(copy);
  CHECK(copy->query_integer("SELECT a FROM t").value() == 7);
  CHECK(copy->first_damage().value().empty());
  CHECK(database->backup_to(folder.file("b.db")).error().code == base::ErrorCode::conflict);
}
