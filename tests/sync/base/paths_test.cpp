// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/base/paths.hpp"

using namespace gridboard::base;

TEST_CASE("a path contains itself and what lies below, by whole segments") {
  CHECK(path_contains("YX/BT", "YX/BT"));
  CHECK(path_contains("YX/BT", "YX/BT/G1/XH/3"));
  CHECK_FALSE(path_contains("YX/B", "YX/BT"));
  CHECK_FALSE(path_contains("YX/BT/G1", "YX/BT"));
  CHECK(path_contains("", "YX"));
}

TEST_CASE("what concerns an audience reaches a board when either contains the other") {
  CHECK(reaches("YX", "YX/BT/G1/XH/3/2"));
  CHECK(reaches("YX/BT/G1/XH/3/2", "YX/BT/G1/XH/3/2"));
  CHECK(reaches("YX/BT/G1/XH/3/2/501", "YX/BT/G1/XH/3/2"));
  CHECK_FALSE(reaches("YX/BT/G1/XH/3/1", "YX/BT/G1/XH/3/2"));
  CHECK_FALSE(reaches("YX/BT/G1/XH/3", "YX/BT/G1/XH/30/1"));
  SUBCASE("a lost audience reaches nobody") {
    CHECK_FALSE(reaches("", "YX"));
    CHECK_FALSE(reaches("YX", ""));
  }
}

TEST_CASE("parts of a path") {
  CHECK(parent_path("YX/BT/G1") == "YX/BT");
  CHECK(parent_path("YX") == "");
  CHECK(parent_path("") == "");
  CHECK(last_segment("YX/BT/G1") == "G1");
  CHECK(last_segment("YX") == "YX");
  CHECK(path_depth("") == 0);
  CHECK(path_depth("YX") == 1);
  CHECK(path_depth("YX/BT/G1") == 3);
  CHECK(self_and_ancestors("YX/BT/G1") == std::vector<std::string>{"YX", "YX/BT", "YX/BT/G1"});
  CHECK(self_and_ancestors("").empty());
}
