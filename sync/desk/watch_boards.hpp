// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Looks at all active boards and raises, changes and ends alarms (alarm_plan.hpp).

#include <chrono>
#include <cstddef>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/model/alarm.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct WatchBoards {
  const model::AlarmFigures& figures;
  std::chrono::milliseconds beat{25000};
  // Silence counts from here at the earliest: while nobody listened no board could be heard.
  base::Instant listening_since{};
  base::Instant now{};
};

struct Watched {
  std::size_t raised = 0, changed = 0, ended = 0;

  bool operator==(const Watched&) const = default;
};

// Reads beside all others and writes only what changed, each alarm that is raised or ended with its line in the audit
// chain. However many servers do this at once, each alarm is raised once.
[[nodiscard]] base::Result<Watched> watch_boards(store::Store& store, const WatchBoards& watch, base::Random& random);

// Retention: ended alarms are kept for a year, so that the same season can be compared.
inline constexpr std::chrono::days kEndedAlarmsKept{400};
[[nodiscard]] base::Result<std::size_t> drop_ended_alarms(store::Store& store, base::Instant now);

}  // namespace gridboard::desk
