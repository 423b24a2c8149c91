// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sqlite/sqlite_store.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <chrono>

#include "sync/sqlite/database.hpp"
#include "sync/store/migrations/migrations.hpp"
#include "sync/store/sqlite/owner_lock.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/sync/store/calls.hpp"

using namespace gridboard;
using tests::Calls;

namespace {

base::Result<void> publish(store::Store& store, std::string_view body) {
  return store.write([&](store::Writer& writer) { return writer.publish("YX", "place/YX", "YX", body); });
}

}  // namespace

TEST_CASE("the file belongs to its owner alone") {
  const tests::TemporaryFolder folder;
  REQUIRE(store::open_sqlite_store(folder.file("centre.db")));
  struct stat about {};
  REQUIRE(::stat(folder.file("centre.db").c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
}

TEST_CASE("commits that move a head are told, whoever made them") {
  const tests::TemporaryFolder folder;
  auto server = store::open_sqlite_store(folder.file("centre.db"));
  auto command = store::open_sqlite_store(folder.file("centre.db"));
  REQUIRE(server);
  REQUIRE(command);
  Calls calls;
  (*server)->on_change([&] { calls.note(); });

  REQUIRE(publish(**server, "1"));
  CHECK(calls.count() == 1);
  REQUIRE(publish(**command, "2"));
  CHECK(calls.reach(2));
  REQUIRE((*command)->write([](store::Writer& writer) { return writer.put_setting("a", "b"); }));
  REQUIRE(publish(**command, "3"));
  CHECK(calls.reach(3));
  (*server)->on_change({});
  REQUIRE(publish(**server, "4"));
  CHECK(calls.count() == 3);
}

TEST_CASE("one holder of the lock checkpoints, the next one takes it when that ends") {
  const tests::TemporaryFolder folder;
  auto server = store::open_sqlite_store(folder.file("centre.db"));
  store::OwnerLock other(folder.file("centre.db") + ".owner");
  CHECK_FALSE(other.try_take());
  server->reset();
  CHECK(other.try_take());
}

TEST_CASE("a store of a newer program is left alone") {
  const tests::TemporaryFolder folder;
  REQUIRE(store::open_sqlite_store(folder.file("centre.db")));
  {
    auto database = sqlite::Database::open(folder.file("centre.db"));
    REQUIRE(database->execute("PRAGMA user_version=999"));
  }
  const auto store = store::open_sqlite_store(folder.file("centre.db"));
  REQUIRE_FALSE(store);
  CHECK(store.error().code == base::ErrorCode::conflict);
}

TEST_CASE("a store of the first release is taken over with all that is in it") {
  const tests::TemporaryFolder folder;
  {
    auto database = sqlite::Database::open(folder.file("centre.db"));
    REQUIRE(database);
    REQUIRE(database->execute(store::migrations().front()));
    REQUIRE(database->execute(
        "INSERT INTO notice VALUES ('n1', 0, '标题', '正文', 1000, 1000, NULL, 1, 0, '', 0, '云溪供电');"
        "INSERT INTO notice_audience VALUES ('n1', 0, 'YX');"
        "INSERT INTO outage VALUES ('o1', 0, 0, '检修', '3 栋', '新华线', 1000, 2000, 3000, NULL, '');"
        "INSERT INTO outage_audience VALUES ('o1', 0, 'YX');"
        "INSERT INTO request VALUES ('K7M-2248-Q', 'repair', 'YX/B/3', '', 'b1', 4, 1000, 2000, NULL, 'board');"
        "INSERT INTO request_step VALUES ('K7M-2248-Q', 0, 2500, 4, '', '');"
        "INSERT INTO board VALUES ('b1', '3栋', 'YX/B/3', 0, 1, '', 0, 'cHVi', 'K7M', 1000, NULL);"
        "PRAGMA user_version=1"));
  }
  auto store = store::open_sqlite_store(folder.file("centre.db"));
  REQUIRE_MESSAGE(store, (store ? "" : store.error().message));
  CHECK((*store)->read([](store::Reader& reader) -> base::Result<void> {
    const auto notice = reader.notice("n1").value().value();
    CHECK(notice.pinned);
    CHECK(notice.publisher == "云溪供电");
    CHECK(notice.day_parts.empty());
    CHECK(notice.outage_id.empty());
    const auto outage = reader.outage("o1").value().value();
    CHECK(outage.etr == base::Instant(std::chrono::milliseconds(3000)));
    CHECK(outage.windows.empty());
    CHECK_FALSE(outage.choose_by);
    CHECK(outage.chosen_window.empty());
    const auto request = reader.request("K7M-2248-Q").value().value();
    CHECK(request.source == "board");
    CHECK_FALSE(request.rating);
    CHECK(request.merged_into.empty());
    CHECK(model::may_rate(request));
    CHECK(reader.count_done("YX", {}, base::Instant::max()).value().front().count == 1);
    const auto board = reader.board("b1").value().value();
    CHECK(board.public_key == "cHVi");
    CHECK_FALSE(board.quiet_hours);
    CHECK(board.sign_in_key.empty());
    CHECK(reader.sign_ins({}).value().empty());
    return {};
  }));
  store->reset();
  CHECK(store::open_sqlite_store(folder.file("centre.db")));
}

TEST_CASE("a backup taken beside a writer opens as a store") {
  const tests::TemporaryFolder folder;
  auto store = store::open_sqlite_store(folder.file("centre.db"));
  REQUIRE(publish(**store, "1"));
  REQUIRE((*store)->back_up_to(folder.file("copy.db")));
  auto copy = store::open_sqlite_store(folder.file("copy.db"));
  REQUIRE(copy);
  CHECK((*copy)->read([](store::Reader& reader) -> base::Result<void> {
    CHECK(reader.log_head("YX").value()->head == 1);
    return {};
  }));
}
