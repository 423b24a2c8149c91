// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/withdraw_outage.hpp"

#include "sync/base/utf8.hpp"
#include "sync/desk/choose_window.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;
using model::OutageState;

namespace {

constexpr const char* kNeverOff = "停电信息已撤销：实际未停电。";

Result<void> refuse(const model::Outage& outage, OutageState state) {
  const std::string named = "outage " + outage.id;
  if (state == OutageState::cancelled) return fail(ErrorCode::conflict, named + " was cancelled");
  if (state == OutageState::restored) {
    return fail(ErrorCode::conflict, named + " was said to be back; reopen it before it is withdrawn");
  }
  return fail(ErrorCode::conflict, named + " has not begun; cancel it, there is nothing to withdraw");
}

}  // namespace

OutageAlteration withdrawing(const WithdrawOutage& wanted, base::Instant now) {
  return [wanted, now](store::Writer& writer, model::Outage& outage) -> Result<void> {
    if (base::trim(wanted.reason).empty()) return fail(ErrorCode::invalid_input, "reason: say why it is withdrawn");
    if (outage.withdrawn) return {};
    if (!model::may_withdraw(outage, now)) return refuse(outage, model::state_at(outage, now));
    outage.state = OutageState::cancelled;
    outage.withdrawn = true;
    add_step(outage, {now, wanted.text.empty() ? kNeverOff : wanted.text, std::nullopt});
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    return settle_choices(writer, *settings, outage.id, outage.timeline.back().text, "", now);
  };
}

Result<model::Outage> withdraw_outage(store::Store& store, const WithdrawOutage& wanted, const base::Clock& clock,
                                      const OutageHand& hand) {
  const base::Instant now = clock.now();
  return change_outage(store, wanted.id, hand, {"withdrawOutage", wanted.reason}, now, withdrawing(wanted, now));
}

}  // namespace gridboard::desk
