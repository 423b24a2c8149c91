// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/move/move_store.hpp"

#include <doctest/doctest.h>

#include "sync/sqlite/database.hpp"
#include "sync/store/people.hpp"
#include "sync/wire/records.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::Result;

namespace {

// A bit of everything, packed bodies, tombstones and odd bill numbers among it.
void fill(store::Store& store) {
  const auto encode = [](const model::Bill& bill) -> Result<std::string> {
    return wire::encode(wire::seal({bill, std::nullopt}, std::string(32, 'k'), base::Zone{}), base::Zone{});
  };
  auto batch = store.make_bill_batch();
  REQUIRE(batch);
  model::Bill odd = tests::sample_bill("0012345679", 4);
  odd.bill_no = "A-0007";
  for (const model::Bill& bill : {tests::sample_bill("0012345678", 3), odd}) {
    REQUIRE((*batch)->add(bill, "YX/B", "YX/B/3", encode(bill).value(), 0));
  }
  REQUIRE(store.write([&](store::Writer& writer) -> Result<void> {
    store::BatchOutcome outcome;
    REQUIRE(writer.put(**batch, encode, outcome));
    REQUIRE(writer.put(model::Place{"YX/B", model::PlaceKind::community, "新华社区", model::SiteClass::rural, "", ""}));
    model::Notice notice;
    notice.id = "n1";
    notice.title = "标题";
    notice.audience = {"YX/B", "YX/C"};
    REQUIRE(writer.put(notice));
    store::Board board;
    board.id = "b1";
    board.last_seen = tests::at_second(5);
    REQUIRE(writer.put(board));
    REQUIRE(writer.publish("YX/B", "notice/n1", "YX/B|YX/C", R"({"t":"\u0001\\"})"));
    REQUIRE(writer.publish("YX/B", "gone", "YX/B", "{}"));
    REQUIRE(writer.unpublish("YX/B", "gone"));
    REQUIRE(writer.keep_answer("b1", "i1", {"h", "{}"}));
    store::Account account;
    account.id = "a1";
    account.name = "wangmin";
    account.grants = {{store::Role::publisher, "YX/B"}};
    REQUIRE(writer.write_people().put(account));
    store::AuditEntry entry;
    entry.number = 1;
    entry.after = R"({"name":"王敏"})";
    entry.hash = wire::ledger_hash(entry);
    REQUIRE(writer.write_people().append(entry));
    REQUIRE(writer.write_people().put(store::AuditCheckpoint{1, entry.hash, tests::at_second(6), 1, "key", "s"}));
    return writer.put_setting("zone", "+08:00");
  }));
}

// Every row of every table but what the move leaves out, with the types of its values.
std::vector<std::string> rows_of(const std::string& path) {
  auto file = sqlite::Database::open(path);
  REQUIRE(file);
  std::vector<std::string> rows;
  auto tables = file->prepare(
      "SELECT 'SELECT ''' || m.name || ': '' || ' || group_concat('quote(' || c.name || ')', ' || '','' || ') || "
      "' FROM ' || m.name || ' ORDER BY 1' FROM sqlite_master AS m, pragma_table_info(m.name) AS c "
      "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> 'feed_version' "
      "AND NOT (m.name = 'log' AND c.name = 'moved') GROUP BY m.name ORDER BY m.name");
  REQUIRE(tables);
  while (tables->step().value()) {
    auto each = file->prepare(tables->text(0));
    REQUIRE(each);
    while (each->step().value()) rows.push_back(each->string(0));
  }
  return rows;
}

}  // namespace

TEST_CASE("a centre that moves to PostgreSQL and back is the same, to the last value") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("centre.db");
  {
    auto store = store::open_store(path);
    REQUIRE(store);
    fill(**store);
    const auto refused = store::move_to_postgres(path, tests::postgres_server().new_location());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == base::ErrorCode::conflict);  // somebody has it open
  }
  const std::string location = tests::postgres_server().new_location();
  const auto moved = store::move_to_postgres(path, location);
  REQUIRE_MESSAGE(moved, (moved ? "" : moved.error().message));
  CHECK(moved->rows > 10);
  CHECK_FALSE(moved->was_there);

  auto store = store::open_store(location);
  REQUIRE(store);
  SUBCASE("a backup of it is a file with the same in it") {
    const auto done = (*store)->back_up_to(folder.file("copy.db"));
    REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
    CHECK(rows_of(folder.file("copy.db")) == rows_of(path));
    const auto again = (*store)->back_up_to(folder.file("copy.db"));
    REQUIRE_FALSE(again);
    CHECK(again.error().code == base::ErrorCode::conflict);
  }
  SUBCASE("boards go on where they are, and new logs get new ids") {
    CHECK((*store)->write([](store::Writer& writer) -> Result<void> {
      REQUIRE(writer.publish("YX/B", "next", "YX/B", "{}"));
      REQUIRE(writer.publish("YX/C", "first", "YX/C", "{}"));
      std::uint64_t scanned = 0;
      const auto head = writer.log_head("YX/B").value().value();
      CHECK(head.head == 6);
      CHECK(writer.changes("YX/B", 5, 6, "YX/B", 9, 1 << 20, scanned).value().size() == 1);
      return {};
    }));
  }
  SUBCASE("the same move again finds that all of it is there; when one has gone on, it is refused") {
    const auto again = store::move_to_postgres(path, location);
    REQUIRE(again);
    CHECK(again->was_there);
    REQUIRE((*store)->write([](store::Writer& writer) { return writer.publish("YX/B", "next", "YX/B", "{}"); }));
    const auto refused = store::move_to_postgres(path, location);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == base::ErrorCode::conflict);
  }
}

TEST_CASE("a move that fails leaves nothing behind") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("centre.db");
  {
    auto store = store::open_store(path);
    fill(**store);
  }
  {
    // Not UTF-8: refused by PostgreSQL in the middle of the copy.
    auto file = sqlite::Database::open(path);
    REQUIRE(file->execute("INSERT INTO setting VALUES ('broken', CAST(x'ff00' AS TEXT))"));
  }
  const std::string location = tests::postgres_server().new_location();
  REQUIRE_FALSE(store::move_to_postgres(path, location));
  auto store = store::open_store(location);
  REQUIRE(store);
  CHECK((*store)->read([](store::Reader& reader) -> Result<void> {
    CHECK_FALSE(reader.log_head("YX/B").value());
    CHECK(reader.boards().value().empty());
    return {};
  }));
}
