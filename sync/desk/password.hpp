// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Passwords of staff. Hashing takes 0.1 s and 64 MiB on purpose: from a server do it on the queue of checks, never
// within a transaction.

#include <string>
#include <string_view>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::desk {

// OWASP ASVS 4.0.3, V2.1.1 and V2.1.2: at least 12 characters, at least 64 of them allowed and no more than 128 needed.
inline constexpr std::size_t kLeastPasswordCharacters = 12, kMostPasswordCharacters = 128;

// ASVS V2.1.7 and V2.1.9: length, none of those that everybody tries, nothing about which characters. `name` and
// `display_name` are those of the account: a password made of them is none. invalid_input says what would be right.
[[nodiscard]] base::Result<void> check_password_rules(std::string_view password, std::string_view name,
                                                      std::string_view display_name);
// argon2id in libsodium's form. unavailable if there isn't enough memory.
[[nodiscard]] base::Result<std::string> hash_password(std::string_view password);
// Takes as long for a hash of nobody ("") as for one of somebody, and is false for it.
[[nodiscard]] bool password_fits(const std::string& hash, std::string_view password);

struct FirstPassword {
  wire::SecretBytes password;  // "K7QM-3RXT-9WHD-4CVB": 77 bits, easily read aloud
  std::string hash;
};
// Hashes, so see above.
[[nodiscard]] base::Result<FirstPassword> make_first_password(base::Random& random);

}  // namespace gridboard::desk
