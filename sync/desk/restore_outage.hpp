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

struct RestoreOutage {
  std::string id;
  std::optional<base::Instant> at;  // now if unset; not before the start, not in the future
  std::string text;                 // "" for "已恢复供电。"
};

// Power is back. A second time changes nothing. conflict before its start (cancel it instead) or once cancelled.
[[nodiscard]] base::Result<model::Outage> restore_outage(store::Store& store, const RestoreOutage& wanted,
                                                         const base::Clock& clock, const OutageHand& hand = {});
// What it does to an outage, for whoever does it to many.
[[nodiscard]] OutageAlteration restoring(const RestoreOutage& wanted, base::Instant now);

}  // namespace gridboard::desk
