// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tries at a PIN from afar, counted in the store so that a restart forgets none: five wrong and it waits 15 minutes,
// after the next five 30, doubling up to a day; a right one forgets all that. The same as boards do.

#include <optional>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

inline constexpr int kTriesARound = 5;
inline constexpr std::chrono::minutes kFirstWait{15};
inline constexpr std::chrono::hours kLongestWait{24};

// Whose PIN: "household/<account>", "manager/<id>". Only of those that exist, so that nobody fills the store.
// Counts a try as wrong before the PIN is checked, so that pulling the plug wins nothing. The moment until which it
// waits, if no try is open now: then nothing is counted.
[[nodiscard]] base::Result<std::optional<base::Instant>> begin_try(store::Store& store, std::string_view whose,
                                                                   base::Instant now);
// It was right.
[[nodiscard]] base::Result<void> forget_tries(store::Writer& writer, std::string_view whose);

}  // namespace gridboard::desk
