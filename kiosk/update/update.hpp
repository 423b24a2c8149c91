// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How the state changes: pure transitions, no I/O, no clock. Time and randomness are arguments.

#include "kiosk/state/app_state.hpp"
#include "kiosk/state/intents.hpp"
#include "kiosk/update/effects.hpp"
#include "sync/base/ids.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/place.hpp"
#include "sync/model/rules.hpp"

namespace gridboard::kiosk::update {

struct Context {
  const model::Catalogue& catalogue;
  const model::Rules& rules;
  base::Zone zone;
  base::Random& random;  // for the order of the PIN pad
  model::SiteClass site_class = model::SiteClass::city;
};

// What a person meant. Whatever doesn't fit the screen it came from changes nothing but the session's end: two touches
// in one frame may mean the second for a screen that the first has left.
[[nodiscard]] Effects update(state::AppState& state, const state::Intent& intent, base::Instant now,
                             const Context& context);

// The sentence that says what is impossible about this state, "" if nothing is; for tests and fuzzing.
[[nodiscard]] std::string impossible(const state::AppState& state, const Context& context);

}  // namespace gridboard::kiosk::update
