// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A message of a payment service: looked at, kept with its verdict, and booked. See payment_hook.hpp for what it is.

#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/desk/payment_hook.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/payments.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// All of it outlives the call.
struct HookDesk {
  store::Store& store;
  const KeyRing& keys;
  const model::Rules& rules;
  const base::Clock& clock;
  base::Random& random;
};

// One transaction, the message in it: what is answered is kept. not_found: no such provider, and nothing is kept.
[[nodiscard]] base::Result<store::PaymentMessage> take_payment_message(const HookDesk& desk,
                                                                       const std::string& provider,
                                                                       const HookRequest& request);

[[nodiscard]] const char* name_of(store::MessageVerdict verdict);

}  // namespace gridboard::desk
