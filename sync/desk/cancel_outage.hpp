// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/model/outage.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct CancelOutage {
  std::string id;
  std::string text;  // why, for residents; "" for "本次停电已取消。"
};

// It will not happen; who chose among its windows is told. A second time changes nothing. conflict once it has begun
// (restore it instead, or withdraw it).
[[nodiscard]] base::Result<model::Outage> cancel_outage(store::Store& store, const CancelOutage& wanted,
                                                        const base::Clock& clock, const OutageHand& hand = {});
// What it does to an outage, for whoever does it to many.
[[nodiscard]] OutageAlteration cancelling(const CancelOutage& wanted, base::Instant now);

}  // namespace gridboard::desk
