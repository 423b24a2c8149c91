// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Challenges and bearer tokens that are out. They live in memory: after a restart a board is refused once and proves
// itself again. Tokens are kept as hashes. Bounded by the number of boards: only for ids of boards that are known.
// Thread-safe.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"

namespace gridboard::desk {

inline constexpr std::chrono::seconds kChallengeLifetime{60};
inline constexpr std::chrono::hours kTokenLifetime{1};

class BoardAccess {
 public:
  BoardAccess();
  ~BoardAccess();
  BoardAccess(const BoardAccess&) = delete;
  BoardAccess& operator=(const BoardAccess&) = delete;

  // A nonce for this board; the oldest of too many open ones goes.
  [[nodiscard]] std::string open_challenge(std::string_view board_id, base::Instant now, base::Random& random);
  // Once for each nonce, whatever follows. unauthenticated if it isn't open for this board; expired.
  [[nodiscard]] base::Result<void> use_challenge(std::string_view board_id, std::string_view nonce, base::Instant now);

  // The oldest of too many tokens of a board ends.
  [[nodiscard]] std::string open_token(std::string_view board_id, base::Instant now, base::Random& random);
  // The board that this token was given to. unauthenticated; expired.
  [[nodiscard]] base::Result<std::string> board_of_token(std::string_view token, base::Instant now);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gridboard::desk
