// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/permissions.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace gridboard;
using desk::Permissions;
using store::Grant;
using store::Role;

namespace {

std::vector<std::string> operations_of_interface() {
  std::ifstream file(GRIDBOARD_SOURCE_DIR "/sync/server/openapi.yaml");
  std::vector<std::string> found;
  const std::string mark = "operationId: ";
  for (std::string line; std::getline(file, line);) {
    if (const std::size_t at = line.find(mark); at != std::string::npos && !line.starts_with('#')) {
      found.push_back(line.substr(at + mark.size()));
    }
  }
  return found;
}

const std::string kHead = "operation,roles,scope\n";

std::string refusal(const std::string& csv) {
  const auto parsed = Permissions::parse(csv, {"read", "write"});
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == base::ErrorCode::invalid_input);
  return parsed.error().message;
}

}  // namespace

TEST_CASE("the table of permissions has a row for every operation of the interface") {
  const auto operations = operations_of_interface();
  CHECK(operations.size() >= 52);
  const auto loaded = Permissions::load(GRIDBOARD_SOURCE_DIR "/assets/rules/permissions.csv", operations);
  INFO((loaded ? "" : loaded.error().message));
  REQUIRE(loaded);
  CHECK(loaded->scope("signIn") == desk::Scope::none);
  CHECK(loaded->scope("addAccount") == desk::Scope::everywhere);
  CHECK_FALSE(loaded->allows("addAccount", {{Role::administrator, "YX"}}, {}));
  CHECK(loaded->allows("addAccount", {{Role::administrator, ""}}, {}));
  // Nobody but people themselves changes a password, and an auditor changes nothing.
  CHECK_FALSE(loaded->allows("changePassword", {{Role::interface, ""}}, {}, true));
  for (const std::string& operation : loaded->operations_of({{Role::auditor, ""}})) {
    const bool reads = operation.starts_with("list") || operation.starts_with("show") ||
                       operation.starts_with("search") || operation.starts_with("follow") ||
                       operation.starts_with("export");
    CHECK((reads || loaded->scope(operation) <= desk::Scope::own));
  }
}

TEST_CASE("what is wrong in the table is told with its line") {
  const std::string good = kHead + "read,auditor|publisher,place\nwrite,administrator,everywhere\n";
  REQUIRE(Permissions::parse(good, {"read", "write"}));
  CHECK(refusal("").find("'read' has no row") != std::string::npos);
  CHECK(refusal("a,b,c\n").starts_with("line 1: must be"));
  CHECK(refusal(good + "more,auditor,place\n") == "line 4: 'more' isn't an operation of the interface");
  CHECK(refusal(good + "read,auditor,place\n") == "line 4: 'read' is there twice");
  CHECK(refusal(kHead + "read,auditor,place\n") == "'write' has no row");
  CHECK(refusal(kHead + "read,king,place\n").starts_with("line 2: role: 'king' is none of"));
  CHECK(refusal(kHead + "read,auditor|auditor,place\n") == "line 2: role: 'auditor' is there twice");
  CHECK(refusal(kHead + "read,auditor,here\n") == "line 2: scope: 'here' is unknown");
  CHECK(refusal(kHead + "read,auditor,own\n") == "line 2: read: takes no roles");
  CHECK(refusal(kHead + "read,,place\n") == "line 2: read: needs roles");
  CHECK(refusal(kHead + "read,auditor\n") == "line 2: must have three cells");
}

TEST_CASE("a grant counts at its place and below, and every place must be covered") {
  const auto table =
      Permissions::parse(kHead + "read,publisher|auditor,place\nwrite,administrator,everywhere\nme,,own\n",
                         {"read", "write", "me"})
          .value();
  const std::vector<Grant> grants{{Role::publisher, "YX/BT"}, {Role::auditor, "YX/BT/G1"}, {Role::auditor, "YX/NT"}};
  CHECK(table.allows("read", grants, {}));
  CHECK(table.allows("read", grants, {"YX/BT"}));
  CHECK(table.allows("read", grants, {"YX/BT/G1/XH", "YX/NT/1"}));
  CHECK_FALSE(table.allows("read", grants, {"YX/BT/G1/XH", "YX/ST"}));
  CHECK_FALSE(table.allows("read", grants, {"YX"}));
  CHECK_FALSE(table.allows("read", grants, {"YX/BTX"}));
  CHECK_FALSE(table.allows("read", grants, {""}));
  CHECK_FALSE(table.allows("read", {{Role::dispatcher, ""}}, {}));
  CHECK_FALSE(table.allows("read", {}, {}));
  CHECK(table.allows("me", {}, {}));
  CHECK_FALSE(table.allows("me", {}, {}, true));
  CHECK_FALSE(table.allows("unknown", {{Role::administrator, ""}}, {}));
  CHECK(table.places_of("read", grants) == std::vector<std::string>{"YX/BT", "YX/NT"});
  CHECK(table.places_of("read", {{Role::auditor, ""}, {Role::auditor, "YX"}}) == std::vector<std::string>{""});
  CHECK(table.places_of("write", {{Role::administrator, "YX"}}).empty());
  CHECK(table.operations_of({{Role::administrator, ""}}) == std::vector<std::string>{"me", "write"});
}
