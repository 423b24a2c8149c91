// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/key_ring.hpp"

#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>

#include "sync/base/log.hpp"
#include "sync/wire/sealing.hpp"
#include "sync/wire/signature.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::Result;

struct KeyRing::Keys {
  std::uint64_t number = 1;
  CentrePublicKeys open;
  std::vector<std::string> chain_lines;
  wire::SecretBytes publishing;
  std::vector<wire::SecretBytes> sealing, proving;  // the newest first
};

namespace {

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

// A key for this alone, of a secret that nodes share and that no rotation takes away.
wire::SecretBytes proof_key_of(const wire::SecretBytes& secret) {
  constexpr std::string_view kPurpose = "gridboard proof 1";
  wire::SecretBytes key(crypto_generichash_KEYBYTES);
  crypto_generichash(key.data(), key.size(), raw(kPurpose), kPurpose.size(), secret.data(), secret.size());
  return key;
}

// BLAKE2b under it.
std::string proof_of(const wire::SecretBytes& key, std::string_view text) {
  std::string proof(kProofBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(proof.data()), proof.size(), raw(text), text.size(), key.data(),
                     key.size());
  return proof;
}

}  // namespace

KeyRing::~KeyRing() = default;

Result<std::unique_ptr<KeyRing>> KeyRing::open(const std::string& data_folder) {
  std::unique_ptr<KeyRing> ring(new KeyRing(data_folder));
  ring->stamp_ = ring->stamp();
  auto keys = ring->load();
  if (!keys) return tl::unexpected(keys.error());
  ring->keys_ = std::move(*keys);
  return ring;
}

KeyRing::Stamp KeyRing::stamp() const {
  struct stat about {};
  if (::stat((folder_ + "/" + kKeyChainFile).c_str(), &about) != 0) return {};
  return {std::int64_t{about.st_mtim.tv_sec} * 1'000'000'000 + about.st_mtim.tv_nsec,
          static_cast<std::uint64_t>(about.st_size), static_cast<std::uint64_t>(about.st_ino)};
}

Result<std::shared_ptr<const KeyRing::Keys>> KeyRing::load() const {
  auto open = load_centre_public_keys(folder_);
  if (!open) return tl::unexpected(open.error());
  const auto chain = load_key_chain(folder_);
  if (!chain) return tl::unexpected(chain.error());
  auto keys = std::make_shared<Keys>();
  keys->number = chain->size() + 1;
  keys->open = std::move(*open);
  for (const wire::KeyLine& key : *chain) keys->chain_lines.push_back(wire::encode(key, base::Zone()));
  auto publishing = load_publishing_secret(publishing_key_path(folder_, keys->number));
  if (!publishing) return tl::unexpected(publishing.error());
  keys->publishing = std::move(*publishing);
  // A rotation between the two reads: the next look sees it whole.
  if (wire::public_half(keys->publishing) != keys->open.publishing) {
    return base::fail(ErrorCode::unavailable, "the keys are just being changed");
  }
  for (std::uint64_t number = keys->number; number >= 1; --number) {
    auto sealing = load_sealing_secret(sealing_key_path(folder_, number));
    if (!sealing && sealing.error().code == ErrorCode::not_found && number != keys->number) continue;
    if (!sealing) return tl::unexpected(sealing.error());
    keys->proving.push_back(proof_key_of(*sealing));
    keys->sealing.push_back(std::move(*sealing));
  }
  return std::shared_ptr<const Keys>(std::move(keys));
}

std::shared_ptr<const KeyRing::Keys> KeyRing::keys() const {
  const std::lock_guard lock(mutex_);
  return keys_;
}

void KeyRing::refresh() {
  const Stamp seen = stamp();
  {
    const std::lock_guard lock(mutex_);
    if (seen == stamp_) return;
  }
  auto fresh = load();
  if (!fresh) {
    return base::log_event(base::LogLevel::error, "keys.unreadable",
                           {{"what", std::string_view(fresh.error().message)}});
  }
  base::log_event(base::LogLevel::info, "keys.changed", {{"number", static_cast<std::int64_t>((*fresh)->number)}});
  const std::lock_guard lock(mutex_);
  stamp_ = seen;
  keys_ = std::move(*fresh);
}

std::uint64_t KeyRing::number() const {
  return keys()->number;
}

CentrePublicKeys KeyRing::public_keys() const {
  return keys()->open;
}

std::vector<std::string> KeyRing::chain_lines() const {
  return keys()->chain_lines;
}

std::string KeyRing::sign(std::string_view body) const {
  return wire::sign(keys()->publishing, body);
}

Result<std::string> KeyRing::open_sealed(std::string_view sealed) const {
  const auto keys = this->keys();
  for (const wire::SecretBytes& secret : keys->sealing) {
    if (auto opened = wire::open_sealed(secret, sealed)) return opened;
  }
  return base::fail(ErrorCode::unauthenticated, "no key of this centre opens the box");
}

std::string KeyRing::prove(std::string_view text) const {
  return proof_of(keys()->proving.front(), text);
}

bool KeyRing::proves(std::string_view text, std::string_view proof) const {
  if (proof.size() != kProofBytes) return false;
  const auto keys = this->keys();
  return std::any_of(keys->proving.begin(), keys->proving.end(), [&](const wire::SecretBytes& key) {
    return sodium_memcmp(proof_of(key, text).data(), proof.data(), kProofBytes) == 0;
  });
}

}  // namespace gridboard::desk
