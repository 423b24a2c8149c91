// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/json_in.hpp"

#include <doctest/doctest.h>

using namespace gridboard;

TEST_CASE("everything that is wrong with a body is said at once, with the paths of its fields") {
  auto body =
      api::Body::parse(R"({"name":"","days":400,"flag":"yes","at":"tomorrow","list":[{"a":1},2],"nul":"a\u0000b"})");
  REQUIRE(body);
  const auto top = body->top();
  CHECK(top.text("name", 1, 10).empty());
  CHECK(top.text("gone", 1, 10).empty());
  CHECK(top.integer("days", 1, 366) == 0);
  CHECK(!top.boolean_if_any("flag"));
  CHECK(!top.time_if_any("at"));
  CHECK(top.text("nul", 0, 10).empty());
  const auto list = top.objects("list", 5);
  REQUIRE(list.size() == 2);
  CHECK(list[0].text("a", 1, 2).empty());
  CHECK(list[1].text("a", 1, 2).empty());  // it is none: said once
  const auto refusal = body->refusal();
  REQUIRE(refusal);
  CHECK(refusal->status == 422);
  std::string fields;
  for (const auto& problem : refusal->fields) fields += problem.field + ' ';
  CHECK(fields == "name gone days flag at nul list[1] list[0].a ");
}

TEST_CASE("lengths count characters, not bytes, and reach to both ends") {
  auto body = api::Body::parse(R"({"four":"新华社区"})");
  REQUIRE(body);
  CHECK(body->top().text("four", 4, 4) == "新华社区");
  CHECK(!body->refusal());
  CHECK(body->top().text("four", 1, 3).empty());
  CHECK(body->refusal());
}

TEST_CASE("what is no object, or too deep, is refused whole") {
  for (const std::string text : {"", "[]", "1", "{", R"({"a":1}x)", "nul", "\xff"}) {
    CAPTURE(text);
    const auto body = api::Body::parse(text);
    REQUIRE(!body);
    CHECK(body.error().status == 400);
  }
  std::string deep = R"({"a":)";
  deep += std::string(10000, '[');
  CHECK(!api::Body::parse(deep));
  const auto nested = [](std::size_t levels) {
    return R"({"a":)" + std::string(levels, '[') + std::string(levels, ']') + "}";
  };
  CHECK(api::Body::parse(nested(api::kMaxJsonDepth - 1)));
  CHECK(!api::Body::parse(nested(api::kMaxJsonDepth)));
}

TEST_CASE("where a page goes on comes back as it was given out") {
  const std::vector<std::string> parts{"YX/BT/G1/XH/3/2", "", "B-K7QM3R"};
  CHECK(api::read_after(api::make_after(parts)) == parts);
  for (const std::string text : {"", "x", "====", "YWJj", std::string(500, 'A').c_str()}) CHECK(!api::read_after(text));
}

TEST_CASE("a query is checked as a body is") {
  net::Request request;
  const auto refused = [&](const char* name, const std::string& value) {
    request.target.query = {{name, value}};
    api::Query query(request);
    (void)query.limit();
    (void)query.time("from");
    (void)query.boolean("mine");
    (void)query.text("q", 5);
    (void)query.after(1);
    return query.refusal().has_value();
  };
  CHECK(!refused("limit", "500"));
  CHECK(!refused("limit", "1"));
  for (const std::string wrong : {"501", "0", "-1", "1x", "99999999999999999999"}) CHECK(refused("limit", wrong));
  CHECK(!refused("from", "2026-11-22T08:00:00+08:00"));
  CHECK(refused("from", "2026-11-22"));
  CHECK(refused("mine", "1"));
  CHECK(refused("q", "六个字太多了"));
  CHECK(refused("q", std::string("a\0b", 3)));
  CHECK(refused("after", "zzz"));
}
