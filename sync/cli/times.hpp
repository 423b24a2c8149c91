// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Times as staff write and read them.

#include <optional>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::cli {

// What a bare date means: its beginning, or the midnight that ends it.
enum class BareDate { begins, ends };

// RFC 3339, "2026-11-29 08:00" in the zone of the centre, "2026-11-29", "today 18:00", "tomorrow 08:00", "now",
// "+3h", "+2d", "+90m", "+1w", "-30m". invalid_input names `option` and what would be right.
[[nodiscard]] base::Result<base::Instant> parse_when(std::string_view text, std::string_view option, base::Instant now,
                                                     base::Zone zone, BareDate bare = BareDate::begins);
// "" is no time at all.
[[nodiscard]] base::Result<std::optional<base::Instant>> parse_optional_when(std::string_view text,
                                                                             std::string_view option, base::Instant now,
                                                                             base::Zone zone,
                                                                             BareDate bare = BareDate::begins);
// "2026-11-29 08:00", seconds only where there are any.
[[nodiscard]] std::string local_text(base::Instant at, base::Zone zone);
[[nodiscard]] std::string local_text(const std::optional<base::Instant>& at, base::Zone zone);  // "-" if unset

}  // namespace gridboard::cli
