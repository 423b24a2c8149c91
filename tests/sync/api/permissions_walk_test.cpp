// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Every role x every operation x inside and outside its place, through the API, beside assets/rules/permissions.csv:
// what isn't allowed is 403 and stands in the audit chain.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include "sync/api/operations.hpp"
#include "sync/desk/access_tokens.hpp"
#include "tests/sync/api/staff.hpp"

using namespace gridboard;

namespace {

struct Row {
  std::string roles, scope;  // roles: "|publisher|reviewer|"
};

// Read on its own, so that what reads it in the server is tested by something else.
std::map<std::string, Row> read_table() {
  std::ifstream file(std::string(GRIDBOARD_SOURCE_DIR) + "/assets/rules/permissions.csv");
  std::map<std::string, Row> table;
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line.front() == '#' || line.starts_with("operation,")) continue;
    std::istringstream parts(line);
    std::string id;
    Row row;
    std::getline(parts, id, ',');
    std::getline(parts, row.roles, ',');
    std::getline(parts, row.scope, ',');
    row.roles = '|' + row.roles + '|';
    table[id] = row;
  }
  return table;
}

constexpr store::Role kRoles[] = {store::Role::administrator, store::Role::publisher,  store::Role::reviewer,
                                  store::Role::dispatcher,    store::Role::supervisor, store::Role::community_manager,
                                  store::Role::auditor,       store::Role::interface};

// One that leaves no doubt about where it touches something; the operation's own checks of its input come behind.
struct Probe {
  std::string target, body;
};

// What touches a place by itself: the same operation inside and outside of where the caller may.
std::map<std::string, Probe> place_probes(const std::string& place, const std::string& board) {
  return {{"listPlaces", {"/places?under=" + place, ""}},
          {"showPlace", {"/places/one?path=" + place, ""}},
          {"listBoards", {"/boards?under=" + place, ""}},
          {"showBoard", {"/boards/" + board, ""}},
          {"addBoard", {"/boards", R"({"place":")" + place + R"(","hall":true})"}},
          {"changeBoard", {"/boards/" + board, R"({"name":"n"})"}},
          {"renewBoardCode", {"/boards/" + board + "/code", ""}},
          {"issueMaintenancePin", {"/boards/" + board + "/maintenance-pin", ""}},
          {"revokeBoard", {"/boards/" + board + "/revoke", R"({"reason":"r"})"}}};
}

struct Caller {
  std::string session;                                       // of a person
  std::vector<std::pair<std::string, std::string>> headers;  // of a program
};

Caller caller_of(test::Desk& desk, store::Role role, const std::string& place) {
  if (role != store::Role::interface) {
    const std::string name = "u" + std::to_string(static_cast<int>(role)) + (place.empty() ? "all" : "one");
    return {desk.session_of(desk.add(name, {{role, place}})), {}};
  }
  const auto made = desk::add_token(*desk.centre.store, desk::cli_actor("test"), {"t", {{role, place}}, 1},
                                    desk.centre.clock.now(), desk.centre.random);
  REQUIRE(made);
  return {"", {{"Authorization", "Bearer " + std::string(made->secret.view())}}};
}

// The body of an operation that finds nothing in it: 422 or 404, unless it is refused before.
std::string any_body(const api::Operation& operation) {
  return operation.takes == api::Takes::json ? "{}" : "";
}

std::string any_target(const api::Operation& operation) {
  std::string path = operation.path;
  if (const auto brace = path.find('{'); brace != std::string::npos)
    path.replace(brace, path.find('}') + 1 - brace, "none");
  return path;
}

store::Board board_at(test::Desk& desk, const char* place) {
  std::string code;
  return desk.centre.add(place, code);
}

}  // namespace

TEST_CASE("each role may do what the table says, everywhere, and is refused the rest") {
  const auto table = read_table();
  for (const store::Role role : kRoles) {
    test::Desk desk;
    const Caller caller = caller_of(desk, role, "");
    const std::string name = desk::name_of(role);
    CAPTURE(name);
    for (const auto& operation : api::all_operations()) {
      const std::string id = operation.id;
      if (id == "followEvents" || id == "signOut" || operation.takes == api::Takes::picture) continue;
      CAPTURE(id);
      const Row& row = table.at(id);
      const bool own = row.scope == "own" && role != store::Role::interface;
      const bool expected = row.scope == "none" || own || row.roles.find('|' + name + '|') != std::string::npos;
      const auto reply =
          desk.call(operation.method, any_target(operation), caller.session, any_body(operation), caller.headers);
      CHECK((reply.status != 403) == expected);
      CHECK(reply.status != 401);
      CHECK(reply.status != 500);
      if (reply.status != 403) continue;
      // Written beside the answer.
      bool audited = false;
      for (int i = 0; i < 100 && !audited; ++i) {
        const auto entries = desk.audit(1);
        audited = !entries.empty() && entries[0].action == id && entries[0].outcome == store::AuditOutcome::refused;
        if (!audited) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
      CHECK(audited);
    }
  }
}

TEST_CASE("what is bound to a place is done there and refused beside it") {
  const auto table = read_table();
  for (const store::Role role : kRoles) {
    test::Desk desk;
    const Caller caller = caller_of(desk, role, test::kUnit2);
    const std::string name = desk::name_of(role);
    CAPTURE(name);
    const auto inside = board_at(desk, test::kUnit2), outside = board_at(desk, test::kUnit3);
    const auto probes_inside = place_probes(test::kUnit2, inside.id),
               probes_outside = place_probes(test::kUnit3, outside.id);
    for (const auto& [id, probe] : probes_inside) {
      CAPTURE(id);
      REQUIRE(table.at(id).scope == "place");
      const bool expected = table.at(id).roles.find('|' + name + '|') != std::string::npos;
      const std::string method = api::operation_named(id)->method;
      CHECK((desk.call(method, probe.target, caller.session, probe.body, caller.headers).status != 403) == expected);
      const Probe& beside = probes_outside.at(id);
      CHECK(desk.call(method, beside.target, caller.session, beside.body, caller.headers).status == 403);
    }
    // What is of the whole centre isn't done by one who has a part of it.
    for (const auto& operation : api::all_operations()) {
      if (table.at(operation.id).scope != "everywhere") continue;
      const std::string id = operation.id;
      CAPTURE(id);
      CHECK(desk.call(operation.method, any_target(operation), caller.session, any_body(operation), caller.headers)
                .status == 403);
    }
  }
}
