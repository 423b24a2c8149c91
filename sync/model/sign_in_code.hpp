// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The rotating code by which a member of staff shows to have stood before a board: the board's id, the number of the
// 30 s step since 1970, and a BLAKE2b of both under a key that the board and the centre alone hold. Made without a
// network; checked at the centre.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::model {

inline constexpr std::chrono::seconds kSignInStep{30};
inline constexpr int kSignInStepsBack = 2;   // time to scan and to type
inline constexpr int kSignInStepsAhead = 1;  // a board's clock that is a little fast
inline constexpr std::size_t kSignInKeyBytes = 32;

struct SignInCode {
  std::string board_id;
  std::int64_t step = 0;
  std::string mac;  // base64url of 12 bytes
};

[[nodiscard]] std::int64_t sign_in_step(base::Instant at);
// "<board id>.<step>.<mac>". `key` is the raw 32 bytes; "" if it isn't.
[[nodiscard]] std::string make_sign_in_code(std::string_view board_id, std::string_view key, base::Instant at);
// invalid_input: not of this form. Says nothing about whether it is genuine.
[[nodiscard]] base::Result<SignInCode> parse_sign_in_code(std::string_view text);
// unauthenticated: not made with this key; expired: too old, or from the future. Replay is the caller's to find.
[[nodiscard]] base::Result<void> check_sign_in_code(const SignInCode& code, std::string_view key, base::Instant now);

}  // namespace gridboard::model
