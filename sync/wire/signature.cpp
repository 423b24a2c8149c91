// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/signature.hpp"

#include <sodium.h>

#include <array>
#include <span>
#include <stdexcept>

#include "sync/base/ids.hpp"

namespace gridboard::wire {
namespace {

static_assert(crypto_sign_SEEDBYTES == kSeedBytes && crypto_sign_SECRETKEYBYTES == kSigningSecretBytes);

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string encoded(std::span<const unsigned char> bytes) {
  return base::to_base64url(std::as_bytes(bytes));
}

// One spelling of a moment, whatever zone it was written in.
std::string in_utc(base::Instant at) {
  return base::format_rfc3339(at, base::Zone{std::chrono::minutes(0)});
}

}  // namespace

SigningPair make_signing_pair(std::string_view seed) {
  if (seed.size() != kSeedBytes) throw std::invalid_argument("a signing pair needs a seed of 32 bytes");
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  SecretBytes secret(kSigningSecretBytes);
  crypto_sign_seed_keypair(open.data(), secret.data(), raw(seed));
  return {encoded(open), std::move(secret)};
}

std::string public_half(const SecretBytes& secret_key) {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  crypto_sign_ed25519_sk_to_pk(open.data(), secret_key.data());
  return encoded(open);
}

std::string sign(const SecretBytes& secret_key, std::string_view bytes) {
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, raw(bytes), bytes.size(), secret_key.data());
  return encoded(signature);
}

bool signature_fits(std::string_view public_key, std::string_view signature, std::string_view bytes) {
  const std::string key = base::from_base64url(public_key), given = base::from_base64url(signature);
  if (key.size() != crypto_sign_PUBLICKEYBYTES || given.size() != crypto_sign_BYTES) return false;
  // One text for one signature: the last letter has bits to spare.
  if (encoded(std::span(raw(given), given.size())) != signature) return false;
  return crypto_sign_verify_detached(raw(given), raw(bytes), bytes.size(), raw(key)) == 0;
}

std::string statement_bytes(const KeyLine& key) {
  return "gridboard publishing key 1\n" + std::to_string(key.number) + "\n" + key.publishing_key + "\n" +
         key.sealing_key + "\n" + in_utc(key.since) + "\n" + in_utc(key.until);
}

void sign_key(const SecretBytes& key_before, KeyLine& key) {
  key.signature = sign(key_before, statement_bytes(key));
}

bool follows(const KeyLine& key, std::string_view public_key_before) {
  return signature_fits(public_key_before, key.signature, statement_bytes(key));
}

}  // namespace gridboard::wire
