// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/staff_tries.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "sync/desk/sessions.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

// Names as they were typed may be anything, a password among it.
std::string key_of_name(const StaffTry& at) {
  return "name/" + hash_secret(at.name);
}

// One customer of IPv6 has 2^64 addresses at least: they count as one.
std::string key_of_peer(const StaffTry& at) {
  std::array<unsigned char, 16> address{};
  if (::inet_pton(AF_INET6, at.peer.c_str(), address.data()) != 1) return "peer/" + at.peer;
  constexpr std::array<unsigned char, 12> kMappedIpv4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (!std::equal(kMappedIpv4.begin(), kMappedIpv4.end(), address.begin())) {
    std::fill(address.begin() + 8, address.end(), static_cast<unsigned char>(0));
  }
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  return std::string("peer/") + text.data();
}

// A wait that lies further ahead than any wait can was made by a wrong clock: it isn't kept.
bool waits(const store::Tries& tries, base::Instant now) {
  return now < tries.wait_until && tries.wait_until - now <= kLongestStaffWait;
}

Result<void> count(store::Writer& writer, const std::string& key, store::Tries tries, std::int64_t free_tries,
                   base::Instant now) {
  ++tries.wrong;
  tries.last_at = now;
  tries.wait_until = now + wait_after(tries.wrong, free_tries);
  return writer.write_people().put_tries(key, tries);
}

Result<void> take_back_one(store::Writer& writer, const std::string& key) {
  auto tries = writer.write_people().lock_tries(key);
  if (!tries) return tl::unexpected(tries.error());
  if (tries->wrong <= 1) return writer.write_people().drop_tries(key);
  --tries->wrong;
  tries->wait_until = {};
  return writer.write_people().put_tries(key, *tries);
}

}  // namespace

std::chrono::seconds wait_after(std::int64_t wrong, std::int64_t free_tries) {
  if (wrong < free_tries) return std::chrono::seconds(0);
  std::chrono::seconds wait = kFirstStaffWait;
  for (std::int64_t i = free_tries; i < wrong && wait < kLongestStaffWait; ++i) wait *= 2;
  return std::min<std::chrono::seconds>(wait, kLongestStaffWait);
}

Result<std::optional<base::Instant>> begin_try(store::Writer& writer, const StaffTry& at, base::Instant now) {
  store::PeopleWriter& people = writer.write_people();
  if (auto dropped = people.drop_tries_before(now - kTriesForgottenAfter); !dropped) {
    return tl::unexpected(dropped.error());
  }
  // Always in this order, so that two tries never wait for each other.
  const std::string name = key_of_name(at), peer = key_of_peer(at);
  const auto of_name = people.lock_tries(name);
  if (!of_name) return tl::unexpected(of_name.error());
  const auto of_peer = people.lock_tries(peer);
  if (!of_peer) return tl::unexpected(of_peer.error());
  if (waits(*of_name, now) || waits(*of_peer, now)) {
    const base::Instant until =
        std::max(waits(*of_name, now) ? of_name->wait_until : now, waits(*of_peer, now) ? of_peer->wait_until : now);
    return std::optional<base::Instant>(until);
  }
  if (auto counted = count(writer, name, *of_name, kFreeTriesAtName, now); !counted) {
    return tl::unexpected(counted.error());
  }
  if (auto counted = count(writer, peer, *of_peer, kFreeTriesFromPeer, now); !counted) {
    return tl::unexpected(counted.error());
  }
  return std::optional<base::Instant>();
}

Result<void> forget_try(store::Writer& writer, const StaffTry& at) {
  if (auto dropped = writer.write_people().drop_tries(key_of_name(at)); !dropped) return dropped;
  return take_back_one(writer, key_of_peer(at));
}

Result<void> undo_try(store::Writer& writer, const StaffTry& at) {
  if (auto taken = take_back_one(writer, key_of_name(at)); !taken) return taken;
  return take_back_one(writer, key_of_peer(at));
}

Result<void> forget_tries_at(store::Writer& writer, std::string_view name) {
  return writer.write_people().drop_tries(key_of_name({std::string(name), ""}));
}

}  // namespace gridboard::desk
