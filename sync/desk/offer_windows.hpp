// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct OfferWindows {
  struct Window {
    base::Instant from{}, to{};
  };
  std::string id;
  std::vector<Window> windows;  // at least two, in any order; they don't overlap
  base::Instant choose_by{};    // in the future
  bool cold_storage = false;    // customers keep cold storage: a window is no longer than the rule allows
  std::string override_reason;  // why less time is left than the rule asks
};

// Lets the customers of an announced planned outage choose among windows, numbered "1", "2"... by start; until it is
// decided the first one stands for it. Offered again, the new windows take the place of the old ones, unless somebody
// has chosen. Between choose_by and the first window lies the time that the rule for planned outages asks, so that what
// is decided can still be told in time. conflict, not_found, invalid_input.
[[nodiscard]] base::Result<model::Outage> offer_windows(store::Store& store, const OfferWindows& wanted,
                                                        const model::Rules& rules, const base::Clock& clock,
                                                        const OutageHand& hand = {});

}  // namespace gridboard::desk
