// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Guessing at passwords and codes: waits grow with each wrong try, by name and by address, in the store, so that they
// hold over nodes and restarts.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/store/people.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// OWASP ASVS 4.0.3, V2.2.1: at most 100 wrong tries an hour at one account. Ours: five at once, then 5 s, 10 s, 20 s...
// up to 15 minutes, which makes 15 in the first hour. An address may stand for a whole office: it has 30 before it
// waits.
inline constexpr std::int64_t kFreeTriesAtName = 5, kFreeTriesFromPeer = 30;
inline constexpr std::chrono::seconds kFirstStaffWait{5};
inline constexpr std::chrono::minutes kLongestStaffWait{15};
// Wrong tries are forgotten after so long without another.
inline constexpr std::chrono::hours kTriesForgottenAfter{24};

// Whose password or code it is, and from where. Names that nobody has are counted like others.
struct StaffTry {
  std::string name, peer;
};
// Counts the try as wrong before anything is checked, so that pulling the plug or asking twice at once wins nothing.
// The moment until which it waits, if no try is open now: then nothing is counted.
[[nodiscard]] base::Result<std::optional<base::Instant>> begin_try(store::Writer& writer, const StaffTry& at,
                                                                   base::Instant now);
// It was right: the name's are forgotten, and this one of the address's.
[[nodiscard]] base::Result<void> forget_try(store::Writer& writer, const StaffTry& at);
// It was neither: as if it hadn't been.
[[nodiscard]] base::Result<void> undo_try(store::Writer& writer, const StaffTry& at);
// Of the name alone: an administrator gave it a new password.
[[nodiscard]] base::Result<void> forget_tries_at(store::Writer& writer, std::string_view name);
// How long the wait is after so many wrong ones.
[[nodiscard]] std::chrono::seconds wait_after(std::int64_t wrong, std::int64_t free_tries);

}  // namespace gridboard::desk
