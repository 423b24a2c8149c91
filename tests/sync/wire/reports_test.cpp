// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/wire/reports.hpp"

using namespace gridboard;

TEST_CASE("a health report leaves out what the board can't tell") {
  wire::HealthBody body;
  CHECK(wire::encode(body) == "{}");
  body.clock_offset_ms = 0;
  body.temperature_c = -12;
  CHECK(wire::encode(body) == R"({"clock_offset_ms":0,"temperature_c":-12})");
  CHECK(wire::decode_health_body(wire::encode(body)) == body);
  CHECK_FALSE(wire::decode_health_body(R"({"feed_lag_s":-1})"));
  CHECK_FALSE(wire::decode_health_body(R"({"clock_offset_ms":"1"})"));
}
