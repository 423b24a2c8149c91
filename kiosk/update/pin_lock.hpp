// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Five wrong PINs and the household waits 15 minutes, after the next five 30, doubling up to a day. A right one forgets
// all that. The caller keeps the value through restarts.

#include <optional>

#include "kiosk/update/answers.hpp"

namespace gridboard::kiosk::update {

inline constexpr int kTriesARound = 5;
inline constexpr std::chrono::minutes kFirstWait{15};
inline constexpr std::chrono::hours kLongestWait{24};

struct PinLock {
  int wrong_in_round = 0;
  int rounds = 0;  // rounds of five that were used up
  std::optional<base::Instant> wait_until;

  bool operator==(const PinLock&) const = default;
};

[[nodiscard]] std::chrono::minutes wait_after(int rounds);
// Waiting, or how many tries are left.
[[nodiscard]] LockAnswer look_at(const PinLock& lock, base::Instant now);
// Counts a try as wrong. Counted before the PIN is checked, so that pulling the plug wins nothing.
[[nodiscard]] PinLock count_try(PinLock lock, base::Instant now);

}  // namespace gridboard::kiosk::update
