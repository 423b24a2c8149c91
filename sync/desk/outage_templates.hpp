// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Causes and first words that the desk announces with, kept for the next time.

#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/store/outages.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

inline constexpr std::string_view kNoSuchOutageTemplate = "no template has this id";

// Its id is made. conflict: another one of the kind has the name.
[[nodiscard]] base::Result<store::OutageTemplate> add_outage_template(store::Store& store, const OutageHand& hand,
                                                                      store::OutageTemplate wanted, base::Instant now,
                                                                      base::Random& random);
// not_found, conflict.
[[nodiscard]] base::Result<store::OutageTemplate> change_outage_template(store::Store& store, const OutageHand& hand,
                                                                         const store::OutageTemplate& wanted,
                                                                         base::Instant now);
// not_found.
[[nodiscard]] base::Result<void> remove_outage_template(store::Store& store, const OutageHand& hand,
                                                        std::string_view id, base::Instant now);

}  // namespace gridboard::desk
