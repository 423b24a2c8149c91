// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the board does next of what the centre asks of it. Nothing while somebody stands before it; nothing once its
// time is over; and what was done once isn't done again by the program that begins anew.

#include <chrono>
#include <optional>

#include "kiosk/state/app_state.hpp"
#include "sync/wire/commands.hpp"

namespace gridboard::kiosk::update {

struct AskedCommand {
  wire::CommandRecord record;
  std::optional<wire::CommandOutcome> said;  // durable
  bool answering = false;                    // handed to the link, and not heard of since
  bool begun_here = false;                   // by this run of the program: it is this one that has to end
};

enum class CommandStep { none, tell_waiting, take_picture, tell_begun, start_anew, tell_done };

// A clock that is so far behind the centre's may as well be years behind.
inline constexpr std::chrono::minutes kCommandClockSlack{5};

// The screen is locked: no session is open, and what is shown is for whoever passes by.
[[nodiscard]] bool is_locked(const state::AppState& state);
[[nodiscard]] CommandStep next_step(const AskedCommand& asked, bool locked, base::Instant now);

}  // namespace gridboard::kiosk::update
