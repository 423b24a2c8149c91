// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The program once more in the place of this process, as the centre may ask for: with the same arguments but the
// one-time code, and as the same process, so that whoever watches over it (systemd, the session of the kiosk) has
// nothing to do.

#include <string>

namespace gridboard::kiosk {

// What the process ends with where that fails. A supervisor that restarts what fails then does so: it is no success.
inline constexpr int kStartAnew = 75;  // EX_TEMPFAIL of sysexits.h: try again

// Where this program lies; "" if that can't be told.
[[nodiscard]] std::string this_program();
// Returns only if it can't. Nothing that was opened here stays open but standard input, output and error. `arguments`
// as main() got them.
void start_anew(const std::string& program, char** arguments);

}  // namespace gridboard::kiosk
