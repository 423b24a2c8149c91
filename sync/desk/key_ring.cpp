// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/key_ring.hpp"

#include <sys/stat.h>

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
  std::vector<wire::SecretBytes> sealing;  // the newest first
};

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

}  // namespace gridboard::desk
