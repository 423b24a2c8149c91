// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Days that were missed are made up for, as far back as this.
inline constexpr int kMostDaysMadeUpFor = 60;

// A late fee follows from a bill, its disputes and the day: nothing is added up that could be added twice. What each
// night keeps is how many bills are overdue and how much late fee stands on them; a day has one, however often this
// runs, and days on which nothing ran get theirs now. How many days were kept. Reads in pages, writes once a day.
[[nodiscard]] base::Result<std::size_t> charge_late_fees(store::Store& store, const model::Rules& rules,
                                                         base::Instant now);

}  // namespace gridboard::desk
