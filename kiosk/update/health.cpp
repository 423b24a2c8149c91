// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/health.hpp"

#include <array>
#include <cstdlib>
#include <string_view>

namespace gridboard::kiosk::update {
namespace {

// In one order; what isn't known is not bad.
std::array<bool, 5> bad_parts(const wire::HealthBody& body) {
  const auto is_any = [](std::string_view what, auto... words) { return ((what == words) || ...); };
  return {body.clock_offset_ms && std::llabs(*body.clock_offset_ms) >= kBadClockMs,
          body.storage_free_mb && *body.storage_free_mb < kLowStorageMb,
          body.temperature_c && *body.temperature_c >= kHotC, is_any(body.printer, "paper_out", "offline", "failed"),
          is_any(body.speaker, "none")};
}

}  // namespace

bool became_worse(const wire::HealthBody& before, const wire::HealthBody& now) {
  const auto bad_before = bad_parts(before), bad_now = bad_parts(now);
  for (std::size_t part = 0; part < bad_now.size(); ++part) {
    if (bad_now[part] && !bad_before[part]) return true;
  }
  return false;
}

bool is_health_due(const HealthTold& told, const wire::HealthBody& now, std::chrono::milliseconds monotonic) {
  if (!told.at || monotonic - *told.at >= kHealthEvery) return true;
  return monotonic - *told.at >= kHealthAtMostEvery && became_worse(told.body, now);
}

}  // namespace gridboard::kiosk::update
