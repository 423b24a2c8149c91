// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/accounts.hpp"

#include <algorithm>

#include "sync/desk/audit.hpp"
#include "sync/desk/grants.hpp"
#include "sync/desk/permissions.hpp"
#include "sync/desk/staff_tries.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kLeastName = 2, kMostName = 32;

std::string audit_json(const store::Account& account) {
  wire::JsonWriter json;
  json.begin_object();
  json.text("name", account.name);
  json.text("display_name", account.display_name);
  json.text("state", name_of(account.state));
  json.name("grants");
  json.raw(grants_json(account.grants));
  if (!account.identity.empty()) json.text("identity", account.identity);
  json.end_object();
  return json.take();
}

Result<store::Account> existing(store::Reader& reader, std::string_view id) {
  auto account = reader.people().account(id);
  if (!account) return tl::unexpected(account.error());
  if (!*account) return fail(ErrorCode::not_found, "no account has the id '" + std::string(id) + "'");
  return std::move(**account);
}

// Somebody must be left who can let others in.
Result<void> check_administrator_left(store::Reader& reader) {
  const auto holders = reader.people().holders(store::Role::administrator, "");
  if (!holders) return tl::unexpected(holders.error());
  if (!holders->empty()) return {};
  return fail(ErrorCode::conflict, "this is the last administrator of the whole centre; make another one first");
}

bool is_administrator(const store::Account& account) {
  const store::Grant everything{store::Role::administrator, ""};
  return account.state == store::AccountState::active &&
         std::find(account.grants.begin(), account.grants.end(), everything) != account.grants.end();
}

}  // namespace

bool is_account_name(std::string_view name) {
  if (name.size() < kLeastName || name.size() > kMostName || name[0] < 'a' || name[0] > 'z') return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

Result<void> check_identity(std::string_view identity) {
  const bool plain = std::all_of(identity.begin(), identity.end(), [](char c) { return c > ' ' && c < 127; });
  if (plain && identity.size() <= kMostIdentityCharacters) return {};
  return fail(ErrorCode::invalid_input, "identity: at most 255 printable ASCII characters without spaces");
}

Result<store::Account> add_account(store::Store& store, const Actor& actor, const AddAccount& wanted,
                                   const std::string& password_hash, base::Instant now, base::Random& random) {
  if (!is_account_name(wanted.name)) {
    return fail(ErrorCode::invalid_input, "name: 2 to 32 of a-z, 0-9, '.', '_' and '-', beginning with a letter");
  }
  const auto display_name = checked_display_name(wanted.display_name, kMostDisplayNameCharacters, "display_name");
  if (!display_name) return tl::unexpected(display_name.error());
  store::Account account;
  account.id = base::make_uuid_v7(now, random);
  account.name = wanted.name;
  account.display_name = *display_name;
  account.password_hash = password_hash;
  if (auto good = check_identity(wanted.identity); !good) return tl::unexpected(good.error());
  account.identity = wanted.identity;
  account.must_change_password = true;
  account.created_at = now;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto grants = checked_grants(writer, wanted.grants, false);
    if (!grants) return tl::unexpected(grants.error());
    account.grants = std::move(*grants);
    if (auto put = writer.write_people().put(account); !put) return put;
    return note(writer, actor, {"addAccount", account.id, "", "", audit_json(account)}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return account;
}

Result<store::Account> change_account(store::Store& store, const Actor& actor, const ChangeAccount& wanted,
                                      base::Instant now) {
  if (!wanted.display_name && !wanted.state && !wanted.grants && !wanted.identity) {
    return fail(ErrorCode::invalid_input, "nothing to change: give a name, a state, grants or an identity");
  }
  store::Account account;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    // Of two administrators who take each other's role away at once, one comes second and is refused.
    if (auto alone = writer.write_people().lock_audit_head(); !alone) return tl::unexpected(alone.error());
    auto found = existing(writer, wanted.id);
    if (!found) return tl::unexpected(found.error());
    const store::Account before = *found;
    account = std::move(*found);
    if (wanted.display_name) {
      auto name = checked_display_name(*wanted.display_name, kMostDisplayNameCharacters, "display_name");
      if (!name) return tl::unexpected(name.error());
      account.display_name = std::move(*name);
    }
    if (wanted.state) account.state = *wanted.state;
    if (wanted.grants) {
      auto grants = checked_grants(writer, *wanted.grants, false);
      if (!grants) return tl::unexpected(grants.error());
      account.grants = std::move(*grants);
    }
    if (wanted.identity) {
      if (auto good = check_identity(*wanted.identity); !good) return good;
      account.identity = *wanted.identity;
    }
    if (account == before) return {};
    if (auto put = writer.write_people().put(account); !put) return put;
    if (is_administrator(before) && !is_administrator(account)) {
      if (auto left = check_administrator_left(writer); !left) return left;
    }
    if (account.state == store::AccountState::disabled) {
      if (auto ended = writer.write_people().drop_sessions_of(account.id, ""); !ended) return ended;
    }
    return note(writer, actor, {"changeAccount", account.id, "", audit_json(before), audit_json(account)}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return account;
}

Result<store::Account> reset_password(store::Store& store, const Actor& actor, std::string_view id,
                                      const std::string& password_hash, bool second_factor_too, base::Instant now) {
  store::Account account;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto found = existing(writer, id);
    if (!found) return tl::unexpected(found.error());
    account = std::move(*found);
    account.password_hash = password_hash;
    account.must_change_password = true;
    const bool had = !account.second_factor.empty();
    if (second_factor_too) {
      account.second_factor.clear();
      account.pending_second_factor.clear();
    }
    if (auto put = writer.write_people().put(account); !put) return put;
    if (auto ended = writer.write_people().drop_sessions_of(account.id, ""); !ended) return ended;
    if (auto forgotten = forget_tries_at(writer, account.name); !forgotten) return forgotten;
    const std::string after = second_factor_too && had ? R"({"second_factor":false})" : "";
    return note(writer, actor, {"resetPassword", account.id, "", "", after}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return account;
}

Result<store::Account> show_account(store::Store& store, std::string_view id) {
  Result<store::Account> account;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    account = existing(reader, id);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return account;
}

Result<store::Account> show_account_named(store::Store& store, std::string_view name) {
  std::optional<store::Account> account;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto found = reader.people().account_named(name);
    if (!found) return tl::unexpected(found.error());
    account = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (!account) return fail(ErrorCode::not_found, "no account has the name '" + std::string(name) + "'");
  return std::move(*account);
}

Result<AccountPage> list_accounts(store::Store& store, const store::AccountFilter& filter) {
  AccountPage page;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    store::AccountFilter one_more = filter;
    ++one_more.limit;
    auto found = reader.people().accounts(one_more);
    if (!found) return tl::unexpected(found.error());
    const auto total = reader.people().count_accounts(filter);
    if (!total) return tl::unexpected(total.error());
    page = {std::move(*found), "", *total};
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (page.items.size() > filter.limit) {
    page.items.resize(filter.limit);
    if (!page.items.empty()) page.next = page.items.back().name;
  }
  return page;
}

Result<std::string> actor_name(store::Reader& reader, std::string_view actor_id) {
  const auto account = reader.people().account(actor_id);
  if (!account) return tl::unexpected(account.error());
  return *account ? (*account)->display_name : std::string(actor_id);
}

}  // namespace gridboard::desk
