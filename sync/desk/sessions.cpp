// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/sessions.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <span>

#include "sync/desk/audit.hpp"
#include "sync/desk/staff_tries.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

bool lives(const store::Session& session, base::Instant now) {
  return now < session.ends_at && now < session.last_seen + kSessionIdle;
}

}  // namespace

std::string hash_secret(std::string_view secret) {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
                     nullptr, 0);
  return base::to_hex(std::as_bytes(std::span(hash)));
}

Result<NewSession> begin_session(store::Writer& writer, const store::Account& account, std::string_view peer,
                                 base::Instant now, base::Random& random, store::SessionWay way) {
  wire::SecretBytes bytes(kSessionSecretBytes);
  random.fill(std::as_writable_bytes(std::span(bytes.data(), bytes.size())));
  std::string text = base::to_base64url(std::as_bytes(std::span(bytes.data(), bytes.size())));
  NewSession made{wire::SecretBytes(std::string_view(text)), {}};
  made.session = {hash_secret(text), account.id, std::string(peer), now, now, now + kSessionLifetime, way};
  wire::wipe(text);
  if (auto put = writer.write_people().put(made.session); !put) return tl::unexpected(put.error());
  return made;
}

Result<std::optional<SignedInStaff>> check_session(store::Store& store, std::string_view secret, std::string_view peer,
                                                   base::Instant now) {
  std::optional<SignedInStaff> who;
  const std::string hash = hash_secret(secret);
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    who.reset();
    const auto session = reader.people().session(hash);
    if (!session) return tl::unexpected(session.error());
    if (!*session || !lives(**session, now)) return {};
    auto account = reader.people().account((*session)->account_id);
    if (!account) return tl::unexpected(account.error());
    if (!*account || (*account)->state != store::AccountState::active) return {};
    who.emplace();
    who->session = **session;
    who->account = std::move(**account);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (!who) return who;
  who->actor = {who->account.id, who->account.display_name, std::string(peer)};
  if (now >= who->session.last_seen + kSessionSeenEvery) {
    auto seen = store.write([&](store::Writer& writer) -> Result<void> {
      auto session = writer.people().session(hash);
      if (!session) return tl::unexpected(session.error());
      if (!*session) return {};  // ended this moment
      (*session)->last_seen = std::max((*session)->last_seen, now);
      return writer.write_people().put(**session);
    });
    if (!seen) return tl::unexpected(seen.error());
    who->session.last_seen = now;
  }
  who->ends_at = std::min(who->session.ends_at, who->session.last_seen + kSessionIdle);
  return who;
}

Result<bool> session_lives(store::Store& store, std::string_view session_hash, base::Instant now) {
  bool alive = false;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto session = reader.people().session(session_hash);
    if (!session) return tl::unexpected(session.error());
    alive = *session && lives(**session, now);
    if (!alive) return {};
    const auto account = reader.people().account((*session)->account_id);
    if (!account) return tl::unexpected(account.error());
    alive = *account && (*account)->state == store::AccountState::active;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return alive;
}

Result<void> end_session(store::Store& store, const SignedInStaff& who, base::Instant now) {
  return store.write([&](store::Writer& writer) -> Result<void> {
    const auto session = writer.people().session(who.session.hash);
    if (!session) return tl::unexpected(session.error());
    if (!*session) return {};
    if (auto dropped = writer.write_people().drop_session(who.session.hash); !dropped) return dropped;
    return note(writer, who.actor, {"signOut", who.account.id, "", "", ""}, now);
  });
}

Result<void> forget_ended_sessions(store::Store& store, base::Instant now) {
  return store.write([&](store::Writer& writer) -> Result<void> {
    if (auto dropped = writer.write_people().drop_sessions(now, now - kSessionIdle); !dropped) return dropped;
    return writer.write_people().drop_tries_before(now - kTriesForgottenAfter);
  });
}

}  // namespace gridboard::desk
