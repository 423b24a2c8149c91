// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>
#include <utility>

#include "sync/model/outage.hpp"

using namespace gridboard;
using namespace gridboard::model;
using namespace std::chrono_literals;

namespace {

const OutageRules kRules{.planned_lead = 168h,
                         .temporary_lead = 24h,
                         .cold_storage_most = 2h,
                         .aquaculture_circle = 30min,
                         .lead_source = ""};

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
  SUBCASE("withdrawn and not cancelled") {
    outage.withdrawn = true, field = "withdrawn";
  }
  SUBCASE("a time to choose by without windows") {
    outage.choose_by = outage.start, field = "choose_by";
  }
  SUBCASE("a decision without windows") {
    outage.chosen_window = "1", field = "chosen_window";
  }
  if (field.empty()) return;
  const auto checked = check(outage);
  REQUIRE_FALSE(checked.has_value());
  CHECK(checked.error().message.starts_with(field + ":"));
}

namespace {

Outage reserved() {
  Outage outage = planned();
  outage.windows = {{"1", outage.start, outage.start + 2h}, {"2", outage.start + 2h, outage.start + 4h}};
  outage.choose_by = outage.start - 24h;
  return outage;
}

}  // namespace

TEST_CASE("what is wrong with the windows of a reserved maintenance is named") {
  CHECK(check(reserved()).has_value());
  Outage outage = reserved();
  std::string field;
  SUBCASE("of a fault") {
    outage.kind = OutageKind::fault, field = "windows";
  }
  SUBCASE("one without an id") {
    outage.windows[1].id = " ", field = "windows";
  }
  SUBCASE("two with one id") {
    outage.windows[1].id = "1", field = "windows";
  }
  SUBCASE("one that ends when it starts") {
    outage.windows[1].to = outage.windows[1].from, field = "windows";
  }
  SUBCASE("two that overlap") {
    outage.windows[1].from -= 1s, field = "windows";
  }
  SUBCASE("too many") {
    for (int i = 2; outage.windows.size() <= kMaxOutageWindows; ++i) {
      outage.windows.push_back({std::to_string(i + 1), outage.start + i * 2h, outage.start + (i + 1) * 2h});
    }
    field = "windows";
  }
  SUBCASE("no time to choose by") {
    outage.choose_by.reset(), field = "choose_by";
  }
  SUBCASE("a time to choose by after the first window has begun") {
    outage.choose_by = outage.start + 1s, field = "choose_by";
  }
  SUBCASE("a decision for none of them") {
    outage.chosen_window = "3", field = "chosen_window";
  }
  if (field.empty()) return;
  const auto checked = check(outage);
  REQUIRE_FALSE(checked.has_value());
  CHECK(checked.error().message.starts_with(field + ":"));
}

TEST_CASE("windows are chosen until the second before the time is up") {
  Outage outage = reserved();
  CHECK(may_choose(outage, *outage.choose_by - 1s));
  CHECK_FALSE(may_choose(outage, *outage.choose_by));
  CHECK_FALSE(may_choose(outage, *outage.choose_by + 1s));
  const base::Instant before = *outage.choose_by - 1s;
  SUBCASE("not once it is decided") {
    outage.chosen_window = "2";
    CHECK(check(outage).has_value());
    CHECK_FALSE(may_choose(outage, before));
  }
  SUBCASE("not once it is cancelled") {
    outage.state = OutageState::cancelled;
    CHECK_FALSE(may_choose(outage, before));
  }
  SUBCASE("not without windows") {
    outage = planned();
    CHECK_FALSE(may_choose(outage, before));
  }
}

TEST_CASE("a window fits customers with cold storage up to two hours to the second") {
  const base::Instant start = planned().start;
  CHECK(fits_cold_storage({"1", start, start + 2h - 1s}, kRules));
  CHECK(fits_cold_storage({"1", start, start + 2h}, kRules));
  CHECK_FALSE(fits_cold_storage({"1", start, start + 2h + 1s}, kRules));
}

TEST_CASE("a fault needs neither line nor estimate") {
  Outage outage = planned();
  outage.kind = OutageKind::fault;
  outage.line.clear();
  outage.etr.reset();
  CHECK(check(outage).has_value());
}

TEST_CASE("a moved outage is in time by when its present start was told") {
  Outage outage = planned();
  outage.told_at = outage.start - 168h;
  outage.published_at = outage.start - 400h;
  CHECK(in_time(outage, kRules));
  outage.told_at += 1s;
  CHECK_FALSE(in_time(outage, kRules));
}

TEST_CASE("states follow one another as they may, and no other way") {
  using enum OutageState;
  const std::set<std::pair<OutageState, OutageState>> allowed{
      {announced, ongoing}, {announced, cancelled}, {ongoing, restored}, {ongoing, cancelled}, {restored, ongoing}};
  for (const OutageState from : {announced, ongoing, restored, cancelled}) {
    for (const OutageState to : {announced, ongoing, restored, cancelled}) {
      CHECK(may_follow(from, to) == allowed.contains({from, to}));
    }
  }
}

TEST_CASE("what has begun may be withdrawn from the second of its start, a fault from when it is announced") {
  Outage outage = planned();
  CHECK_FALSE(may_withdraw(outage, outage.start - 1s));
  CHECK(may_withdraw(outage, outage.start));
  CHECK(may_withdraw(outage, outage.start + 1s));
  outage.kind = OutageKind::fault;
  CHECK(may_withdraw(outage, outage.start - 1s));
  for (const OutageState over : {OutageState::restored, OutageState::cancelled}) {
    outage.state = over;
    CHECK_FALSE(may_withdraw(outage, outage.start + 1s));
  }
}

TEST_CASE("an outage is overdue once its estimate has passed, and only while power is away") {
  Outage outage = planned();
  CHECK_FALSE(is_overdue(outage, *outage.etr));
  CHECK(is_overdue(outage, *outage.etr + 1s));
  outage.state = OutageState::restored;
  CHECK_FALSE(is_overdue(outage, *outage.etr + 1s));
  outage.state = OutageState::cancelled;
  CHECK_FALSE(is_overdue(outage, *outage.etr + 1s));
  outage.state = OutageState::ongoing;
  outage.etr.reset();
  CHECK_FALSE(is_overdue(outage, outage.start + 100h));
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
