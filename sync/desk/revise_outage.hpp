// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// What is unset stays.
struct ReviseOutage {
  std::string id;
  std::optional<std::string> cause, scope, line;
  std::optional<base::Instant> start, etr;
  std::string text;             // the step that tells of it; "" to have a moved time told, and nothing of mere words
  std::string override_reason;  // why a rule isn't kept
};

// Puts words right at any time, and moves an outage before it has begun: what is told then is told anew, so that the
// lead time counts from now, and a longer one has to fit cold storage. conflict: it has begun (its estimate is
// update_outage's), is over, has windows (decide these), or breaks a rule without a reason. invalid_input, not_found,
// forbidden.
[[nodiscard]] base::Result<model::Outage> revise_outage(store::Store& store, const ReviseOutage& wanted,
                                                        const model::Rules& rules, const base::Clock& clock,
                                                        const OutageHand& hand = {});

}  // namespace gridboard::desk
