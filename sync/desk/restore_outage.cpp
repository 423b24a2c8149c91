// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/restore_outage.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

OutageAlteration restoring(const RestoreOutage& wanted, base::Instant now) {
  return [wanted, now](store::Writer&, model::Outage& outage) -> Result<void> {
    const base::Instant at = wanted.at.value_or(now);
    if (at > now) return fail(ErrorCode::invalid_input, "at: power can't be back in the future");
    if (outage.state == model::OutageState::restored) return {};
    if (outage.state == model::OutageState::cancelled) {
      return fail(ErrorCode::conflict,
                  "outage " + outage.id + (outage.withdrawn ? " was withdrawn" : " was cancelled"));
    }
    if (at < outage.start) {
      return fail(ErrorCode::conflict, "outage " + outage.id + " had not begun then; cancel it if it won't happen");
    }
    outage.state = model::OutageState::restored;
    outage.restored_at = at;
    add_step(outage, {at, wanted.text.empty() ? "已恢复供电。" : wanted.text, std::nullopt});
    return {};
  };
}

Result<model::Outage> restore_outage(store::Store& store, const RestoreOutage& wanted, const base::Clock& clock,
                                     const OutageHand& hand) {
  const base::Instant now = clock.now();
  return change_outage(store, wanted.id, hand, {"restoreOutage", ""}, now, restoring(wanted, now));
}

}  // namespace gridboard::desk
