// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>
#include <thread>

#include "sync/desk/board_health.hpp"
#include "tests/sync/api/staff.hpp"

using namespace gridboard;
using test::json_of;
using test::text_in;

namespace {

constexpr const char* kNewBoard = R"({"place":"YX/BT/G1/XH/3/2"})";

std::string add_board(const test::Desk& desk, const std::string& session) {
  const auto added = desk.call("POST", "/boards", session, kNewBoard);
  REQUIRE(added.status == 201);
  return text_in(json_of(added).at("board").as_object(), "id");
}

model::SupplyPoint point(const char* id, const char* parent, model::SupplyKind kind) {
  return {id, parent, kind, std::string(id) + "线"};
}

}  // namespace

TEST_CASE("a board is added, changed, given a code and a PIN, and revoked, each with its line in the chain") {
  test::Desk desk;
  const auto account = desk.add("chen", {{store::Role::supervisor, "YX/BT"}});
  const std::string session = desk.session_of(account);
  const auto added = desk.call("POST", "/boards", session, kNewBoard);
  REQUIRE(added.status == 201);
  const auto board = json_of(added).at("board").as_object();
  const std::string id = text_in(board, "id"), at = "/boards/" + id;
  CHECK(text_in(board, "words") == "新华社区/3栋/2单元");
  CHECK(text_in(board, "health") == "never_seen");
  CHECK(text_in(json_of(added), "code").size() == 10);

  const auto renewed = desk.call("POST", at + "/code", session);
  CHECK(renewed.status == 201);
  CHECK(text_in(json_of(renewed), "code") != text_in(json_of(added), "code"));
  CHECK(desk.centre.enrol(text_in(json_of(added), "code"), test::make_keys().public_key).status == 401);
  CHECK(desk.centre.enrol(text_in(json_of(renewed), "code"), test::make_keys().public_key).status == 200);
  CHECK(desk.call("POST", at + "/code", session).status == 409);

  const auto changed =
      desk.call("PATCH", at, session, R"({"name":"2单元门口","quiet_hours":{"from":"22:00","to":"06:30"}})");
  CHECK(changed.status == 200);
  CHECK(text_in(json_of(changed).at("quiet_hours").as_object(), "to") == "06:30");
  CHECK(!json_of(desk.call("PATCH", at, session, R"({"quiet_hours":null})")).contains("quiet_hours"));
  CHECK(desk.call("PATCH", at, session, R"({"quiet_hours":{"from":"24:00","to":"6:30"}})").status == 422);

  const auto pin = desk.call("POST", at + "/maintenance-pin", session);
  CHECK(text_in(json_of(pin), "pin").size() == 6);
  CHECK(desk.call("POST", at + "/revoke", session, R"({})").status == 422);
  CHECK(text_in(json_of(desk.call("POST", at + "/revoke", session, R"({"reason":"stolen"})")), "state") == "revoked");
  CHECK(desk.get("/boards/B-NOPE", session).status == 404);

  std::string actions;
  for (const auto& entry : desk.audit()) {
    CHECK(entry.actor == account.id);
    CHECK((entry.before + entry.after).find(text_in(json_of(pin), "pin")) == std::string::npos);
    actions = entry.action + ' ' + actions;
  }
  CHECK(actions == "addBoard renewBoardCode changeBoard changeBoard issueMaintenancePin revokeBoard ");
}

TEST_CASE("pages of boards join up, whatever is asked for") {
  test::Desk desk;
  const std::string session = desk.session_of(desk.add("chen", {{store::Role::supervisor, ""}}));
  std::set<std::string> all;
  for (int i = 0; i < 7; ++i) all.insert(add_board(desk, session));
  std::set<std::string> seen;
  std::string after;
  int pages = 0;
  do {
    const auto page =
        json_of(desk.get("/boards?limit=3&under=YX/BT" + (after.empty() ? "" : "&after=" + after), session));
    CHECK(page.at("total").as_int64() == 7);
    for (const auto& board : page.at("items").as_array()) CHECK(seen.insert(text_in(board.as_object(), "id")).second);
    after = text_in(page, "next");
    ++pages;
  } while (!after.empty());
  CHECK(pages == 3);
  CHECK(seen == all);
  const std::string one = *all.begin();
  CHECK(json_of(desk.get("/boards?q=" + one, session)).at("total").as_int64() == 1);
  CHECK(json_of(desk.get("/boards?state=active", session)).at("total").as_int64() == 0);
  CHECK(json_of(desk.get("/boards?health=never_seen", session)).at("total").as_int64() == 7);
  CHECK(json_of(desk.get("/boards?q=100%25", session)).at("total").as_int64() == 0);  // no wildcard
  CHECK(desk.get("/boards?state=broken", session).status == 400);
  CHECK(desk.get("/boards?limit=0", session).status == 400);
}

TEST_CASE("a board with an open feed is live, and silent three beats after it has gone") {
  server::ServiceOptions options;
  options.hub.beat = std::chrono::milliseconds(1000);
  test::Desk desk(options);
  const std::string session = desk.session_of(desk.add("chen", {{store::Role::supervisor, ""}}));
  const auto board = desk.centre.enrolled(test::kUnit2);
  const auto health = [&] { return text_in(json_of(desk.get("/boards/" + board.board.id, session)), "health"); };
  CHECK(health() == "live");
  desk.centre.clock.shift(std::chrono::minutes(1));
  CHECK(health() == "silent");
  {
    test::Connection feed(desk.centre.address);
    REQUIRE(feed.send(test::request_for("/sync/v1/feed?wait=1", board.token)));
    REQUIRE(feed.read_head().status == 200);
    for (int i = 0; i < 200 && health() != "live"; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    CHECK(health() == "live");
    const auto counts = json_of(desk.get("/overview", session)).at("boards").as_object();
    CHECK(counts.at("live").as_int64() == 1);
  }
  desk.centre.clock.shift(std::chrono::minutes(1));
  const auto overview = json_of(desk.get("/overview", session));
  CHECK(overview.at("boards").as_object().at("silent").as_int64() == 1);
}

TEST_CASE("boards of one feeder that fell silent together are said once") {
  using model::SupplyKind;
  const auto feeder = point("F12", "S1", SupplyKind::feeder), station = point("S1", "", SupplyKind::substation);
  const auto first = point("T1", "F12", SupplyKind::transformer_district);
  const auto second = point("T2", "F12", SupplyKind::transformer_district);
  const base::Instant then{std::chrono::seconds(1795000000)};
  const auto silent = [&](const char* id, const model::SupplyPoint& district, std::chrono::seconds later) {
    return desk::SilentBoard{id, "YX", then + later, {district, feeder, station}};
  };
  using namespace std::chrono_literals;
  SUBCASE("thirty on two districts: the feeder") {
    std::vector<desk::SilentBoard> boards;
    for (int i = 0; i < 30; ++i) boards.push_back(silent("B", i % 2 == 0 ? first : second, std::chrono::seconds(i)));
    const auto said = desk::group_silences(boards, {});
    REQUIRE(said.size() == 1);
    CHECK(said[0].boards == 30);
    CHECK(said[0].supply_id == "F12");
    CHECK(said[0].since == then);
  }
  SUBCASE("all on one district: that") {
    CHECK(desk::group_silences({silent("A", first, 0s), silent("B", first, 9s)}, {})[0].supply_id == "T1");
  }
  SUBCASE("another board of the feeder lives: the district alone") {
    const auto said =
        desk::group_silences({silent("A", first, 0s), silent("B", first, 9s), silent("C", second, 0s)}, {"F12", "S1"});
    REQUIRE(said.size() == 2);
    CHECK(said[0].supply_id + said[1].supply_id == "T1");
    CHECK(said[0].board_id + said[1].board_id == "C");
  }
  SUBCASE("ten minutes apart is together, a second more is not") {
    CHECK(desk::group_silences({silent("A", first, 0s), silent("B", first, 600s)}, {}).size() == 1);
    CHECK(desk::group_silences({silent("A", first, 0s), silent("B", first, 601s)}, {}).size() == 2);
  }
  SUBCASE("a single one is said by itself") {
    CHECK(desk::group_silences({silent("A", first, 0s)}, {})[0].board_id == "A");
  }
}
