// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/rules.hpp"

namespace gridboard::desk {

// conflict if what is told at `told` begins sooner than the rule for this kind asks, and no reason is given. Returns
// the reason to keep: "" if it is in time, as a reason that wasn't needed isn't kept.
[[nodiscard]] base::Result<std::string> keep_lead_time(model::OutageKind kind, base::Instant told, base::Instant start,
                                                       const model::Rules& rules, const std::string& reason);

}  // namespace gridboard::desk
