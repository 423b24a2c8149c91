// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Ed25519 over exact bytes. Public keys and signatures are base64url, secret keys raw.

#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/wire/feed.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::wire {

inline constexpr std::size_t kSeedBytes = 32;
inline constexpr std::size_t kSigningSecretBytes = 64;

struct SigningPair {
  std::string public_key;
  SecretBytes secret_key;
};
// The same pair for the same seed of 32 bytes.
[[nodiscard]] SigningPair make_signing_pair(std::string_view seed);
// The public half of a secret key of kSigningSecretBytes.
[[nodiscard]] std::string public_half(const SecretBytes& secret_key);

[[nodiscard]] std::string sign(const SecretBytes& secret_key, std::string_view bytes);
// False for anything that isn't a signature of that key over these bytes, malformed keys and signatures included.
[[nodiscard]] bool signature_fits(std::string_view public_key, std::string_view signature, std::string_view bytes);

// The exact bytes that the key before signs: no other signature of ours begins like them.
[[nodiscard]] std::string statement_bytes(const KeyLine& key);
// Fills in the signature.
void sign_key(const SecretBytes& key_before, KeyLine& key);
[[nodiscard]] bool follows(const KeyLine& key, std::string_view public_key_before);

}  // namespace gridboard::wire
