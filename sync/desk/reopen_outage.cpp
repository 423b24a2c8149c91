// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/reopen_outage.hpp"

#include "sync/base/utf8.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr const char* kWasWrong = "前次复电信息有误，仍在抢修，给您带来不便，敬请谅解。";

}  // namespace

Result<model::Outage> reopen_outage(store::Store& store, const ReopenOutage& wanted, const base::Clock& clock,
                                    const OutageHand& hand) {
  const base::Instant now = clock.now();
  if (base::trim(wanted.reason).empty()) return fail(ErrorCode::invalid_input, "reason: say why it is taken up again");
  if (wanted.etr && *wanted.etr < now) return fail(ErrorCode::invalid_input, "etr: the estimate lies in the past");
  return change_outage(store, wanted.id, hand, {"reopenOutage", wanted.reason}, now,
                       [&](store::Writer&, model::Outage& outage) -> Result<void> {
                         if (!model::may_follow(outage.state, model::OutageState::ongoing) ||
                             outage.state != model::OutageState::restored) {
                           return fail(ErrorCode::conflict, "outage " + outage.id + " is " +
                                                                model::name_of(model::state_at(outage, now)) +
                                                                "; only a restored one can be taken up again");
                         }
                         outage.state = model::OutageState::ongoing;
                         outage.restored_at.reset();
                         outage.reopened += 1;
                         if (wanted.etr) outage.etr = wanted.etr;
                         add_step(outage, {now, wanted.text.empty() ? kWasWrong : wanted.text, wanted.etr});
                         return model::check(outage);
                       });
}

}  // namespace gridboard::desk
