// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What programs show instead of a password. Only they have the role `interface`, and they have no other.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/store/people.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::desk {

inline constexpr int kLongestTokenDays = 366;
// "gbt_" and base64url of 32 bytes: one that got into a repository is found by its beginning.
inline constexpr std::string_view kTokenPrefix = "gbt_";
inline constexpr std::chrono::minutes kTokenUsedEvery{5};  // last_used is written down this often at most

struct AddToken {
  std::string name;
  std::vector<store::Grant> grants;
  int days = 0;
};
struct NewToken {
  store::AccessToken token;
  wire::SecretBytes secret;  // shown once
};
// invalid_input as name, grants and days are; not_found if a grant's place isn't there.
[[nodiscard]] base::Result<NewToken> add_token(store::Store& store, const Actor& actor, const AddToken& wanted,
                                               base::Instant now, base::Random& random);
[[nodiscard]] base::Result<std::vector<store::AccessToken>> list_tokens(store::Store& store);  // by name
// Ends it at once. not_found.
[[nodiscard]] base::Result<void> remove_token(store::Store& store, const Actor& actor, std::string_view id,
                                              base::Instant now);

struct Interface {
  store::AccessToken token;
  Actor actor;
};
// Nothing if there is no such token or it ended.
[[nodiscard]] base::Result<std::optional<Interface>> check_access_token(store::Store& store, std::string_view secret,
                                                                        std::string_view peer, base::Instant now);

}  // namespace gridboard::desk
