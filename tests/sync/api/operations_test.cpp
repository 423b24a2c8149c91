// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The table of operations says what the contract says, no more and no less.
#include "sync/api/operations.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <tuple>

using namespace gridboard;

namespace {

using Row = std::tuple<std::string, std::string, std::string, bool>;  // operationId, method, path, takes a body

// The file is written in one fixed way: a path at two spaces, its methods at four, what they have at six.
std::set<Row> rows_of_contract() {
  std::ifstream file(std::string(GRIDBOARD_SOURCE_DIR) + "/sync/server/openapi.yaml");
  std::set<Row> rows;
  std::string line, path, method, id;
  bool in_paths = false, body = false;
  const auto close = [&] {
    if (!id.empty()) rows.emplace(id, method, path, body);
    id.clear();
    body = false;
  };
  while (std::getline(file, line)) {
    if (line == "paths:") in_paths = true;
    if (line == "components:") break;
    if (!in_paths) continue;
    if (line.starts_with("  /")) {
      close();
      path = line.substr(2, line.size() - 3);
    } else if (line.starts_with("    ") && line[4] != ' ' && line.ends_with(":")) {
      close();
      method = line.substr(4, line.size() - 5);
      std::transform(method.begin(), method.end(), method.begin(),
                     [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    } else if (line.starts_with("      operationId: ")) {
      id = line.substr(19);
    } else if (line.starts_with("      requestBody:")) {
      body = true;
    }
  }
  close();
  return rows;
}

}  // namespace

TEST_CASE("every operation of the contract is in the table, and nothing else") {
  std::set<Row> rows;
  for (const auto& operation : api::all_operations()) {
    const bool body = operation.takes != api::Takes::nothing;
    CHECK(body == (operation.most_body_bytes > 0));
    rows.emplace(operation.id, operation.method, operation.path, body);
  }
  const std::set<Row> contract = rows_of_contract();
  CHECK(contract.size() > 50);
  CHECK(rows == contract);
}

TEST_CASE("an address is found by its path, the literal one first, and nothing strange passes for an id") {
  CHECK(api::find_operation("GET", "/api/v1/boards/B-K7QM3R").operation->id == std::string("showBoard"));
  CHECK(api::find_operation("GET", "/api/v1/boards/B-K7QM3R").id == "B-K7QM3R");
  CHECK(api::find_operation("POST", "/api/v1/boards/B-K7QM3R/revoke").operation->id == std::string("revokeBoard"));
  CHECK(api::find_operation("POST", "/api/v1/notices/preview").operation->id == std::string("previewNotice"));
  CHECK(api::find_operation("PUT", "/api/v1/boards").operation == nullptr);
  CHECK(api::find_operation("PUT", "/api/v1/boards").methods == "GET, POST");
  for (const std::string path :
       {"/api/v1", "/api/v1/", "/api/v1/boards/", "/api/v1/boards/../audit", "/api/v1/boards/a/b",
        "/api/v1/boards/%2e%2e", "/api/v1/boards//revoke", "/api/v2/boards", "/api/v1boards"}) {
    CAPTURE(path);
    CHECK(api::find_operation("GET", path).methods.empty());
  }
}
