// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Two servers on one PostgreSQL: who follows the one hears what is done at the other.
#include <doctest/doctest.h>

#include "sync/store/deliveries.hpp"
#include "sync/store/notice_desk.hpp"
#include "sync/store/open_store.hpp"
#include "tests/support/postgres.hpp"
#include "tests/sync/api/staff.hpp"

using namespace gridboard;
using namespace std::chrono_literals;

namespace {

server::ServiceOptions quick() {
  server::ServiceOptions options;
  options.events.look_every = 50ms;
  options.events.boards_every = 50ms;
  return options;
}

// Another server on the same store and with the same keys, as on another machine.
struct OtherNode {
  OtherNode(test::Desk& desk, const std::string& location) {
    auto opened = store::open_store(location);
    REQUIRE(opened);
    store = std::move(*opened);
    auto started =
        server::Service::start(quick(), *store, *desk.centre.key_ring, desk.centre.clock, desk.centre.random);
    REQUIRE_MESSAGE(started, (started ? "" : started.error().message));
    service = std::move(*started);
  }

  std::unique_ptr<store::Store> store;
  std::unique_ptr<server::Service> service;
};

// Reads on until an event has all of `wanted` in it.
bool hears(test::Connection& stream, const std::string& wanted) {
  while (const auto line = stream.read_line()) {
    if (line->starts_with("data: ") && line->find(wanted) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("who follows one node hears what staff and boards did at another") {
  tests::PostgresServer server;
  const std::string location = server.new_location();
  test::Desk desk(quick(), location);
  OtherNode other(desk, location);
  const std::string admin = desk.session_of(desk.add("admin", {{store::Role::administrator, ""}}));
  test::Connection stream(other.service->address());
  REQUIRE(stream.send(test::request_text("GET", "/api/v1/events", "", {{"Cookie", "gridboard_session=" + admin}})));
  REQUIRE(stream.read_head().status == 200);
  REQUIRE(stream.read_line() == "retry: 2000");

  // What staff do at the first node.
  const auto drafted = desk.call("POST", "/notices", admin,
                                 R"({"category":"safety","title":"题","body":"文","targets":{"places":["YX"]}})");
  REQUIRE(drafted.status == 201);
  const std::string notice = test::text_in(test::json_of(drafted), "id");
  CHECK(hears(stream, R"({"topic":"notices","id":")" + notice + "\"}"));
  const auto published =
      desk.call("POST", "/notices/" + notice + "/publish-at-once", admin, R"({"version":1,"reason":"r"})");
  REQUIRE(published.status == 200);
  CHECK(hears(stream, R"("topic":"audit")"));

  // What a board said at the first node, which no chain of audit has.
  std::string code;
  const auto board = desk.centre.add(test::kUnit2, code);
  CHECK(hears(stream, R"({"topic":"boards","id":")" + board.id + "\"}"));
  desk.centre.write([&](store::Writer& writer) {
    return writer.write_deliveries().note_said({store::AnnouncementKind::notice, notice}, board.id,
                                               {desk.centre.clock.now(), {}, {}, 0, 0, ""});
  });
  CHECK(hears(stream, R"({"topic":"notices","id":")" + notice + "\"}"));
}
