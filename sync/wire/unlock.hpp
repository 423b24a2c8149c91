// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Unlocking with a phone: what a board asks the centre, what it is answered, and the box in which a household's key
// travels to that one board. See FORMAT.md.

#include <string>
#include <string_view>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::wire {

using base::Result;

inline constexpr std::size_t kUnlockIdBytes = 16;

// A new one for every code that is shown.
struct UnlockAsk {
  std::string id;       // base64url of kUnlockIdBytes random bytes: stands in the code
  std::string account;  // known to the centre through the board alone: not in the code
  std::string key;      // base64url of an X25519 key whose secret half only the board's memory holds

  bool operator==(const UnlockAsk&) const = default;
};
[[nodiscard]] bool is_unlock_id(std::string_view text);
[[nodiscard]] std::string make_unlock_id(base::Random& random);

[[nodiscard]] std::string encode(const UnlockAsk& ask);
// invalid_input
[[nodiscard]] Result<UnlockAsk> decode_unlock_ask(std::string_view json);

// "" sealed: nobody has entered the PIN yet.
struct UnlockAnswer {
  std::string sealed;
  bool operator==(const UnlockAnswer&) const = default;
};
[[nodiscard]] std::string encode(const UnlockAnswer& answer);
// corrupt
[[nodiscard]] Result<UnlockAnswer> decode_unlock_answer(std::string_view json);

// Bound to board, id and account: a box for one of them opens for no other. invalid_input if the ask's key is none.
[[nodiscard]] Result<std::string> seal_unlock(const UnlockAsk& ask, std::string_view board_id,
                                              std::string_view household_key, base::Random& random);
// The household's key. unauthenticated if it was sealed to another key, or for another board, id or account.
[[nodiscard]] Result<SecretBytes> open_unlock(const SecretBytes& secret_key, std::string_view board_id,
                                              std::string_view id, std::string_view account, std::string_view sealed);

}  // namespace gridboard::wire
