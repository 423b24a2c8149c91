// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Staff as the store keeps them: accounts with their grants, sessions, tokens of interfaces, tries at signing in, and
// the audit chain. A part of Reader and Writer (store.hpp), with the same rules. Secrets are kept as hashes only: what
// somebody proves who he is with can't be read out of here.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/wire/ledger.hpp"

namespace gridboard::store {

using base::Result;

enum class Role {
  administrator,
  publisher,
  reviewer,
  dispatcher,
  supervisor,
  community_manager,
  auditor,
  interface,  // of programs: tokens only
};

// At a place and all below it; "" is everywhere.
struct Grant {
  Role role = Role::auditor;
  std::string place;

  bool operator==(const Grant&) const = default;
};

enum class AccountState { active, disabled };

struct Account {
  std::string id;    // UUID
  std::string name;  // what one signs in with; unique, lower case
  std::string display_name;
  AccountState state = AccountState::active;
  std::vector<Grant> grants;
  std::string password_hash;  // argon2id in libsodium's form
  bool must_change_password = false;
  std::string second_factor;          // the authenticator's secret, sealed to the centre; "" without one
  std::string pending_second_factor;  // not confirmed yet
  std::int64_t last_code_step = 0;    // of the last code that was taken: no code is good twice
  base::Instant created_at{};
  std::optional<base::Instant> last_sign_in;
  std::string identity{};  // what the identity provider calls him or her, unique; "" for nobody there

  bool operator==(const Account&) const = default;
};

struct AccountFilter {
  std::string query{};  // part of the name or the display name, whatever its case; "" for all
  std::optional<Role> role{};
  std::optional<AccountState> state{};
  std::string after{};  // name of the last one of the page before
  std::size_t limit = 50;
};

enum class SessionWay { password, provider };

struct Session {
  std::string hash;  // of its secret, see desk/sessions.hpp
  std::string account_id;
  std::string peer;
  base::Instant created_at{}, last_seen{}, ends_at{};
  SessionWay way = SessionWay::password;

  bool operator==(const Session&) const = default;
};

// A sign-in that is with the identity provider at the moment. Its secrets are of no use once it came back.
struct ProviderSignIn {
  std::string hash;      // of what the browser shows and of what comes back
  std::string nonce;     // stands in the token
  std::string verifier;  // RFC 7636
  base::Instant ends_at{};

  bool operator==(const ProviderSignIn&) const = default;
};

struct AccessToken {
  std::string id;  // UUID
  std::string name;
  std::string hash;  // of its secret
  std::vector<Grant> grants;
  base::Instant created_at{}, ends_at{};
  std::optional<base::Instant> last_used;

  bool operator==(const AccessToken&) const = default;
};

// Wrong tries at something in a row, by what is throttled ("name/...", "peer/...").
struct Tries {
  std::int64_t wrong = 0;
  base::Instant last_at{};
  base::Instant wait_until{};

  bool operator==(const Tries&) const = default;
};

// One line of the chain, and the centre's signature under the chain as it stood.
using AuditEntry = wire::LedgerEntry;
using AuditCheckpoint = wire::LedgerCheckpoint;
using AuditOutcome = wire::LedgerOutcome;

struct AuditHead {
  std::uint64_t number = 0;  // 0: nothing yet
  std::string hash;
};

struct AuditFilter {
  std::string actor{}, action{}, subject{};     // "" for any
  std::optional<base::Instant> from{}, upto{};  // from <= at < upto
  std::uint64_t before = 0;                     // numbers below this one only; 0 for the newest
  std::size_t limit = 50;
};

class PeopleReader {
 public:
  virtual ~PeopleReader() = default;
  virtual Result<std::optional<Account>> account(std::string_view id) = 0;
  virtual Result<std::optional<Account>> account_named(std::string_view name) = 0;
  virtual Result<std::optional<Account>> account_identified(std::string_view identity) = 0;  // not by ""
  virtual Result<std::vector<Account>> accounts(const AccountFilter& filter) = 0;            // by name
  virtual Result<std::size_t> count_accounts(const AccountFilter& filter) = 0;               // without its page
  virtual Result<std::vector<std::string>> holders(Role role, std::string_view place) = 0;   // ids of active accounts

  virtual Result<std::optional<Session>> session(std::string_view hash) = 0;
  virtual Result<std::optional<AccessToken>> token(std::string_view id) = 0;
  virtual Result<std::optional<AccessToken>> token_with_hash(std::string_view hash) = 0;
  virtual Result<std::vector<AccessToken>> tokens() = 0;  // by name
  virtual Result<std::optional<Tries>> tries(std::string_view at) = 0;

  virtual Result<std::vector<AuditEntry>> audit(const AuditFilter& filter) = 0;                      // newest first
  virtual Result<std::vector<AuditEntry>> audit_after(std::uint64_t number, std::size_t limit) = 0;  // oldest first
  virtual Result<std::vector<AuditCheckpoint>> checkpoints_after(std::uint64_t number,
                                                                 std::size_t limit) = 0;  // so too
  virtual Result<std::optional<AuditCheckpoint>> last_checkpoint() = 0;
  virtual Result<AuditHead> audit_head() = 0;
};

class PeopleWriter : public PeopleReader {
 public:
  // By its id, grants and all. conflict: another account has the name or the identity.
  virtual Result<void> put(const Account& account) = 0;
  virtual Result<void> put(const Session& session) = 0;
  virtual Result<void> drop_session(std::string_view hash) = 0;
  virtual Result<void> drop_sessions_of(std::string_view account_id, std::string_view but_hash) = 0;
  virtual Result<void> put(const ProviderSignIn& begun) = 0;
  // Gone from here on: none comes back twice.
  virtual Result<std::optional<ProviderSignIn>> take_provider_sign_in(std::string_view hash) = 0;
  // Retention: those that ended or were last seen before, and sign-ins at the provider that ended.
  virtual Result<void> drop_sessions(base::Instant ended_before, base::Instant last_seen_before) = 0;
  virtual Result<void> put(const AccessToken& token) = 0;
  virtual Result<void> drop_token(std::string_view id) = 0;
  // The same row, made if need be, and ours until the commit: of two tries at once each counts.
  virtual Result<Tries> lock_tries(std::string_view at) = 0;
  virtual Result<void> put_tries(std::string_view at, const Tries& tries) = 0;
  virtual Result<void> drop_tries(std::string_view at) = 0;
  virtual Result<void> drop_tries_before(base::Instant last_at) = 0;

  // The head, ours until the commit: nobody else appends meanwhile, so the chain never forks.
  virtual Result<AuditHead> lock_audit_head() = 0;
  // conflict unless it follows the head, which it becomes. The hash is the caller's.
  virtual Result<void> append(const AuditEntry& entry) = 0;
  virtual Result<void> put(const AuditCheckpoint& checkpoint) = 0;
};

}  // namespace gridboard::store
