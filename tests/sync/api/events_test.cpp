// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/sync/api/staff.hpp"

using namespace gridboard;

namespace {

test::Connection follow(const test::Desk& desk, const std::string& session) {
  test::Connection stream(desk.centre.address);
  REQUIRE(stream.send(test::request_text("GET", "/api/v1/events", "", {{"Cookie", "gridboard_session=" + session}})));
  const auto head = stream.read_head();
  REQUIRE(head.status == 200);
  CHECK(head.headers.at("content-type") == "text/event-stream");
  REQUIRE(stream.read_line() == "retry: 2000");
  REQUIRE(stream.read_line() == "");
  return stream;
}

// The next event's data, comments passed over; "" if none came.
std::string next_event(test::Connection& stream) {
  while (auto line = stream.read_line()) {
    if (line->starts_with("data: ")) return line->substr(6);
  }
  return "";
}

}  // namespace

TEST_CASE("who follows hears at once what others changed, and only of what he or she may see") {
  test::Desk desk;
  const std::string admin = desk.session_of(desk.add("admin", {{store::Role::administrator, ""}}));
  const std::string publisher = desk.session_of(desk.add("li", {{store::Role::publisher, ""}}));
  auto of_admin = follow(desk, admin), of_publisher = follow(desk, publisher);
  const auto account = desk.call("POST", "/accounts", admin, R"({"name":"zhao","display_name":"赵","grants":[]})");
  REQUIRE(account.status == 201);
  const auto added = desk.call("POST", "/boards", admin, R"({"place":"YX/BT/G1/XH/3/2"})");
  REQUIRE(added.status == 201);
  const std::string board = test::text_in(test::json_of(added).at("board").as_object(), "id");

  std::string heard;
  while (heard.find(board) == std::string::npos) {
    const std::string event = next_event(of_admin);
    REQUIRE(!event.empty());
    heard += event;
  }
  CHECK(heard.find(R"({"topic":"people","id":")") != std::string::npos);
  CHECK(heard.find(R"({"topic":"audit","id":")") != std::string::npos);
  std::string of_boards = next_event(of_publisher);  // the counts may go before the board itself
  if (of_boards.find("\"id\"") == std::string::npos) of_boards = next_event(of_publisher);
  CHECK(of_boards == R"({"topic":"boards","id":")" + board + "\"}");
}

TEST_CASE("a stream ends with its session, and all of them with the server") {
  server::ServiceOptions options;
  options.events.comment_every = std::chrono::milliseconds(50);
  options.events.look_every = std::chrono::milliseconds(50);
  test::Desk desk(options);
  const std::string session = desk.session_of(desk.add("admin", {{store::Role::administrator, ""}}));
  const std::string other = desk.session_of(desk.add("li", {{store::Role::publisher, ""}}));
  auto ending = follow(desk, session), staying = follow(desk, other);
  CHECK(desk.call("DELETE", "/session", session).status == 204);
  CHECK(ending.wait_for_end(std::chrono::seconds(10)));
  CHECK(desk.get("/session", other).status == 200);
  CHECK(desk.centre.service->drain(std::chrono::seconds(5)));
  CHECK(staying.wait_for_end(std::chrono::seconds(10)));
}

TEST_CASE("one follower more than there may be is told to come again") {
  server::ServiceOptions options;
  options.events.most_followers = 1;
  test::Desk desk(options);
  const std::string session = desk.session_of(desk.add("admin", {{store::Role::administrator, ""}}));
  const auto first = follow(desk, session);
  const auto second = desk.get("/events", session);
  CHECK(second.status == 503);
  CHECK(second.headers.count("retry-after") == 1);
}
