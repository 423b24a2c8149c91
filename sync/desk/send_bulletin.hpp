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
// After a store was put back from a backup: bulletins sent since may be known to the public, so that their numbers must
// never be given out again. Numbers go on behind the seconds since 2026 began: ahead of whatever was sent before, also
// of what was sent after an earlier restore of the same backup.
[[nodiscard]] base::Result<void> leap_bulletin_numbers(store::Writer& writer, base::Instant now);
// For standing outages that were announced before there were bulletins; how many were sent.
[[nodiscard]] base::Result<std::size_t> send_missing_bulletins(store::Store& store, base::Instant now);

}  // namespace gridboard::desk
