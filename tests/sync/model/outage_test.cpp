// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/model/outage.hpp"

using namespace gridboard;
using namespace gridboard::model;
using namespace std::chrono_literals;

namespace {

const OutageRules kRules{
    .planned_lead = 168h, .temporary_lead = 24h, .cold_storage_most = 2h, .aquaculture_circle = 30min};

Outage planned() {
  Outage outage;
  outage.kind = OutageKind::planned;
  outage.cause = "更换变压器";
  outage.scope = "3 栋 1–3 单元";
  outage.line = "10 千伏新华线";
  outage.audience = {"YX/BT/G1/XH/3"};
  outage.start = base::parse_rfc3339("2026-11-29T08:00:00+08:00").value();
  outage.etr = outage.start + 4h;
  outage.published_at = outage.start - 168h;
  return outage;
}

}  // namespace

TEST_CASE("a planned outage is in time 7 x 24 hours ahead to the second") {
  Outage outage = planned();
  outage.published_at = outage.start - 168h - 1s;
  CHECK(in_time(outage, kRules));
  outage.published_at = outage.start - 168h;
  CHECK(in_time(outage, kRules));
  outage.published_at = outage.start - 168h + 1s;
  CHECK_FALSE(in_time(outage, kRules));
}

TEST_CASE("a temporary outage is in time 24 hours ahead to the second") {
  Outage outage = planned();
  outage.kind = OutageKind::temporary;
  outage.published_at = outage.start - 24h - 1s;
  CHECK(in_time(outage, kRules));
  outage.published_at = outage.start - 24h;
  CHECK(in_time(outage, kRules));
  outage.published_at = outage.start - 24h + 1s;
  CHECK_FALSE(in_time(outage, kRules));
}

TEST_CASE("a fault can't be late") {
  Outage outage = planned();
  outage.kind = OutageKind::fault;
  outage.published_at = outage.start + 10min;
  CHECK(in_time(outage, kRules));
  CHECK(required_lead(OutageKind::fault, kRules) == 0s);
  CHECK(required_lead(OutageKind::rationing, kRules) == 0s);
}

TEST_CASE("an announced outage is ongoing from its start") {
  Outage outage = planned();
  CHECK(state_at(outage, outage.start - 1ms) == OutageState::announced);
  CHECK(state_at(outage, outage.start) == OutageState::ongoing);
  CHECK(state_at(outage, *outage.etr + 24h) == OutageState::ongoing);  // power is back when someone says so
  outage.state = OutageState::cancelled;
  CHECK(state_at(outage, outage.start + 1h) == OutageState::cancelled);
  outage.state = OutageState::restored;
  CHECK(state_at(outage, outage.start - 1h) == OutageState::restored);
}

TEST_CASE("what is wrong with an outage is named") {
  CHECK(check(planned()).has_value());
  Outage outage = planned();
  std::string field;
  SUBCASE("no cause") {
    outage.cause.clear(), field = "cause";
  }
  SUBCASE("no area") {
    outage.scope = " ", field = "scope";
  }
  SUBCASE("no line") {
    outage.line.clear(), field = "line";
  }
  SUBCASE("no audience") {
    outage.audience.clear(), field = "audience";
  }
  SUBCASE("an empty path in the audience") {
    outage.audience = {""}, field = "audience";
  }
  SUBCASE("no start") {
    outage.start = {}, field = "start";
  }
  SUBCASE("no estimate") {
    outage.etr.reset(), field = "etr";
  }
  SUBCASE("an estimate that isn't after the start") {
    outage.etr = outage.start, field = "etr";
  }
  SUBCASE("restored without a time") {
    outage.state = OutageState::restored, field = "restored_at";
  }
  SUBCASE("restored before it started") {
    outage.restored_at = outage.start - 1s, field = "restored_at";
  }
  SUBCASE("steps out of order") {
    outage.timeline = {{outage.start + 1h, "已到场", {}}, {outage.start, "已停电", {}}};
    field = "timeline";
  }
  if (field.empty()) return;
  const auto checked = check(outage);
  REQUIRE_FALSE(checked.has_value());
  CHECK(checked.error().message.starts_with(field + ":"));
}

TEST_CASE("a fault needs neither line nor estimate") {
  Outage outage = planned();
  outage.kind = OutageKind::fault;
  outage.line.clear();
  outage.etr.reset();
  CHECK(check(outage).has_value());
}

TEST_CASE("words of outages go round") {
  for (const OutageKind kind : {OutageKind::planned, OutageKind::temporary, OutageKind::fault, OutageKind::rationing}) {
    CHECK(parse_outage_kind(name_of(kind)).value() == kind);
  }
  for (const OutageState state :
       {OutageState::announced, OutageState::ongoing, OutageState::restored, OutageState::cancelled}) {
    CHECK(parse_outage_state(name_of(state)).value() == state);
  }
  CHECK(parse_outage_kind("计划停电").value() == OutageKind::planned);
  CHECK_FALSE(parse_outage_kind("nap").has_value());
}
