// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/keys.hpp"

#include <sodium.h>

#include <array>

#include "sync/wire/outbox.hpp"

namespace gridboard::kiosk::link {

KeyPair make_key_pair(base::Random& random) {
  std::array<unsigned char, crypto_sign_SEEDBYTES> seed{};
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_key{};
  random.fill(std::as_writable_bytes(std::span(seed)));
  crypto_sign_seed_keypair(public_key.data(), secret_key.data(), seed.data());
  KeyPair pair{base::to_base64url(std::as_bytes(std::span(public_key))),
               base::to_base64url(std::as_bytes(std::span(secret_key)))};
  sodium_memzero(seed.data(), seed.size());
  sodium_memzero(secret_key.data(), secret_key.size());
  return pair;
}

base::Result<std::string> sign_challenge(std::string_view secret_key, std::string_view board_id,
                                         std::string_view nonce) {
  std::string key = base::from_base64url(secret_key);
  if (key.size() != crypto_sign_SECRETKEYBYTES)
    return base::fail(base::ErrorCode::corrupt, "the board's key is damaged");
  const std::string bytes = wire::challenge_bytes(board_id, nonce);
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                       reinterpret_cast<const unsigned char*>(key.data()));
  sodium_memzero(key.data(), key.size());
  return base::to_base64url(std::as_bytes(std::span(signature)));
}

}  // namespace gridboard::kiosk::link
