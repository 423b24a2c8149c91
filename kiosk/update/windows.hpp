// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reserved maintenance: a household that is affected chooses among the windows of a planned outage.

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

// The kind of the catalogue that a choice is handed in as.
inline constexpr const char* kWindowKind = "maintenance_window";

// The windows that may still be chosen from, by start; none once the time is over or the desk has decided.
[[nodiscard]] std::vector<state::WindowView> offered_windows(const state::AppState& state,
                                                             const std::string& outage_id, base::Instant now);
[[nodiscard]] Effects choose_maintenance(state::AppState& state, const std::string& outage_id, const Context& context,
                                         base::Instant now);
// Whether this form chooses among windows that are no longer to be had.
[[nodiscard]] bool is_too_late(const state::AppState& state, base::Instant now);
// Says so on the summary, once it is.
void say_if_too_late(state::AppState& state, base::Instant now);
// When choices for the form that is filled in end.
[[nodiscard]] std::optional<base::Instant> choices_end(const state::AppState& state);

}  // namespace gridboard::kiosk::update
