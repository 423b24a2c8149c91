// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Sessions of staff in a browser, and what a program shows instead. The secret is 32 random bytes; the store knows its
// hash only, so that a copy of the store opens nothing.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/store/people.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::desk {

// OWASP ASVS 4.0.3, V3.2.2: at least 64 bits; V3.3.2 for level 2: 12 hours or 30 minutes of inactivity.
inline constexpr std::size_t kSessionSecretBytes = 32;
inline constexpr std::chrono::minutes kSessionIdle{30};
inline constexpr std::chrono::hours kSessionLifetime{12};
// Being there is written down this often at most; a session may end so much earlier than kSessionIdle says, never
// later.
inline constexpr std::chrono::minutes kSessionSeenEvery{1};

struct NewSession {
  wire::SecretBytes secret;  // base64url, for the cookie
  store::Session session;
};
// For sign_in_staff.hpp: keeps it in the caller's transaction.
[[nodiscard]] base::Result<NewSession> begin_session(store::Writer& writer, const store::Account& account,
                                                     std::string_view peer, base::Instant now, base::Random& random,
                                                     store::SessionWay way = store::SessionWay::password);

struct SignedInStaff {
  store::Session session;
  store::Account account;
  Actor actor;
  // The session's end if nothing more is done.
  base::Instant ends_at{};

  // A first password opens nothing but its change. Who came by the provider may never need one.
  [[nodiscard]] bool must_change_password() const {
    return account.must_change_password && session.way == store::SessionWay::password;
  }
};
// Nothing if there is no such session, it ended, or its account is disabled. Notes that somebody is there.
[[nodiscard]] base::Result<std::optional<SignedInStaff>> check_session(store::Store& store, std::string_view secret,
                                                                       std::string_view peer, base::Instant now);
// The same, without being a sign of anybody: an open stream of events keeps no session alive.
[[nodiscard]] base::Result<bool> session_lives(store::Store& store, std::string_view session_hash, base::Instant now);
// Audited. Nothing happens where there is none.
[[nodiscard]] base::Result<void> end_session(store::Store& store, const SignedInStaff& who, base::Instant now);
// Retention, and tries that nobody waits for any more.
[[nodiscard]] base::Result<void> forget_ended_sessions(store::Store& store, base::Instant now);

// What the store keeps of a secret: BLAKE2b-256, hex.
[[nodiscard]] std::string hash_secret(std::string_view secret);

}  // namespace gridboard::desk
