// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Signing in, and proving again who one is. In three steps, so that the slow one in the middle holds no transaction and
// runs on the server's queue of checks:
//   begin_*  counts the try and says which hash to check
//   password_fits(check.hash, password)   (password.hpp)
//   finish_* takes what came of it
// What comes out, and how long it takes, is the same whether an account exists or not.

#include <optional>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/desk/sessions.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/secret_bytes.hpp"

namespace gridboard::desk {

enum class StaffRefusal {
  none,
  wrong,        // name or password; it isn't told which
  waiting,      // until `wait_until`
  code_needed,  // the password was right; the account has an authenticator and no code was given
  code_wrong,   // the password was right
};

struct PasswordCheck {
  std::string account_id;  // "" of nobody
  std::string hash;        // for password_fits(), "" of nobody
  std::string name, peer;
  std::optional<base::Instant> wait_until;  // set: don't check, answer `waiting`
};

[[nodiscard]] base::Result<PasswordCheck> begin_sign_in(store::Store& store, std::string_view name,
                                                        std::string_view peer, base::Instant now);

struct StaffSignIn {
  StaffRefusal refusal = StaffRefusal::none;
  std::optional<base::Instant> wait_until;
  // Of who is in:
  wire::SecretBytes secret;  // for the cookie
  SignedInStaff staff;
};
// `fits`: what password_fits() said. `code` of the authenticator, "" if none was given. `before`: the session that the
// browser had, "" for none: it ends. A sign-in and a refused one are audited.
[[nodiscard]] base::Result<StaffSignIn> finish_sign_in(store::Store& store, const KeyRing& keys,
                                                       const PasswordCheck& check, bool fits, std::string_view code,
                                                       std::string_view session_before, base::Instant now,
                                                       base::Random& random);

// For one who is signed in and changes the password or the second factor.
[[nodiscard]] base::Result<PasswordCheck> begin_password_check(store::Store& store, const SignedInStaff& who,
                                                               base::Instant now);
// Of the second step; `none` if it fitted. Also tells the tries.
[[nodiscard]] base::Result<StaffRefusal> finish_password_check(store::Store& store, const PasswordCheck& check,
                                                               bool fits, base::Instant now);

// `new_hash` of a password that check_password_rules() let pass. Ends all other sessions. After
// finish_password_check().
[[nodiscard]] base::Result<void> change_password(store::Store& store, const SignedInStaff& who,
                                                 const std::string& new_hash, base::Instant now);

}  // namespace gridboard::desk
