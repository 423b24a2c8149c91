// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/pin_lock.hpp"

#include <algorithm>

namespace gridboard::kiosk::update {

std::chrono::minutes wait_after(int rounds) {
  std::chrono::minutes wait = kFirstWait;
  for (int i = 1; i < rounds && wait < kLongestWait; ++i) wait *= 2;
  return std::min<std::chrono::minutes>(wait, kLongestWait);
}

LockAnswer look_at(const PinLock& lock, base::Instant now) {
  LockAnswer answer;
  // A wait that lies further ahead than any wait can was made by a wrong clock: it isn't kept.
  if (lock.wait_until && now < *lock.wait_until && *lock.wait_until - now <= kLongestWait) {
    answer.verdict = LockAnswer::Verdict::waiting;
    answer.tries_left = 0;
    answer.wait_until = lock.wait_until;
    return answer;
  }
  answer.tries_left = kTriesARound - lock.wrong_in_round;
  return answer;
}

PinLock count_try(PinLock lock, base::Instant now) {
  lock.wait_until.reset();
  if (++lock.wrong_in_round < kTriesARound) return lock;
  lock.wrong_in_round = 0;
  lock.rounds = std::min(lock.rounds + 1, 100);
  lock.wait_until = now + wait_after(lock.rounds);
  return lock;
}

}  // namespace gridboard::kiosk::update
