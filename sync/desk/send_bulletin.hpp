// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tells the public: the next bulletin of an outage, in the same write as its change.

#include <cstddef>

#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/model/outage.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Nothing if the public was told the same already. Of an audience that is a household's own place, the unit is told:
// addresses stop there.
[[nodiscard]] base::Result<void> send_bulletin(store::Writer& writer, const CentreSettings& settings,
                                               const model::Outage& outage, base::Instant now);
// For standing outages that were announced before there were bulletins; how many were sent.
[[nodiscard]] base::Result<std::size_t> send_missing_bulletins(store::Store& store, base::Instant now);

}  // namespace gridboard::desk
