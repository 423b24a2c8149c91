// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Signing in at the supplier's identity provider. What was begun comes back once, to the same browser, in time; then
// the provider has said who it is (sync/oidc), and an administrator has said which account that is. No account is made
// here.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/sign_in_staff.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// RFC 9700, 4.7 wants state to be of one use and one browser. Ten minutes are for somebody who looks for the telephone.
inline constexpr std::chrono::minutes kProviderTrip{10};
inline constexpr std::size_t kTripSecretBytes = 32;

// What leaves with the browser. The store has a hash of state and cookie alone.
struct ProviderTrip {
  std::string state, cookie, nonce, verifier;
};
[[nodiscard]] base::Result<ProviderTrip> begin_provider_trip(store::Store& store, base::Instant now,
                                                             base::Random& random);
// Nothing if it wasn't begun in this browser, ended, or came back before.
[[nodiscard]] base::Result<std::optional<store::ProviderSignIn>> end_provider_trip(store::Store& store,
                                                                                   std::string_view state,
                                                                                   std::string_view cookie,
                                                                                   base::Instant now);

// A session of the account that has the identity; `wrong` where there is none, or it is disabled. `session_before`: the
// session that the browser had, "" for none: it ends. Both are audited.
[[nodiscard]] base::Result<StaffSignIn> sign_in_by_provider(store::Store& store, std::string_view identity,
                                                            std::string_view session_before, std::string_view peer,
                                                            base::Instant now, base::Random& random);
// What came back wasn't good; `why` for the administrators, never a secret.
[[nodiscard]] base::Result<void> note_refused_return(store::Store& store, std::string_view peer, std::string_view why,
                                                     base::Instant now);

}  // namespace gridboard::desk
