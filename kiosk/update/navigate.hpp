// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Moving between screens. Only what can be shown is ever shown.

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

// Whether the state holds what this screen needs.
[[nodiscard]] bool can_show(const state::AppState& state, state::ScreenId screen);
// The present screen is where Back will lead.
void go_to(state::AppState& state, state::ScreenId screen);
// The present screen is forgotten.
void replace_with(state::AppState& state, state::ScreenId screen);
void go_back(state::AppState& state);
void go_home(state::AppState& state);
// What the household that was unlocked has seen and filled in is wiped.
void lock_household(state::AppState& state);
// The screens that are not the resident's: nothing leads away from them but the link.
[[nodiscard]] bool stands_alone(state::ScreenId screen);

[[nodiscard]] Effects open(state::AppState& state, state::ScreenId screen);
[[nodiscard]] Effects choose_household(state::AppState& state, const std::string& account, const Context& context,
                                       base::Instant now);
[[nodiscard]] Effects choose_kind(state::AppState& state, const std::string& kind_id, const Context& context,
                                  base::Instant now);
// To a form, by way of the household if the kind needs one. `outage_id`: whose windows are chosen from, "" else.
[[nodiscard]] Effects begin_kind(state::AppState& state, const model::RequestKind& kind, const std::string& outage_id,
                                 const Context& context, base::Instant now);
// After a right PIN, or for a household that is unlocked already.
[[nodiscard]] Effects go_on_unlocked(state::AppState& state, const Context& context, base::Instant now);

}  // namespace gridboard::kiosk::update
