// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The separate consent (PIPL art. 25) by which "a bill waits" may stand on a household's public slot. Files bring it
// for many; here somebody at the counter gives it or takes it back.

#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/model/household.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Boards show it at once. `reason` says how it was given or taken back, and stays in the audit. Nothing changes and
// nothing is noted where it is so already. invalid_input without a reason, not_found without such a household.
[[nodiscard]] base::Result<model::Household> set_notice_consent(store::Store& store, const model::Rules& rules,
                                                                const Actor& actor, std::string_view account,
                                                                bool given, std::string_view reason, base::Instant now);

}  // namespace gridboard::desk
