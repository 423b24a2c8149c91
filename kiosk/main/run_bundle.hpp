// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/main/options.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"

namespace gridboard::kiosk {

// `gridboard-kiosk bundle import|export FILE`: what the maintenance screen does with a stick, while the board's program
// isn't running. The exit code; what was done stands on standard output, what went wrong on standard error.
[[nodiscard]] int run_bundle(const Options& options, base::Clock& clock, base::Random& random);

}  // namespace gridboard::kiosk
