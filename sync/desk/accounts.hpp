// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Accounts of staff as an administrator sees them. First passwords are made outside of these (password.hpp), since
// hashing is slow.

#include <cstdint>
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

namespace gridboard::desk {

inline constexpr std::size_t kMostDisplayNameCharacters = 40;
inline constexpr std::size_t kMostGrants = 50;

// As in openapi.yaml: ^[a-z][a-z0-9._-]{1,31}$
[[nodiscard]] bool is_account_name(std::string_view name);

inline constexpr std::size_t kMostIdentityCharacters = 255;  // as sync/oidc/id_token.hpp
// What the identity provider calls somebody: its subject, or an e-mail address in small letters. invalid_input unless
// it is made of printable ASCII characters without spaces.
[[nodiscard]] base::Result<void> check_identity(std::string_view identity);

struct AddAccount {
  std::string name, display_name;
  std::vector<store::Grant> grants;
  std::string identity{};  // see check_identity(); "" for a password alone
};
// With a first password that must be changed at the first sign-in. conflict if the name is taken; invalid_input as the
// fields are; not_found if a grant's place isn't there.
[[nodiscard]] base::Result<store::Account> add_account(store::Store& store, const Actor& actor,
                                                       const AddAccount& wanted, const std::string& password_hash,
                                                       base::Instant now, base::Random& random);

// What isn't given stays as it is.
struct ChangeAccount {
  std::string id;
  std::optional<std::string> display_name;
  std::optional<store::AccountState> state;
  std::optional<std::vector<store::Grant>> grants;
  std::optional<std::string> identity{};  // "" takes it back
};
// Disabling ends its sessions; other grants count from the next request on. conflict if nobody would be left who may
// do this; not_found, invalid_input.
[[nodiscard]] base::Result<store::Account> change_account(store::Store& store, const Actor& actor,
                                                          const ChangeAccount& wanted, base::Instant now);

// Ends its sessions, and its second factor if asked. not_found.
[[nodiscard]] base::Result<store::Account> reset_password(store::Store& store, const Actor& actor, std::string_view id,
                                                          const std::string& password_hash, bool second_factor_too,
                                                          base::Instant now);

// not_found.
[[nodiscard]] base::Result<store::Account> show_account(store::Store& store, std::string_view id);
[[nodiscard]] base::Result<store::Account> show_account_named(store::Store& store, std::string_view name);

struct AccountPage {
  std::vector<store::Account> items;  // by name
  std::string next;                   // for AccountFilter::after; "" on the last page
  std::size_t total = 0;
};
[[nodiscard]] base::Result<AccountPage> list_accounts(store::Store& store, const store::AccountFilter& filter);

// "王敏"; the id itself if there is no such account, e.g. "cli".
[[nodiscard]] base::Result<std::string> actor_name(store::Reader& reader, std::string_view actor_id);

}  // namespace gridboard::desk
