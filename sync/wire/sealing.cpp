// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/sealing.hpp"

#include <sodium.h>

#include <array>
#include <span>
#include <stdexcept>

namespace gridboard::wire {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
using Nonce = std::array<unsigned char, kNonceBytes>;

static_assert(crypto_box_SEEDBYTES == 32 && crypto_box_SECRETKEYBYTES == kSealingSecretBytes);
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == kHouseholdKeyBytes);
static_assert(crypto_pwhash_SALTBYTES == kLockSaltBytes);

constexpr std::string_view kNonceOf = "gridboard sealed record 1:";
constexpr std::string_view kLockOf = "gridboard household lock 1:";

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}
std::string encoded(std::string_view bytes) {
  return base::to_base64url(std::as_bytes(std::span(bytes)));
}

void need_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't be used");
}

// What libsodium's crypto_box_seal takes: it opens with crypto_box_seal_open.
Nonce nonce_of_box(std::string_view ephemeral_key, std::string_view to) {
  Nonce nonce{};
  static_assert(kNonceBytes == crypto_box_NONCEBYTES);
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, nonce.size());
  crypto_generichash_update(&state, raw(ephemeral_key), ephemeral_key.size());
  crypto_generichash_update(&state, raw(to), to.size());
  crypto_generichash_final(&state, nonce.data(), nonce.size());
  return nonce;
}

// From what is sealed, so that an unchanged record gives unchanged bytes, and never the same for two texts.
Nonce nonce_of_record(std::string_view key, std::string_view name, std::string_view plain) {
  Nonce nonce{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, raw(key), key.size(), nonce.size());
  for (const std::string_view part : {kNonceOf, name, std::string_view("\n", 1), plain}) {
    crypto_generichash_update(&state, raw(part), part.size());
  }
  crypto_generichash_final(&state, nonce.data(), nonce.size());
  return nonce;
}

Result<SecretBytes> key_of_pin(const HouseholdLock& lock, std::string_view pin) {
  const std::string salt = base::from_base64url(lock.salt);
  if (salt.size() != kLockSaltBytes) return fail(ErrorCode::corrupt, "the lock's salt isn't 16 bytes");
  SecretBytes key(kHouseholdKeyBytes);
  const int failed = crypto_pwhash(key.data(), key.size(), pin.data(), pin.size(), raw(salt), lock.passes,
                                   static_cast<std::size_t>(lock.memory_kib) << 10, crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) return fail(ErrorCode::unavailable, "there isn't enough memory to check a PIN");
  return key;
}

}  // namespace

SealingPair make_sealing_pair(std::string_view seed) {
  if (seed.size() != crypto_box_SEEDBYTES) throw std::invalid_argument("a sealing pair needs a seed of 32 bytes");
  std::string open(crypto_box_PUBLICKEYBYTES, '\0');
  SecretBytes secret(kSealingSecretBytes);
  crypto_box_seed_keypair(raw(open), secret.data(), raw(seed));
  return {encoded(open), std::move(secret)};
}

std::string public_half_of_sealing(const SecretBytes& secret_key) {
  std::string open(crypto_box_PUBLICKEYBYTES, '\0');
  crypto_scalarmult_base(raw(open), secret_key.data());
  return encoded(open);
}

Result<std::string> seal_to(std::string_view public_key, std::string_view plain, base::Random& random) {
  need_sodium();
  const std::string to = base::from_base64url(public_key);
  if (to.size() != crypto_box_PUBLICKEYBYTES) return fail(ErrorCode::invalid_input, "the sealing key isn't 32 bytes");
  SecretBytes seed(crypto_box_SEEDBYTES), once(crypto_box_SECRETKEYBYTES);
  random.fill(std::as_writable_bytes(std::span(seed.data(), seed.size())));
  std::string sealed(crypto_box_PUBLICKEYBYTES + crypto_box_MACBYTES + plain.size(), '\0');
  crypto_box_seed_keypair(raw(sealed), once.data(), seed.data());
  const Nonce nonce = nonce_of_box(std::string_view(sealed).substr(0, crypto_box_PUBLICKEYBYTES), to);
  const int failed = crypto_box_easy(raw(sealed) + crypto_box_PUBLICKEYBYTES, raw(plain), plain.size(), nonce.data(),
                                     raw(to), once.data());
  if (failed != 0) return fail(ErrorCode::invalid_input, "nothing can be sealed to this key");
  return encoded(sealed);
}

Result<std::string> open_sealed(const SecretBytes& secret_key, std::string_view sealed) {
  const std::string box = base::from_base64url(sealed);
  if (box.size() < crypto_box_SEALBYTES) return fail(ErrorCode::unauthenticated, "not a sealed box");
  std::string open(crypto_box_PUBLICKEYBYTES, '\0');
  crypto_scalarmult_base(raw(open), secret_key.data());
  std::string plain(box.size() - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(raw(plain), raw(box), box.size(), raw(open), secret_key.data()) != 0) {
    return fail(ErrorCode::unauthenticated, "the box wasn't sealed to this key, or was altered");
  }
  return plain;
}

std::string seal_under(std::string_view household_key, std::string_view name, std::string_view plain) {
  if (household_key.size() != kHouseholdKeyBytes) throw std::invalid_argument("a household's key has 32 bytes");
  const Nonce nonce = nonce_of_record(household_key, name, plain);
  std::string sealed(kNonceBytes + plain.size() + kTagBytes, '\0');
  std::copy(nonce.begin(), nonce.end(), raw(sealed));
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + kNonceBytes, nullptr, raw(plain), plain.size(), raw(name),
                                             name.size(), nullptr, nonce.data(), raw(household_key));
  return encoded(sealed);
}

Result<std::string> open_under(std::string_view household_key, std::string_view name, std::string_view sealed) {
  const std::string bytes = base::from_base64url(sealed);
  if (household_key.size() != kHouseholdKeyBytes || bytes.size() < kNonceBytes + kTagBytes) {
    return fail(ErrorCode::unauthenticated, std::string(name) + ": isn't sealed");
  }
  const std::string_view box = std::string_view(bytes).substr(kNonceBytes);
  std::string plain(box.size() - kTagBytes, '\0');
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr, raw(box), box.size(),
                                                                raw(name), name.size(), raw(bytes), raw(household_key));
  if (failed != 0) {
    return fail(ErrorCode::unauthenticated, std::string(name) + ": was altered, or is sealed under another key");
  }
  return plain;
}

// The PIN's key is used once, with its own salt: its nonce may be all zero.
Result<HouseholdLock> make_lock(std::string_view account, std::string_view pin, std::string_view household_key,
                                std::string_view salt, std::uint64_t passes, std::uint64_t memory_kib) {
  need_sodium();
  HouseholdLock lock{encoded(salt), passes, memory_kib, ""};
  const auto key = key_of_pin(lock, pin);
  if (!key) return tl::unexpected(key.error());
  const std::string name = std::string(kLockOf) + std::string(account);
  std::string wrapped(household_key.size() + kTagBytes, '\0');
  const Nonce nonce{};
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw(wrapped), nullptr, raw(household_key), household_key.size(), raw(name),
                                             name.size(), nullptr, nonce.data(), key->data());
  lock.wrapped = encoded(wrapped);
  return lock;
}

Result<SecretBytes> open_lock(std::string_view account, const HouseholdLock& lock, std::string_view pin) {
  need_sodium();
  const std::string wrapped = base::from_base64url(lock.wrapped);
  if (wrapped.size() != kHouseholdKeyBytes + kTagBytes) return fail(ErrorCode::corrupt, "the lock holds no key");
  const auto key = key_of_pin(lock, pin);
  if (!key) return tl::unexpected(key.error());
  const std::string name = std::string(kLockOf) + std::string(account);
  SecretBytes household_key(kHouseholdKeyBytes);
  const Nonce nonce{};
  const int failed =
      crypto_aead_xchacha20poly1305_ietf_decrypt(household_key.data(), nullptr, nullptr, raw(wrapped), wrapped.size(),
                                                 raw(name), name.size(), nonce.data(), key->data());
  if (failed != 0) return fail(ErrorCode::unauthenticated, "the PIN is wrong");
  return household_key;
}

}  // namespace gridboard::wire
