// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// When the centre is told how the board is.

#include <chrono>
#include <cstdint>
#include <optional>

#include "sync/wire/reports.hpp"

namespace gridboard::kiosk::update {

inline constexpr std::chrono::hours kHealthEvery{1};
inline constexpr std::chrono::minutes kHealthAtMostEvery{1};  // so often it is looked at, too
// From here on something is bad. Clocks: who reads a time of day would be a minute late. Storage: twice the room that
// pictures of notices usually take. Heat: where the processors of such boards begin to slow down.
inline constexpr std::int64_t kBadClockMs = 30'000;
inline constexpr std::int64_t kLowStorageMb = 512;
inline constexpr std::int64_t kHotC = 80;

struct HealthTold {
  std::optional<std::chrono::milliseconds> at;  // monotonic; nothing yet since the start
  wire::HealthBody body;
};
// Something that was good is bad now.
[[nodiscard]] bool became_worse(const wire::HealthBody& before, const wire::HealthBody& now);
[[nodiscard]] bool is_health_due(const HealthTold& told, const wire::HealthBody& now,
                                 std::chrono::milliseconds monotonic);

}  // namespace gridboard::kiosk::update
