// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Going on with one's own phone: a code with the address of the same form.

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

// Only from a form of the services, and only where phones reach the centre. The draft stays for whoever comes back.
void go_on_with_phone(state::AppState& state, const Context& context);
// After the language changed.
void name_phone(state::AppState& state, const Context& context);
// After the address of the centre may have changed or gone.
void refresh_phone(state::AppState& state);

}  // namespace gridboard::kiosk::update
