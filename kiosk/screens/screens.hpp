// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Draws the screen that the state names. No I/O, no clock, no storage: state in, intents out.

#include "kiosk/state/app_state.hpp"
#include "kiosk/state/intents.hpp"
#include "kiosk/widgets/ui.hpp"
#include "sync/model/catalogue.hpp"

namespace gridboard::kiosk::screens {

// Fills the whole glass inside an ImGui frame. `catalogue` outlives the call.
void draw(const state::AppState& state, const model::Catalogue& catalogue, widgets::Ui& ui, state::Intents& intents);

}  // namespace gridboard::kiosk::screens
