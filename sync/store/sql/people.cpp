// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Accounts, sessions and tokens of staff, and tries at them.
#include <algorithm>

#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_people.hpp"

namespace gridboard::store {

namespace {

constexpr std::string_view kAccountColumns =
    "SELECT id, name, display_name, state, password_hash, must_change_password, second_factor, "
    "pending_second_factor, last_code_step, created_at, last_sign_in, identity FROM staff_account ";
constexpr std::string_view kTokenColumns = "SELECT id, name, hash, created_at, ends_at, last_used FROM access_token ";
constexpr std::string_view kTries = "SELECT wrong, last_at, wait_until FROM staff_try WHERE whose = ?1";
// Of an account: ?1 part of a name, ?2 a role or -1, ?3 a state or -1.
constexpr std::string_view kFits =
    "WHERE (?1 = '' OR name LIKE ?1 ESCAPE '\\' OR lower(display_name) LIKE ?1 ESCAPE '\\') AND (?2 < 0 OR EXISTS "
    "(SELECT 1 FROM staff_grant WHERE holder = staff_account.id AND role = ?2)) AND (?3 < 0 OR state = ?3) ";

Account read_account(const SqlRow& row) {
  Account account;
  account.id = row.string(0);
  account.name = row.string(1);
  account.display_name = row.string(2);
  account.state = enum_of<AccountState>(row, 3);
  account.password_hash = row.string(4);
  account.must_change_password = row.boolean(5);
  account.second_factor = row.string(6);
  account.pending_second_factor = row.string(7);
  account.last_code_step = row.integer(8);
  account.created_at = instant_of(row, 9);
  account.last_sign_in = instant_if_any(row, 10);
  account.identity = row.string(11);
  return account;
}

Session read_session(const SqlRow& row) {
  return {row.string(0),
          row.string(1),
          row.string(2),
          instant_of(row, 3),
          instant_of(row, 4),
          instant_of(row, 5),
          enum_of<SessionWay>(row, 6)};
}

ProviderSignIn read_provider_sign_in(const SqlRow& row) {
  return {row.string(0), row.string(1), row.string(2), instant_of(row, 3)};
}

AccessToken read_token(const SqlRow& row) {
  AccessToken token;
  token.id = row.string(0);
  token.name = row.string(1);
  token.hash = row.string(2);
  token.created_at = instant_of(row, 3);
  token.ends_at = instant_of(row, 4);
  token.last_used = instant_if_any(row, 5);
  return token;
}

Tries read_tries(const SqlRow& row) {
  return {row.integer(0), instant_of(row, 1), instant_of(row, 2)};
}

Grant read_grant(const SqlRow& row) {
  return {enum_of<Role>(row, 0), row.string(1)};
}

std::string read_text(const SqlRow& row) {
  return row.string(0);
}

std::int64_t read_number(const SqlRow& row) {
  return row.integer(0);
}

// "" for anything. Lower case as lower() makes it: ASCII alone.
std::string pattern_of(std::string_view part) {
  if (part.empty()) return "";
  std::string pattern = "%";
  for (const char c : part) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return pattern + "%";
}

template <class Enum>
std::int64_t number_or_any(const std::optional<Enum>& value) {
  return value ? to_column(*value) : -1;
}

}  // namespace

Result<std::vector<Grant>> SqlPeople::grants_of(std::string_view holder) {
  return many(read_grant, "SELECT role, place FROM staff_grant WHERE holder = ?1 ORDER BY role, place", holder);
}

Result<void> SqlPeople::put_grants(std::string_view holder, const std::vector<Grant>& grants) {
  auto done = execute("DELETE FROM staff_grant WHERE holder = ?1", holder);
  for (const Grant& grant : grants) {
    if (!done) return done;
    done = execute("INSERT INTO staff_grant (holder, role, place) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", holder,
                   to_column(grant.role), grant.place);
  }
  return done;
}

template <class Holder>
Result<std::optional<Holder>> SqlPeople::complete(Result<std::optional<Holder>> found) {
  if (!found || !*found) return found;
  auto grants = grants_of((*found)->id);
  if (!grants) return tl::unexpected(grants.error());
  (*found)->grants = std::move(*grants);
  return found;
}

template <class Holder>
Result<std::vector<Holder>> SqlPeople::complete_all(Result<std::vector<Holder>> found) {
  if (!found) return found;
  for (Holder& holder : *found) {
    auto grants = grants_of(holder.id);
    if (!grants) return tl::unexpected(grants.error());
    holder.grants = std::move(*grants);
  }
  return found;
}

Result<std::optional<Account>> SqlPeople::account(std::string_view id) {
  return complete(one(read_account, std::string(kAccountColumns).append("WHERE id = ?1").append(for_update_), id));
}

Result<std::optional<Account>> SqlPeople::account_named(std::string_view name) {
  return complete(one(read_account, std::string(kAccountColumns).append("WHERE name = ?1").append(for_update_), name));
}

Result<std::optional<Account>> SqlPeople::account_identified(std::string_view identity) {
  if (identity.empty()) return std::optional<Account>();
  return complete(
      one(read_account, std::string(kAccountColumns).append("WHERE identity = ?1").append(for_update_), identity));
}

Result<std::vector<Account>> SqlPeople::accounts(const AccountFilter& filter) {
  return complete_all(many(read_account,
                           std::string(kAccountColumns).append(kFits).append("AND name > ?4 ORDER BY name LIMIT ?5"),
                           pattern_of(filter.query), number_or_any(filter.role), number_or_any(filter.state),
                           filter.after, static_cast<std::uint64_t>(filter.limit)));
}

Result<std::size_t> SqlPeople::count_accounts(const AccountFilter& filter) {
  const auto count = one(read_number, std::string("SELECT count(*) FROM staff_account ").append(kFits),
                         pattern_of(filter.query), number_or_any(filter.role), number_or_any(filter.state));
  if (!count) return tl::unexpected(count.error());
  return static_cast<std::size_t>(count->value_or(0));
}

Result<std::vector<std::string>> SqlPeople::holders(Role role, std::string_view place) {
  return many(read_text,
              "SELECT a.id FROM staff_grant AS g JOIN staff_account AS a ON a.id = g.holder WHERE g.role = ?1 "
              "AND g.place = ?2 AND a.state = ?3 ORDER BY a.id",
              to_column(role), place, to_column(AccountState::active));
}

Result<std::optional<Session>> SqlPeople::session(std::string_view hash) {
  return one(
      read_session,
      std::string("SELECT hash, account, peer, created_at, last_seen, ends_at, way FROM staff_session WHERE hash = ?1")
          .append(for_update_),
      hash);
}

Result<std::optional<AccessToken>> SqlPeople::token(std::string_view id) {
  return complete(one(read_token, std::string(kTokenColumns).append("WHERE id = ?1").append(for_update_), id));
}

Result<std::optional<AccessToken>> SqlPeople::token_with_hash(std::string_view hash) {
  return complete(one(read_token, std::string(kTokenColumns).append("WHERE hash = ?1"), hash));
}

Result<std::vector<AccessToken>> SqlPeople::tokens() {
  return complete_all(many(read_token, std::string(kTokenColumns).append("ORDER BY name, id")));
}

Result<std::optional<Tries>> SqlPeople::tries(std::string_view at) {
  return one(read_tries, kTries, at);
}

Result<void> SqlPeople::put(const Account& account) {
  const auto other =
      one(read_text, "SELECT id FROM staff_account WHERE name = ?1 AND id <> ?2", account.name, account.id);
  if (!other) return tl::unexpected(other.error());
  if (*other) return base::fail(base::ErrorCode::conflict, "an account has the name '" + account.name + "' already");
  const auto same = one(read_text, "SELECT id FROM staff_account WHERE identity <> '' AND identity = ?1 AND id <> ?2",
                        account.identity, account.id);
  if (!same) return tl::unexpected(same.error());
  if (*same) return base::fail(base::ErrorCode::conflict, "another account has this identity already");
  auto done = execute(
      "INSERT INTO staff_account (id, name, display_name, state, password_hash, must_change_password, second_factor, "
      "pending_second_factor, last_code_step, created_at, last_sign_in, identity) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
      "?8, ?9, ?10, ?11, ?12) ON CONFLICT (id) DO UPDATE SET name = excluded.name, display_name = "
      "excluded.display_name, "
      "state = excluded.state, password_hash = excluded.password_hash, "
      "must_change_password = excluded.must_change_password, second_factor = excluded.second_factor, "
      "pending_second_factor = excluded.pending_second_factor, last_code_step = excluded.last_code_step, "
      "created_at = excluded.created_at, last_sign_in = excluded.last_sign_in, identity = excluded.identity",
      account.id, account.name, account.display_name, to_column(account.state), account.password_hash,
      account.must_change_password, account.second_factor, account.pending_second_factor, account.last_code_step,
      to_column(account.created_at), to_column(account.last_sign_in), account.identity);
  return done ? put_grants(account.id, account.grants) : done;
}

Result<void> SqlPeople::put(const Session& session) {
  return execute(
      "INSERT INTO staff_session (hash, account, peer, created_at, last_seen, ends_at, way) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
      "ON CONFLICT (hash) DO UPDATE SET account = excluded.account, peer = excluded.peer, "
      "created_at = excluded.created_at, last_seen = excluded.last_seen, ends_at = excluded.ends_at, "
      "way = excluded.way",
      session.hash, session.account_id, session.peer, to_column(session.created_at), to_column(session.last_seen),
      to_column(session.ends_at), to_column(session.way));
}

Result<void> SqlPeople::drop_session(std::string_view hash) {
  return execute("DELETE FROM staff_session WHERE hash = ?1", hash);
}

Result<void> SqlPeople::drop_sessions_of(std::string_view account_id, std::string_view but_hash) {
  return execute("DELETE FROM staff_session WHERE account = ?1 AND hash <> ?2", account_id, but_hash);
}

Result<void> SqlPeople::drop_sessions(base::Instant ended_before, base::Instant last_seen_before) {
  auto done = execute("DELETE FROM provider_sign_in WHERE ends_at < ?1", to_column(ended_before));
  if (!done) return done;
  return execute("DELETE FROM staff_session WHERE ends_at < ?1 OR last_seen < ?2", to_column(ended_before),
                 to_column(last_seen_before));
}

Result<void> SqlPeople::put(const ProviderSignIn& begun) {
  return execute("INSERT INTO provider_sign_in (hash, nonce, verifier, ends_at) VALUES (?1, ?2, ?3, ?4)", begun.hash,
                 begun.nonce, begun.verifier, to_column(begun.ends_at));
}

Result<std::optional<ProviderSignIn>> SqlPeople::take_provider_sign_in(std::string_view hash) {
  return one(read_provider_sign_in,
             "DELETE FROM provider_sign_in WHERE hash = ?1 RETURNING hash, nonce, verifier, ends_at", hash);
}

Result<void> SqlPeople::put(const AccessToken& token) {
  auto done = execute(
      "INSERT INTO access_token (id, name, hash, created_at, ends_at, last_used) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
      "ON CONFLICT (id) DO UPDATE SET name = excluded.name, hash = excluded.hash, created_at = excluded.created_at, "
      "ends_at = excluded.ends_at, last_used = excluded.last_used",
      token.id, token.name, token.hash, to_column(token.created_at), to_column(token.ends_at),
      to_column(token.last_used));
  return done ? put_grants(token.id, token.grants) : done;
}

Result<void> SqlPeople::drop_token(std::string_view id) {
  if (auto done = put_grants(id, {}); !done) return done;
  return execute("DELETE FROM access_token WHERE id = ?1", id);
}

Result<Tries> SqlPeople::lock_tries(std::string_view at) {
  auto made = execute(
      "INSERT INTO staff_try (whose, wrong, last_at, wait_until) VALUES (?1, 0, 0, 0) ON CONFLICT DO NOTHING", at);
  if (!made) return tl::unexpected(made.error());
  const auto found = one(read_tries, std::string(kTries).append(for_update_), at);
  if (!found) return tl::unexpected(found.error());
  return found->value_or(Tries{});
}

Result<void> SqlPeople::put_tries(std::string_view at, const Tries& tries) {
  return execute(
      "INSERT INTO staff_try (whose, wrong, last_at, wait_until) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (whose) DO UPDATE "
      "SET wrong = excluded.wrong, last_at = excluded.last_at, wait_until = excluded.wait_until",
      at, tries.wrong, to_column(tries.last_at), to_column(tries.wait_until));
}

Result<void> SqlPeople::drop_tries(std::string_view at) {
  return execute("DELETE FROM staff_try WHERE whose = ?1", at);
}

Result<void> SqlPeople::drop_tries_before(base::Instant last_at) {
  return execute("DELETE FROM staff_try WHERE last_at < ?1", to_column(last_at));
}

}  // namespace gridboard::store
