// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What only one reader may open: a request for the centre's key, a household's details for the household's key, that key
// for whoever knows the PIN. Texts that leave are base64url; keys and salts are raw bytes. See FORMAT.md.

#include <string>
#include <string_view>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/wire/records.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::wire {

using base::Result;

// --- To the centre: libsodium's sealed box, X25519 ---
inline constexpr std::size_t kSealingSecretBytes = 32, kSealingSeedBytes = 32;

struct SealingPair {
  std::string public_key;  // base64url
  SecretBytes secret_key;
};
// The same pair for the same seed of 32 bytes.
[[nodiscard]] SealingPair make_sealing_pair(std::string_view seed);
[[nodiscard]] std::string public_half_of_sealing(const SecretBytes& secret_key);
// invalid_input if the public key isn't one.
[[nodiscard]] Result<std::string> seal_to(std::string_view public_key, std::string_view plain, base::Random& random);
// unauthenticated if it wasn't sealed to this key, or was altered.
[[nodiscard]] Result<std::string> open_sealed(const SecretBytes& secret_key, std::string_view sealed);

// --- Under a household's key: XChaCha20-Poly1305 ---
inline constexpr std::size_t kHouseholdKeyBytes = 32;

// The same bytes for the same key, name and text. `name` is bound to it: what was sealed as one record can't be passed
// off as another.
[[nodiscard]] std::string seal_under(std::string_view household_key, std::string_view name, std::string_view plain);
// unauthenticated for another key or name, or if it was altered.
[[nodiscard]] Result<std::string> open_under(std::string_view household_key, std::string_view name,
                                             std::string_view sealed);

// --- The household's key under the PIN: argon2id ---
inline constexpr std::size_t kLockSaltBytes = 16;
// RFC 9106 and libsodium's "interactive" figures: about 0.1 s and 64 MiB a try.
inline constexpr std::uint64_t kLockPasses = 2, kLockMemoryKib = 64 << 10;

// unavailable if there isn't enough memory.
[[nodiscard]] Result<HouseholdLock> make_lock(std::string_view account, std::string_view pin,
                                              std::string_view household_key, std::string_view salt,
                                              std::uint64_t passes = kLockPasses,
                                              std::uint64_t memory_kib = kLockMemoryKib);
// unauthenticated for a wrong PIN; unavailable if there isn't enough memory.
[[nodiscard]] Result<SecretBytes> open_lock(std::string_view account, const HouseholdLock& lock, std::string_view pin);

}  // namespace gridboard::wire
