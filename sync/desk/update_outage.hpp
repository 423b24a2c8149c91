// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/model/outage.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct UpdateOutage {
  std::string id;
  std::string text;                  // what people are told; may be "" if a new estimate is given
  std::optional<base::Instant> etr;  // a new estimate, not in the past
  std::optional<base::Instant> at;   // when it happened, now if unset; not in the future
};

// Adds a step to the timeline. conflict once it is restored or cancelled; not_found; invalid_input.
[[nodiscard]] base::Result<model::Outage> update_outage(store::Store& store, const UpdateOutage& wanted,
                                                        const base::Clock& clock, const OutageHand& hand = {});
// What it does to an outage, for whoever does it to many.
[[nodiscard]] OutageAlteration updating(const UpdateOutage& wanted, base::Instant now);

}  // namespace gridboard::desk
