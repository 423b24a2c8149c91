// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <set>

#include "sync/model/request.hpp"

using namespace gridboard::model;
using namespace std::chrono_literals;

namespace {

using enum RequestState;

constexpr std::array kAll{received, dispatched, accepted, on_site,  done,  closed,
                          returned, paused,     reopened, rejected, merged};

}  // namespace

TEST_CASE("a request goes from state to state as the desk works, and in no other way") {
  const std::set<RequestState> at_desk{dispatched, accepted, done, paused, rejected, merged};
  const std::map<RequestState, std::set<RequestState>> allowed{
      {received, at_desk},
      {returned, at_desk},
      {reopened, at_desk},
      {dispatched, {accepted, returned, paused, rejected, merged}},
      {accepted, {on_site, done, returned, paused, rejected, merged}},
      {on_site, {done, returned, paused}},
      {paused, {received, dispatched, accepted, on_site, done, returned, rejected, merged}},
      {done, {closed, reopened}},
      {closed, {reopened}},
      {rejected, {reopened}},
      {merged, {}},
  };
  for (const RequestState from : kAll) {
    for (const RequestState to : kAll) {
      CAPTURE(name_of(from));
      CAPTURE(name_of(to));
      CHECK(may_follow(from, to) == allowed.at(from).contains(to));
    }
  }
}

TEST_CASE("from every open state a request can come to an end") {
  for (const RequestState start : kAll) {
    if (start == merged) continue;
    std::set<RequestState> reached{start};
    for (bool grew = true; grew;) {
      grew = false;
      for (const RequestState from : std::set<RequestState>(reached)) {
        for (const RequestState to : kAll) grew = (may_follow(from, to) && reached.insert(to).second) || grew;
      }
    }
    CAPTURE(name_of(start));
    CHECK(reached.contains(closed));
  }
}

TEST_CASE("a request is rated once, when it is done") {
  for (const RequestState state : kAll) {
    CAPTURE(name_of(state));
    ServiceRequest request;
    request.state = state;
    CHECK(may_rate(request) == (state == done || state == closed));
    request.rating = RequestRating{5, {}};
    CHECK_FALSE(may_rate(request));
  }
}

TEST_CASE("a request is opened again up to seven days after it was done, to the second") {
  const auto when = gridboard::base::parse_rfc3339("2026-11-21T16:42:00+08:00").value();
  const std::vector<RequestStep> steps{
      {when - 48h, received, "", ""}, {when, done, "", ""}, {when + 24h, closed, "", ""}};
  for (const RequestState state : {done, closed}) {
    CHECK(may_reopen(state, steps, when));
    CHECK(may_reopen(state, steps, when + 7 * 24h - 1s));
    CHECK(may_reopen(state, steps, when + 7 * 24h));
    CHECK_FALSE(may_reopen(state, steps, when + 7 * 24h + 1s));
  }
  for (const RequestState state : kAll) {
    CAPTURE(name_of(state));
    CHECK(may_reopen(state, steps, when) == (state == done || state == closed));
  }
  SUBCASE("counted from when it was done last") {
    std::vector<RequestStep> again = steps;
    again.push_back({when + 30h, reopened, "", ""});
    again.push_back({when + 50h, done, "", ""});
    CHECK(may_reopen(done, again, when + 50h + 7 * 24h));
    CHECK_FALSE(may_reopen(done, again, when + 50h + 7 * 24h + 1s));
  }
  SUBCASE("never without having been done") {
    CHECK_FALSE(may_reopen(closed, {steps.front()}, when));
  }
}

TEST_CASE("neighbours know a request by what leads back to no receipt") {
  std::string key;
  for (char byte = 0; byte < 32; ++byte) key += byte;
  CHECK(public_id("K7M-2248-Q", key) == "bvkgk4gh5nj2");
  CHECK(public_id("K7M-2249-N", key) != public_id("K7M-2248-Q", key));
  SUBCASE("another key gives another, so nobody without it can try all receipts") {
    std::string other = key;
    other[31] = 'x';
    CHECK(public_id("K7M-2248-Q", other) != public_id("K7M-2248-Q", key));
    CHECK(public_id("K7M-2248-Q", "").empty());
    CHECK(public_id("K7M-2248-Q", key.substr(1)).empty());
  }
  SUBCASE("it fits where ids stand") {
    std::set<std::string> seen;
    for (int i = 0; i < 2000; ++i) {
      const std::string id = public_id("K7M-" + std::to_string(i), key);
      CHECK(id.size() == 12);
      CHECK(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567") == std::string::npos);
      CHECK(seen.insert(id).second);
    }
  }
}

TEST_CASE("words of request states go round") {
  for (const RequestState state : kAll) CHECK(parse_request_state(name_of(state)).value() == state);
  CHECK(parse_request_state("已接单").value() == accepted);
  CHECK_FALSE(parse_request_state("asleep").has_value());
}
