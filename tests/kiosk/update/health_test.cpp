// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/health.hpp"

#include <doctest/doctest.h>

using namespace gridboard;
using namespace gridboard::kiosk::update;
using namespace std::chrono_literals;

namespace {

wire::HealthBody well() {
  wire::HealthBody body;
  body.clock_offset_ms = 120;
  body.storage_free_mb = kLowStorageMb;
  body.temperature_c = kHotC - 1;
  body.printer = "ok";
  body.speaker = "ok";
  return body;
}

}  // namespace

TEST_CASE("health is told at the start, every hour, and when something becomes worse") {
  HealthTold told;
  CHECK(is_health_due(told, well(), 5s));
  told = {5s, well()};
  CHECK_FALSE(is_health_due(told, well(), 5s + 1h - 1ms));
  CHECK(is_health_due(told, well(), 5s + 1h));
  wire::HealthBody worse = well();
  SUBCASE("a clock that is off, either way") {
    worse.clock_offset_ms = -kBadClockMs + 1;
    CHECK_FALSE(became_worse(well(), worse));
    worse.clock_offset_ms = -kBadClockMs;
    CHECK(became_worse(well(), worse));
    worse.clock_offset_ms = kBadClockMs;
  }
  SUBCASE("little room") {
    worse.storage_free_mb = kLowStorageMb - 1;
  }
  SUBCASE("heat") {
    worse.temperature_c = kHotC;
  }
  SUBCASE("a printer without paper") {
    worse.printer = "paper_out";
  }
  SUBCASE("no sound any more") {
    worse.speaker = "none";
  }
  CHECK(became_worse(well(), worse));
  CHECK_FALSE(is_health_due(told, worse, 5s + 1min - 1ms));
  CHECK(is_health_due(told, worse, 5s + 1min));
  CHECK_FALSE(became_worse(worse, worse));
  CHECK_FALSE(became_worse(worse, well()));
}

TEST_CASE("what a board never had and can't tell is nothing that becomes worse") {
  wire::HealthBody now = well();
  now.printer = "none";
  now.temperature_c.reset();
  now.storage_free_mb.reset();
  now.clock_offset_ms.reset();
  CHECK_FALSE(became_worse(well(), now));
  now.printer = "untried";
  CHECK_FALSE(became_worse(well(), now));
}
