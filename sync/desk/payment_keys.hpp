// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Payment services and the secrets that they sign with. A secret is told once, when it is made; the store has it sealed
// to the centre's key.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/store/payments.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

inline constexpr std::string_view kNoSuchProvider = "there is no such payment service";
inline constexpr std::string_view kNoSuchPaymentKey = "the payment service has no such key";
inline constexpr std::string_view kProviderIdWrong = "id: 1 to 32 small letters, digits and dashes are needed";
inline constexpr std::string_view kProviderTaken = "the name is the desk's own";

struct KeptProvider {
  store::PaymentProvider provider;
  std::vector<store::PaymentKey> keys;  // newest first; their secrets sealed
};
[[nodiscard]] base::Result<std::vector<KeptProvider>> list_payment_providers(store::Store& store);
// New, or with another name or page. invalid_input.
[[nodiscard]] base::Result<void> put_payment_provider(store::Store& store, const Actor& actor, const std::string& id,
                                                      const std::string& name, const std::string& pay_url,
                                                      base::Instant now);

struct NewPaymentKey {
  store::PaymentKey key;
  std::string secret;  // "whsec_...": to be shown once and wiped
};
// The next one; those before are taken for `overlap` longer. `sealing_key`: the centre's public one. not_found.
[[nodiscard]] base::Result<NewPaymentKey> add_payment_key(store::Store& store, const Actor& actor,
                                                          const std::string& provider, const std::string& sealing_key,
                                                          std::chrono::seconds overlap, base::Instant now,
                                                          base::Random& random);
// Not taken from now on. not_found.
[[nodiscard]] base::Result<void> end_payment_key(store::Store& store, const Actor& actor, const std::string& provider,
                                                 std::int64_t number, base::Instant now);
// Of the keys that are taken now. not_found: no such provider.
[[nodiscard]] base::Result<std::vector<wire::SecretBytes>> payment_secrets(store::Store& store, const KeyRing& keys,
                                                                           const std::string& provider,
                                                                           base::Instant now);

}  // namespace gridboard::desk
