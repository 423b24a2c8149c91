// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Challenges and bearer tokens. Each carries its end and a proof by the centre's keys, so that any node takes what
// another one gave out, and a restart ends nothing: nodes keep nothing about boards. Whether a board is still active is
// looked up at every use. Thread-safe.

#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/key_ring.hpp"

namespace gridboard::desk {

inline constexpr std::chrono::seconds kChallengeLifetime{60};
inline constexpr std::chrono::hours kTokenLifetime{1};

class BoardAccess {
 public:
  // `keys` must outlive this.
  explicit BoardAccess(const KeyRing& keys) : keys_(keys) {}

  // A nonce for this board.
  [[nodiscard]] std::string open_challenge(std::string_view board_id, base::Instant now, base::Random& random) const;
  // Once for each nonce on this node, whatever follows. unauthenticated if it wasn't given out for this board; expired.
  [[nodiscard]] base::Result<void> use_challenge(std::string_view board_id, std::string_view nonce, base::Instant now);

  [[nodiscard]] std::string open_token(std::string_view board_id, base::Instant now) const;
  // The board that this token was given to. unauthenticated; expired.
  [[nodiscard]] base::Result<std::string> board_of_token(std::string_view token, base::Instant now) const;

 private:
  struct Used {
    std::string nonce;
    base::Instant ends;
  };
  const KeyRing& keys_;
  std::mutex mutex_;  // of what follows
  std::unordered_set<std::string> used_;
  std::deque<Used> used_in_order_;
};

}  // namespace gridboard::desk
