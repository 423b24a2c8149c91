// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/postgres/postgres_store.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "sync/store/migrations/migrations.hpp"
#include "sync/store/postgres/postgres_connection.hpp"
#include "tests/sync/store/backends.hpp"
#include "tests/sync/store/calls.hpp"

using namespace gridboard;
using base::Result;
using tests::Calls;

namespace {

Result<void> publish(store::Store& store, std::string_view body, std::string_view log = "YX") {
  return store.write([&](store::Writer& writer) { return writer.publish(log, "place/YX", "YX", body); });
}

}  // namespace

TEST_CASE("commits of other nodes are told, those of this one once") {
  const std::string location = tests::postgres_server().new_location();
  auto server = store::open_store(location);
  auto command = store::open_store(location);
  REQUIRE_MESSAGE(server, (server ? "" : server.error().message));
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
  CHECK(calls.count() == 3);
  (*server)->on_change({});
  REQUIRE(publish(**server, "4"));
  CHECK(calls.count() == 3);
}

// A leader that fails takes along the numbers of transactions that no follower heard of; the next one gives them out
// again, for what must not be skipped.
TEST_CASE("a mark doesn't run ahead of what was committed, however much was rolled back") {
  const std::string location = tests::postgres_server().new_location();
  auto store = store::open_store(location);
  auto server = store::PostgresConnection::open(location);
  REQUIRE(store);
  REQUIRE(server);
  const auto mark_now = [&] {
    std::string mark;
    REQUIRE((*store)->read([&](store::Reader& reader) { return reader.moved_logs(mark).map([](const auto&) {}); }));
    return mark;
  };
  SUBCASE("of a store in which nothing moved yet") {}
  SUBCASE("of one in which something did") {
    REQUIRE(publish(**store, "1"));
  }
  const std::string before = mark_now();
  for (int i = 0; i < 5; ++i) REQUIRE((*server)->execute("BEGIN; SELECT pg_current_xact_id(); ROLLBACK"));
  CHECK(mark_now() == before);
  REQUIRE(publish(**store, "2"));
  std::string mark = before;
  REQUIRE((*store)->read([&](store::Reader& reader) -> Result<void> {
    CHECK(reader.moved_logs(mark).value().size() == 1);
    CHECK(mark != before);
    CHECK(reader.moved_logs(mark).value().empty());
    return {};
  }));
}

TEST_CASE("writers that wait for each other in a circle both get through, one of them the second time") {
  const std::string location = tests::postgres_server().new_location();
  auto one = store::open_store(location), other = store::open_store(location);
  REQUIRE(one);
  REQUIRE(other);
  REQUIRE((*one)->write([](store::Writer& writer) -> Result<void> {
    store::Board board;
    for (const char* id : {"A", "B"}) {
      board.id = id;
      REQUIRE(writer.put(board));
    }
    return {};
  }));
  std::atomic<int> holding = 0, runs = 0;
  const auto cross = [&](store::Store& store, const std::string& first, const std::string& second) {
    return store.write([&](store::Writer& writer) -> Result<void> {
      ++runs;
      if (const auto found = writer.board(first); !found) return tl::unexpected(found.error());
      ++holding;
      while (holding < 2) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      if (const auto found = writer.board(second); !found) return tl::unexpected(found.error());
      return writer.publish("YX", "k" + first, "", "{}");
    });
  };
  Result<void> there;
  std::thread thread([&] { there = cross(**other, "B", "A"); });
  const auto here = cross(**one, "A", "B");
  thread.join();
  CHECK(here);
  CHECK(there);
  CHECK(runs.load() >= 3);  // the same tie may come again
  CHECK((*one)->read([](store::Reader& reader) -> Result<void> {
    CHECK(reader.log_head("YX").value()->head == 2);
    return {};
  }));
}

TEST_CASE("writers of the same logs in any order don't wait for each other in a circle") {
  const std::string location = tests::postgres_server().new_location();
  auto one = store::open_store(location), other = store::open_store(location);
  std::atomic<int> ready = 0, runs = 0;
  const auto cross = [&](store::Store& store, const std::string& first, const std::string& second) {
    return store.write([&](store::Writer& writer) -> Result<void> {
      ++runs;
      if (auto done = writer.publish(first, "k" + first, "", "{}"); !done) return done;
      ++ready;
      while (ready < 2) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return writer.publish(second, "l" + first, "", "{}");
    });
  };
  std::thread thread([&] { CHECK(cross(**other, "B", "A")); });
  CHECK(cross(**one, "A", "B"));
  thread.join();
  CHECK(runs.load() == 2);
}

TEST_CASE("a one-time thing is done once, however many nodes do it at once") {
  const std::string location = tests::postgres_server().new_location();
  constexpr int kNodes = 6;
  std::vector<std::unique_ptr<store::Store>> nodes;
  for (int i = 0; i < kNodes; ++i) nodes.push_back(std::move(store::open_store(location).value()));
  store::Board board;
  board.id = "b1";
  board.code_hash = "hash";
  REQUIRE(nodes.front()->write([&](store::Writer& writer) { return writer.put(board); }));
  std::atomic<int> enrolled = 0, failed = 0;
  std::vector<std::thread> threads;
  for (auto& node : nodes) {
    threads.emplace_back([&] {
      bool mine = false;
      const auto done = node->write([&](store::Writer& writer) -> Result<void> {
        mine = false;
        auto found = writer.board_with_code("hash");
        if (!found) return tl::unexpected(found.error());
        if (!*found) return {};
        mine = true;
        (*found)->code_hash.clear();
        return writer.put(**found);
      });
      if (!done) ++failed;
      if (mine) ++enrolled;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failed == 0);
  CHECK(enrolled == 1);
}

TEST_CASE("what fails in the database fails the whole write, even if nobody looked") {
  auto store = store::open_store(tests::postgres_server().new_location());
  REQUIRE(store);
  const auto done = (*store)->write([](store::Writer& writer) -> Result<void> {
    (void)writer.put_setting("kept", "no");
    (void)writer.keep_answer("b", "i", {"h", "1"});
    (void)writer.keep_answer("b", "i", {"h", "2"});
    return {};
  });
  REQUIRE_FALSE(done);
  CHECK(done.error().code == base::ErrorCode::conflict);
  CHECK((*store)->read([](store::Reader& reader) -> Result<void> {
    CHECK_FALSE(reader.setting("kept").value());
    return {};
  }));
  CHECK((*store)->write([](store::Writer& writer) { return writer.put_setting("kept", "yes"); }));
}

TEST_CASE("a location is one of a database, without a password") {
  const auto code_of = [](const std::string& location) {
    const auto store = store::open_postgres_store(location);
    CHECK_FALSE(store);
    return store ? base::ErrorCode::internal : store.error().code;
  };
  CHECK(code_of("postgresql://gridboard:secret@localhost/centre") == base::ErrorCode::invalid_input);
  CHECK(code_of("postgresql://localhost/centre?password=secret") == base::ErrorCode::invalid_input);
  CHECK(code_of("postgresql://localhost/centre?nonsense=1") == base::ErrorCode::invalid_input);
  CHECK(code_of("postgresql:///centre?host=/nowhere") == base::ErrorCode::unavailable);
}

TEST_CASE("of several hosts the one that is there is taken") {
  std::string location = tests::postgres_server().new_location();
  location.replace(location.find("host="), 5, "host=/nowhere,");
  const auto store = store::open_store(location);
  REQUIRE_MESSAGE(store, (store ? "" : store.error().message));
  CHECK(publish(**store, "1"));
}

TEST_CASE("a database of a newer program is left alone") {
  const std::string location = tests::postgres_server().new_location();
  REQUIRE(store::open_store(location));
  {
    auto connection = store::PostgresConnection::open(location);
    REQUIRE((*connection)->execute("UPDATE schema_version SET version = 999"));
  }
  const auto store = store::open_store(location);
  REQUIRE_FALSE(store);
  CHECK(store.error().code == base::ErrorCode::conflict);
}

TEST_CASE("a database of an older program is taken over, by several nodes at once") {
  const std::string location = tests::postgres_server().new_location();
  {
    auto connection = store::PostgresConnection::open(location);
    REQUIRE(connection);
    REQUIRE((*connection)->execute(store::postgres_migrations().front()));
    REQUIRE((*connection)
                ->execute("CREATE TABLE schema_version (version BIGINT NOT NULL);"
                          "INSERT INTO schema_version VALUES (1);"
                          "INSERT INTO setting VALUES ('zone', '+08:00')"));
  }
  std::atomic<int> opened = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      const auto store = store::open_store(location);
      if (!store) return;
      const auto read = (*store)->read([&](store::Reader& reader) -> Result<void> {
        if (reader.setting("zone").value() == "+08:00") ++opened;
        return {};
      });
      if (!read) --opened;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(opened == 4);
}
