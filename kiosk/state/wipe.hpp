// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What belongs to a resident is overwritten before its memory is given back, so that nothing of a session is left.

#include <string>

#include "kiosk/state/app_state.hpp"

namespace gridboard::kiosk::state {

// Overwrites the bytes, also those behind the end that an erase left, then empties the text.
void wipe(std::string& text);
void wipe(BillView& bill);
void wipe(Form& form);
void wipe(std::vector<PenStroke>& written);
// The numbers of what was asked go on, so that a late answer is still known as late.
void wipe(Keys& keys);
void wipe(Questions& questions);
void wipe(Printing& printing);
void wipe(Unlock& unlock);

// Everything that a session may have left: what was typed, found, unlocked, gone on with and handed in, and what staff
// saw. What the board shows to everybody stays, and so does what this person has put away. Which screen is shown, the
// type size and the language are the caller's.
void wipe_personal(AppState& state);

}  // namespace gridboard::kiosk::state
