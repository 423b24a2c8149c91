// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Approval, groups of boards and alarms, over HTTP on a server that watches by itself.
#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "sync/store/alarms.hpp"
#include "tests/sync/api/staff.hpp"

using namespace gridboard;
using namespace std::chrono_literals;
using test::json_of;
using test::text_in;

namespace {

constexpr const char* kNewBoard = R"({"place":"YX/BT/G1/XH/3/2"})";

server::ServiceOptions watching() {
  server::ServiceOptions options;
  options.alarms.every = 20ms;
  options.alarms.from_the_start = true;
  return options;
}

// The list once it has `wanted` items.
boost::json::object alarms(const test::Desk& desk, const std::string& session, std::size_t wanted,
                           const std::string& query = "?standing=true") {
  boost::json::object page;
  for (int i = 0; i < 500; ++i) {
    page = json_of(desk.get("/alarms" + query, session));
    if (page.at("items").as_array().size() == wanted) return page;
    std::this_thread::sleep_for(10ms);
  }
  REQUIRE(page.at("items").as_array().size() == wanted);
  return page;
}

boost::json::object first(const boost::json::object& page) {
  return page.at("items").as_array().at(0).as_object();
}

}  // namespace

TEST_CASE("where boards need approval one that enrols waits, gets nothing, and is let in or turned away") {
  test::Desk desk;
  const std::string session = desk.session_of(desk.add("chen", {{store::Role::administrator, ""}}));
  CHECK(json_of(desk.get("/boards/settings", session)).at("approval").as_bool() == false);
  CHECK(desk.call("PUT", "/boards/settings", session, R"({})").status == 422);
  REQUIRE(desk.call("PUT", "/boards/settings", session, R"({"approval":true})").status == 200);
  const auto enrol = [&] {
    const auto added = json_of(desk.call("POST", "/boards", session, kNewBoard));
    const auto keys = test::make_keys();
    REQUIRE(desk.centre.enrol(text_in(added, "code"), keys.public_key).status == 200);
    return std::pair(text_in(added.at("board").as_object(), "id"), keys);
  };
  const auto [id, keys] = enrol();
  CHECK(text_in(json_of(desk.get("/boards/" + id, session)), "state") == "unapproved");
  CHECK(json_of(desk.get("/boards?state=unapproved", session)).at("total").as_int64() == 1);
  CHECK(json_of(desk.get("/overview", session)).at("boards").as_object().at("unapproved").as_int64() == 1);
  const auto waits = desk.centre.sign_in(id, keys.secret_key);
  CHECK(waits.status == 409);
  CHECK(text_in(json_of(waits), "code") == "awaiting_approval");
  CHECK(waits.headers.contains("retry-after"));

  CHECK(text_in(json_of(desk.call("POST", "/boards/" + id + "/approve", session)), "state") == "active");
  CHECK(desk.call("POST", "/boards/" + id + "/approve", session).status == 409);
  CHECK(desk.centre.sign_in(id, keys.secret_key).status == 200);

  const auto [other, other_keys] = enrol();
  CHECK(desk.call("POST", "/boards/" + other + "/refuse", session, R"({})").status == 422);
  CHECK(text_in(json_of(desk.call("POST", "/boards/" + other + "/refuse", session, R"({"reason":"谁装的？"})")),
                "state") == "revoked");
  CHECK(desk.centre.sign_in(other, other_keys.secret_key).status == 403);

  const auto [third, third_keys] = enrol();
  const auto together = json_of(desk.call("POST", "/boards/together", session,
                                          R"({"action":"approve","boards":[")" + third + "\",\"" + id + "\"]}"));
  CHECK(together.at("done").as_int64() == 1);
  CHECK(together.at("passed_over").as_int64() == 1);
  CHECK(desk.call("POST", "/boards/together", session, R"({"action":"approve"})").status == 422);
  std::vector<std::string> actions;
  for (const auto& entry : desk.audit(4)) actions.push_back(entry.action);
  CHECK(actions == std::vector<std::string>{"approveBoard", "addBoard", "refuseBoard", "addBoard"});
}

TEST_CASE("two boards of one district that fall silent are one alarm, told live, seen to once, and it ends by itself") {
  test::Desk desk(watching());
  const std::string session = desk.session_of(desk.add("chen", {{store::Role::supervisor, ""}}));
  const std::string there = desk.session_of(desk.add("li", {{store::Role::community_manager, test::kUnit2}}));
  const std::string beside = desk.session_of(desk.add("wu", {{store::Role::community_manager, "YX/BT/G1/XH/4"}}));
  desk.centre.write([](store::Writer& writer) -> base::Result<void> {
    REQUIRE(writer.put(model::SupplyPoint{"T1", "", model::SupplyKind::transformer_district, "新华1号台区"}));
    auto place = writer.place(test::kCommunity).value().value();
    place.supply_id = "T1";
    REQUIRE(writer.put(place));
    return {};
  });
  const auto board = desk.centre.enrolled(test::kUnit2), other = desk.centre.enrolled(test::kUnit3);
  CHECK(alarms(desk, session, 0).at("total").as_int64() == 0);
  desk.centre.clock.shift(16min);
  const auto said = first(alarms(desk, session, 1));
  CHECK(text_in(said, "kind") == "silent");
  CHECK(text_in(said, "supply") == "T1");
  CHECK(text_in(said, "words") == "新华1号台区");
  CHECK(said.at("boards").as_int64() == 2);
  const std::string at = "/alarms/" + text_in(said, "id");

  CHECK(alarms(desk, there, 1).at("total").as_int64() == 1);
  CHECK(alarms(desk, beside, 0).at("total").as_int64() == 0);
  CHECK(json_of(desk.get(at, there)).at("members").as_array().size() == 1);
  CHECK(desk.get(at, beside).status == 403);
  CHECK(desk.call("POST", at + "/acknowledge", there, R"({})").status == 403);
  CHECK(desk.get("/alarms/none", session).status == 404);
  const auto seen_to = json_of(desk.call("POST", at + "/acknowledge", session, R"({"note":"已派人"})"));
  CHECK(text_in(seen_to, "state") == "acknowledged");
  CHECK(text_in(seen_to, "acknowledged_by") == "chen");
  CHECK(desk.call("POST", at + "/acknowledge", session, R"({})").status == 409);
  CHECK(desk.get("/alarms?state=loud", session).status == 400);
  CHECK(desk.get("/alarms?after=x", session).status == 400);

  desk.centre.write([&](store::Writer& writer) -> base::Result<void> {
    REQUIRE(writer.note_seen(board.board.id, desk.centre.clock.now()));
    return writer.note_seen(other.board.id, desk.centre.clock.now());
  });
  alarms(desk, session, 0);
  CHECK(text_in(first(alarms(desk, session, 1, "?state=ended")), "note") == "已派人");
  std::vector<std::string> actions;
  for (const auto& entry : desk.audit(10)) actions.push_back(entry.action);
  CHECK(std::count(actions.begin(), actions.end(), "raiseAlarm") == 1);
  CHECK(std::count(actions.begin(), actions.end(), "endAlarm") == 1);
}

TEST_CASE("limits of alarms and groups of boards are set over HTTP, within what one may") {
  test::Desk desk(watching());
  const std::string session = desk.session_of(desk.add("chen", {{store::Role::supervisor, test::kCommunity}}));
  const auto board = desk.centre.enrolled(test::kUnit2);
  const auto rules = json_of(desk.get("/alarm-rules", session));
  CHECK(rules.at("defaults").as_array().size() == 6);
  CHECK(rules.at("items").as_array().empty());

  CHECK(desk.call("POST", "/board-groups", session, R"({"name":"老小区"})").status == 422);
  CHECK(desk.call("POST", "/board-groups", session, R"({"name":"老小区","boards":["B-NOBODY"]})").status == 422);
  const auto group =
      json_of(desk.call("POST", "/board-groups", session, R"({"name":"老小区","boards":[")" + board.board.id + "\"]}"));
  const std::string id = text_in(group, "id");
  CHECK(group.at("boards").as_int64() == 1);
  CHECK(desk.call("POST", "/board-groups", session, R"({"name":"老小区","boards":[]})").status == 409);
  CHECK(json_of(desk.get("/boards?group=" + id, session)).at("total").as_int64() == 1);
  CHECK(json_of(desk.get("/boards?group=none", session)).at("total").as_int64() == 0);
  CHECK(json_of(desk.get("/board-groups/" + id, session)).at("members").as_array().size() == 1);
  CHECK(json_of(desk.get("/board-groups", session)).at("items").as_array().size() == 1);

  const auto of_group = R"({"kind":"silent","figure":120,"group":")" + id + "\"}";
  const auto rule = json_of(desk.call("POST", "/alarm-rules", session, of_group));
  CHECK(text_in(rule, "words") == "老小区");
  CHECK(desk.call("POST", "/alarm-rules", session, of_group).status == 409);
  CHECK(desk.call("POST", "/alarm-rules", session, R"({"kind":"silent","figure":1,"place":"YX/BT/G1/XH"})").status ==
        422);
  CHECK(desk.call("POST", "/alarm-rules", session, R"({"kind":"silent","figure":120,"place":""})").status == 403);
  CHECK(desk.call("POST", "/alarm-rules", session, R"({"figure":120})").status == 422);
  desk.centre.clock.shift(2min);
  CHECK(first(alarms(desk, session, 1)).at("figure").as_int64() == 120);
  const std::string at = "/alarm-rules/" + text_in(rule, "id");
  CHECK(desk.call("PUT", at, session, R"({"on":false,"figure":120})").status == 200);
  alarms(desk, session, 0);

  CHECK(desk.call("POST", "/boards/together", session,
                  R"({"action":"quiet_hours","quiet_hours":{"from":"22:00","to":"06:30"},"group":")" + id + "\"}")
            .status == 200);
  CHECK(json_of(desk.get("/boards/" + board.board.id, session)).contains("quiet_hours"));
  CHECK(desk.call("PUT", "/board-groups/" + id, session, R"({"name":"新小区","boards":[]})").status == 200);
  CHECK(desk.call("DELETE", at, session).status == 204);
  CHECK(desk.call("DELETE", at, session).status == 404);
  CHECK(desk.call("DELETE", "/board-groups/" + id, session).status == 204);
  CHECK(desk.call("DELETE", "/board-groups/" + id, session).status == 404);
}
