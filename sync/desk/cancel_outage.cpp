// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/cancel_outage.hpp"

#include "sync/desk/choose_window.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

OutageAlteration cancelling(const CancelOutage& wanted, base::Instant now) {
  return [wanted, now](store::Writer& writer, model::Outage& outage) -> Result<void> {
    if (outage.state == model::OutageState::cancelled) return {};
    const model::OutageState state = model::state_at(outage, now);
    if (state != model::OutageState::announced) {
      return fail(ErrorCode::conflict, "outage " + outage.id + " is " + model::name_of(state) +
                                           "; only one that has not begun can be cancelled");
    }
    outage.state = model::OutageState::cancelled;
    add_step(outage, {now, wanted.text.empty() ? "本次停电已取消。" : wanted.text, std::nullopt});
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    return settle_choices(writer, *settings, outage.id, outage.timeline.back().text, "", now);
  };
}

Result<model::Outage> cancel_outage(store::Store& store, const CancelOutage& wanted, const base::Clock& clock,
                                    const OutageHand& hand) {
  const base::Instant now = clock.now();
  return change_outage(store, wanted.id, hand, {"cancelOutage", ""}, now, cancelling(wanted, now));
}

}  // namespace gridboard::desk
