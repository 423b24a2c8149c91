// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/centre_keys.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Keeps the settings and publishes the supplier to every board; may be repeated to change them: with another merchant,
// bills that are to be paid get new payment codes. invalid_input names the setting that is wrong.
// The keys are made by make_centre_keys.
[[nodiscard]] base::Result<void> init_centre(store::Store& store, const CentreSettings& wanted,
                                             const model::Rules& rules, base::Instant now);

}  // namespace gridboard::desk
