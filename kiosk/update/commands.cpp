// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/commands.hpp"

namespace gridboard::kiosk::update {

using wire::CommandKind;
using wire::CommandOutcome;

bool is_locked(const state::AppState& state) {
  using state::ScreenId;
  const ScreenId shown = state::shown_screen(state);
  const bool for_passers_by =
      shown == ScreenId::board || shown == ScreenId::attract || shown == ScreenId::night || shown == ScreenId::takeover;
  return !state.session.open && for_passers_by;
}

CommandStep next_step(const AskedCommand& asked, bool locked, base::Instant now) {
  if (asked.answering || (asked.said && wire::is_final(*asked.said))) return CommandStep::none;
  // Once it was told it is done, however long somebody stays.
  if (asked.said == CommandOutcome::begun) {
    if (!asked.begun_here) return CommandStep::tell_done;
    return locked ? CommandStep::start_anew : CommandStep::none;
  }
  if (now >= asked.record.ends_at || now < asked.record.asked_at - kCommandClockSlack) return CommandStep::none;
  if (!locked) return asked.said ? CommandStep::none : CommandStep::tell_waiting;
  return asked.record.kind == CommandKind::restart ? CommandStep::tell_begun : CommandStep::take_picture;
}

}  // namespace gridboard::kiosk::update
