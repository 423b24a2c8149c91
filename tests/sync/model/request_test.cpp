// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <set>

#include "sync/model/request.hpp"

using namespace gridboard::model;

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

TEST_CASE("words of request states go round") {
  for (const RequestState state : kAll) CHECK(parse_request_state(name_of(state)).value() == state);
  CHECK(parse_request_state("已接单").value() == accepted);
  CHECK_FALSE(parse_request_state("asleep").has_value());
}
