// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The database's host vanishes and nothing says so: no connection ends, none answers.
#include <doctest/doctest.h>

#include <chrono>

#include "sync/store/postgres/head_watch.hpp"
#include "sync/store/postgres/postgres_store.hpp"
#include "tests/support/silent_proxy.hpp"
#include "tests/sync/store/backends.hpp"
#include "tests/sync/store/calls.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using base::Result;

namespace {

// Less than a real node's, and still so much that a server which is there answers in time on a busy machine.
constexpr store::Patience kPatience{250ms, 1000ms, 5000ms, 6000ms};
constexpr store::WatchPatience kWatchPatience{500ms, 2000ms};

struct Fixture {
  tests::SilentProxy proxy{tests::postgres_server().socket_folder() + "/.s.PGSQL.5432"};
  std::string direct = tests::postgres_server().new_location();
  std::string location = "postgresql:///postgres?host=127.0.0.1&port=" + std::to_string(proxy.port()) +
                         direct.substr(direct.find("&user="));
};

Result<void> publish(store::Store& store, const std::string& key) {
  return store.write([&](store::Writer& writer) { return writer.publish("YX", key, "YX", "{}"); });
}

Result<std::uint64_t> head_of(store::Store& store) {
  std::uint64_t head = 0;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto found = reader.log_head("YX");
    if (!found) return tl::unexpected(found.error());
    head = *found ? (*found)->head : 0;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return head;
}

}  // namespace

TEST_CASE("what was unused for a while asks first, so that a vanished server costs no write and no read") {
  Fixture fixture;
  auto store = store::open_postgres_store(fixture.location, kPatience);
  REQUIRE_MESSAGE(store, (store ? "" : store.error().message));
  REQUIRE(publish(**store, "a"));
  REQUIRE(head_of(**store).value() == 1);
  fixture.proxy.silence_present();
  std::this_thread::sleep_for(kPatience.ask_after);
  const auto written = publish(**store, "b");
  CHECK_MESSAGE(written, (written ? "" : written.error().message));
  CHECK(head_of(**store).value() == 2);
}

TEST_CASE("a server that vanishes in the midst of a write or a read is given up, and the next one finds another") {
  Fixture fixture;
  auto store = store::open_postgres_store(fixture.location, {60'000ms, 1000ms, 2000ms, 2500ms});
  REQUIRE(store);
  REQUIRE(publish(**store, "a"));
  REQUIRE(head_of(**store).value() == 1);
  fixture.proxy.silence_present();
  CHECK(head_of(**store).error().code == base::ErrorCode::unavailable);
  CHECK(head_of(**store).value() == 1);
  CHECK(publish(**store, "b").error().code == base::ErrorCode::unavailable);
  CHECK(publish(**store, "b"));
  CHECK(head_of(**store).value() == 2);
}

TEST_CASE("who listens notices that nobody speaks any more, and listens anew") {
  Fixture fixture;
  auto other = store::open_store(fixture.direct);
  REQUIRE(other);
  tests::Calls told, lost;
  store::HeadWatch watch(
      fixture.location, [&](int process) { (process == 0 ? lost : told).note(); }, kWatchPatience);
  REQUIRE(publish(**other, "a"));
  CHECK(told.reach(1));
  SUBCASE("while the server is there it stays connected, however long nothing happens") {
    std::this_thread::sleep_for(kWatchPatience.ask_every * 4);
    CHECK(lost.count() == 0);
    CHECK(fixture.proxy.accepted() == 1);
    REQUIRE(publish(**other, "b"));
    CHECK(told.reach(2));
  }
  SUBCASE("a vanished one is found out, and what was overlooked is asked for") {
    fixture.proxy.silence_present();
    REQUIRE(publish(**other, "b"));
    CHECK(lost.reach(1));
    CHECK(fixture.proxy.accepted() == 2);
    REQUIRE(publish(**other, "c"));
    CHECK(told.reach(2));
  }
}
