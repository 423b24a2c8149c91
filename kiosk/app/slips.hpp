// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a slip of paper says, in the language of the glass: what the screen shows to this person and nothing more, but
// so that it is still true when it has hung on a door for a week.

#include <optional>

#include "kiosk/print/slip.hpp"
#include "kiosk/state/app_state.hpp"
#include "kiosk/widgets/ui.hpp"
#include "sync/model/catalogue.hpp"

namespace gridboard::kiosk::app {

// Of the request that was just handed in; `submitted_at` if that is known. Nothing if there is none.
[[nodiscard]] std::optional<print::Slip> receipt_slip(const state::AppState& state, const model::Catalogue& catalogue,
                                                      std::optional<base::Instant> submitted_at, const widgets::Ui& ui);
// Of the bill that is open. Nothing unless a household is unlocked and its bill is read.
[[nodiscard]] std::optional<print::Slip> bill_slip(const state::AppState& state, const widgets::Ui& ui);

}  // namespace gridboard::kiosk::app
