// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/target.hpp"

#include <doctest/doctest.h>

using gridboard::net::parse_target;

TEST_CASE("A target is a path and decoded names") {
  const auto target = parse_target("/sync/v1/feed?after=a%2Bb+c&wait=0&&flag");
  REQUIRE(target);
  CHECK(target->path == "/sync/v1/feed");
  CHECK(target->query.at("after") == "a+b c");
  CHECK(target->query.at("wait") == "0");
  CHECK(target->query.at("flag").empty());
}

TEST_CASE("A target that could be read in two ways is refused") {
  for (const char* wrong :
       {"", "feed", "http://centre/feed", "/f?a=%", "/f?a=%4", "/f?a=%4g", "/f?a=1&a=2", "/f?a=%FF%FE"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_target(wrong));
  }
}
