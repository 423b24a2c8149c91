// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/update_outage.hpp"

#include "sync/base/utf8.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

OutageAlteration updating(const UpdateOutage& wanted, base::Instant now) {
  return [wanted, now](store::Writer&, model::Outage& outage) -> Result<void> {
    if (base::trim(wanted.text).empty() && !wanted.etr) {
      return fail(ErrorCode::invalid_input, "a text or a new estimate is needed");
    }
    if (wanted.etr && *wanted.etr < now) return fail(ErrorCode::invalid_input, "etr: the estimate lies in the past");
    const base::Instant at = wanted.at.value_or(now);
    if (at > now) return fail(ErrorCode::invalid_input, "at: a step can't have happened in the future");
    if (outage.state == model::OutageState::restored || outage.state == model::OutageState::cancelled) {
      return fail(ErrorCode::conflict, "outage " + outage.id + " is " + model::name_of(outage.state) + " already");
    }
    outage.state = model::state_at(outage, now);
    if (wanted.etr) outage.etr = wanted.etr;
    add_step(outage, {at, wanted.text.empty() ? "预计来电时间有更新。" : wanted.text, wanted.etr});
    return model::check(outage);
  };
}

Result<model::Outage> update_outage(store::Store& store, const UpdateOutage& wanted, const base::Clock& clock,
                                    const OutageHand& hand) {
  const base::Instant now = clock.now();
  return change_outage(store, wanted.id, hand, {"updateOutage", ""}, now, updating(wanted, now));
}

}  // namespace gridboard::desk
