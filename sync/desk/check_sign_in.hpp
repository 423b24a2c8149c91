// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A member of the staff stands before a board, has scanned its code, and says who they are.

#include <optional>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct CheckSignIn {
  std::string code;        // as the board shows it
  std::string manager_id;  // staff number, as typed
  std::string pin;
  store::SignInKind kind = store::SignInKind::arrive;
};

enum class SignInRefusal {
  none,
  malformed,  // no code at all
  forged,     // not made by this board
  stale,      // too old, or from the future
  used,       // somebody has signed in with it
  waiting,    // too many wrong PINs
  wrong_pin,  // or a staff number that nobody has, or one without a PIN: which of them isn't told
};

struct CheckedSignIn {
  SignInRefusal refusal = SignInRefusal::none;
  std::string board_name, manager_name;
  base::Instant at{};
  base::Instant wait_until{};  // if waiting
  // Of a leaving: how long it was, if the arrival of the day is known.
  std::optional<std::chrono::minutes> stayed;
};

// Whether the code may be used now; tells nothing of who uses it.
[[nodiscard]] base::Result<CheckedSignIn> check_sign_in_code(store::Store& store, const std::string& code,
                                                             base::Instant now);
// Judges all of it; if nothing is refused the code is used up, the arrival or leaving is recorded, and the board is
// told who is there, in one transaction. Checks a PIN: takes 0.1 s and 64 MiB. Errors are those of the store.
[[nodiscard]] base::Result<CheckedSignIn> check_sign_in(store::Store& store, const CheckSignIn& wanted,
                                                        base::Instant now);

}  // namespace gridboard::desk
