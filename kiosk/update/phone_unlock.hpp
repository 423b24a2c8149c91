// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Unlocking with one's own phone instead of the pad: the code is asked for, shown for a while, and leads on as a right
// PIN does.

#include <chrono>
#include <string>

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

// As long as the centre keeps it (sync/desk/unlock_by_phone.hpp): time to take out a phone, to scan and to find the slip
// with the PIN; a photograph of the code is of no use later.
inline constexpr std::chrono::minutes kPhoneUnlockLasts{3};

// The code instead of the pad, or the pad again. Only for a household whose PIN may be tried now.
[[nodiscard]] Effects unlock_by_phone(state::AppState& state, bool wanted);
// Back leads from the code to the pad. False if no code is open.
bool leave_phone_unlock(state::AppState& state);
// After its time.
void end_phone_unlock(state::AppState& state, base::Instant now);

// Answers to AskPhoneUnlock, for the household that is still asked for.
void phone_unlock_offered(state::AppState& state, const std::string& account, const std::string& url,
                          base::Instant now);
void phone_unlock_failed(state::AppState& state, const std::string& account, bool offline);
// The key came and fits.
[[nodiscard]] Effects phone_unlock_opened(state::AppState& state, const std::string& account, base::Instant now,
                                          const Context& context);

}  // namespace gridboard::kiosk::update
