// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What is asked of boards from afar, and what they say of themselves, as the console sees it.
#include <doctest/doctest.h>

#include "sync/model/notice.hpp"
#include "sync/wire/commands.hpp"
#include "sync/wire/outbox.hpp"
#include "sync/wire/reports.hpp"
#include "tests/sync/api/staff.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using test::json_of;
using test::kUnit2;
using test::text_in;

namespace {

// 16 by 16, all of one colour.
constexpr const char* kPng =
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mMQyIwhCTGMahjVMHw1AADyG9UBryNU8gAAAABJRU5ErkJggg";

struct Staffed {
  void hand_in(wire::ItemKind kind, const std::string& body) {
    const base::Instant now = desk.centre.clock.now();
    const wire::OutboxItem item{base::make_uuid_v7(now, desk.centre.random), kind, now, body};
    const auto reply = desk.centre.post_outbox(board.token, wire::encode_items({item}, base::Zone{}));
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    REQUIRE(wire::decode_answers(reply.body)->front().outcome == wire::ItemAnswer::Outcome::accepted);
  }
  boost::json::object newest_command() {
    const auto list = json_of(desk.get(at + "/commands", supervisor));
    return list.at("items").as_array().front().as_object();
  }

  test::Desk desk;
  std::string supervisor = desk.session_of(desk.add("chen", {{store::Role::supervisor, "YX/BT"}}));
  test::TestBoard board = desk.centre.enrolled(kUnit2);
  std::string at = "/boards/" + board.board.id;
};

}  // namespace

TEST_CASE("what a board says of itself stands in the list and on its page") {
  Staffed staffed;
  CHECK_FALSE(json_of(staffed.desk.get(staffed.at, staffed.supervisor)).contains("report"));
  staffed.hand_in(wire::ItemKind::health,
                  wire::encode(wire::HealthBody{"0.6.0", 12, -340, 20480, 47, "paper_out", "ok", 86400, "ok"}));
  const auto list = json_of(staffed.desk.get("/boards", staffed.supervisor));
  const auto place = json_of(staffed.desk.get(std::string("/places/one?path=") + kUnit2, staffed.supervisor));
  for (const auto& board :
       {json_of(staffed.desk.get(staffed.at, staffed.supervisor)), list.at("items").as_array().front().as_object(),
        place.at("boards").as_array().front().as_object()}) {
    const auto& report = board.at("report").as_object();
    CHECK(text_in(report, "version") == "0.6.0");
    CHECK(text_in(report, "printer") == "paper_out");
    CHECK(report.at("feed_lag_s").as_int64() == 12);
    CHECK(report.at("clock_offset_ms").as_int64() == -340);
    CHECK(report.at("storage_free_mb").as_int64() == 20480);
    CHECK(report.at("temperature_c").as_int64() == 47);
    CHECK(report.at("uptime_s").as_int64() == 86400);
    CHECK(report.contains("at"));
  }
}

TEST_CASE("a picture is asked for, comes, and is shown; nothing else is") {
  Staffed staffed;
  CHECK(staffed.desk.get(staffed.at + "/picture", staffed.supervisor).status == 404);
  const auto asked = staffed.desk.call("POST", staffed.at + "/picture", staffed.supervisor);
  REQUIRE_MESSAGE(asked.status == 202, asked.body);
  CHECK(text_in(json_of(asked), "state") == "asked");
  CHECK(text_in(json_of(asked), "kind") == "picture");
  const auto again = staffed.desk.call("POST", staffed.at + "/picture", staffed.supervisor);
  CHECK(again.status == 409);
  CHECK(text_in(json_of(again), "todo").find("十分钟") != std::string::npos);

  const std::string id = text_in(json_of(asked), "id"), png = base::from_base64url(kPng);
  staffed.hand_in(wire::ItemKind::command, wire::encode(wire::CommandAnswer{id, wire::CommandOutcome::waiting, ""}));
  CHECK(text_in(staffed.newest_command(), "state") == "waiting");
  staffed.hand_in(wire::ItemKind::screenshot, wire::encode(wire::ScreenshotBody{id, png}));
  const auto list = json_of(staffed.desk.get(staffed.at + "/commands", staffed.supervisor));
  CHECK(text_in(list.at("items").as_array().front().as_object(), "state") == "done");
  CHECK(text_in(list.at("picture").as_object(), "command_id") == id);
  CHECK(list.at("picture").as_object().at("width").as_int64() == 16);
  const auto shown = staffed.desk.get(staffed.at + "/picture", staffed.supervisor);
  CHECK(shown.status == 200);
  CHECK(shown.body == png);
  CHECK(shown.headers.at("content-type") == "image/png");
  CHECK(shown.headers.at("cache-control") == "private, no-store");
  CHECK(shown.headers.at("x-content-type-options") == "nosniff");
}

TEST_CASE("a restart ends without an answer, and a board that isn't in use is asked nothing") {
  Staffed staffed;
  const auto asked = staffed.desk.call("POST", staffed.at + "/restart", staffed.supervisor);
  REQUIRE(asked.status == 202);
  // It stands in what the board gets.
  const auto feed = staffed.desk.centre.get("/sync/v1/feed?wait=0", staffed.board.token).body;
  CHECK(feed.find("\"command/restart\"") != std::string::npos);
  staffed.desk.centre.clock.shift(10min);
  CHECK(text_in(staffed.newest_command(), "state") == "ended");
  CHECK(staffed.desk.call("POST", staffed.at + "/revoke", staffed.supervisor, R"({"reason":"r"})").status == 200);
  const auto refused = staffed.desk.call("POST", staffed.at + "/restart", staffed.supervisor);
  CHECK(refused.status == 409);
  CHECK_FALSE(text_in(json_of(refused), "todo").empty());
}

TEST_CASE("how often and how long a notice was there is told beside who shows it") {
  Staffed staffed;
  const std::string writer = staffed.desk.session_of(staffed.desk.add("li", {{store::Role::publisher, ""}}));
  const auto drafted = staffed.desk.call("POST", "/notices", writer,
                                         std::string(R"({"category":"safety","title":"检修",)") +
                                             R"("body":"今天下午。","targets":{"places":[")" + kUnit2 + "\"]}}");
  REQUIRE_MESSAGE(drafted.status == 201, drafted.body);
  const std::string id = text_in(json_of(drafted), "id");
  const auto out =
      staffed.desk.call("POST", "/notices/" + id + "/publish-at-once", writer, R"({"version":1,"reason":"停电在即"})");
  REQUIRE_MESSAGE(out.status == 200, out.body);
  const base::Instant now = staffed.desk.centre.clock.now();
  for (int day = 0; day < 2; ++day) {
    staffed.hand_in(wire::ItemKind::shown, wire::encode(wire::ShownBody{{{id, now, now, 14, 388}}}, base::Zone{}));
  }
  const auto delivery = json_of(staffed.desk.get("/notices/" + id + "/delivery", writer));
  CHECK(delivery.at("shown").as_int64() == 1);
  CHECK(delivery.at("times").as_int64() == 28);
  CHECK(delivery.at("seconds").as_int64() == 776);
  CHECK(delivery.at("items").as_array().front().as_object().at("times").as_int64() == 28);
}

TEST_CASE("who follows hears at once what a board says") {
  Staffed staffed;
  test::Connection stream(staffed.desk.centre.address);
  REQUIRE(stream.send(
      test::request_text("GET", "/api/v1/events", "", {{"Cookie", "gridboard_session=" + staffed.supervisor}})));
  REQUIRE(stream.read_head().status == 200);
  REQUIRE(stream.read_line() == "retry: 2000");
  staffed.hand_in(wire::ItemKind::health, "{}");
  const std::string wanted = R"(data: {"topic":"boards","id":")" + staffed.board.board.id + "\"}";
  std::optional<std::string> line;
  do line = stream.read_line();
  while (line && *line != wanted);
  CHECK(line);
}
