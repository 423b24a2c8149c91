// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Issues a new payment code for every unpaid bill due before a day, in writes of bounded length, so that a running
// server goes on meanwhile. Returns how many bills got one.
[[nodiscard]] base::Result<std::size_t> issue_payment_codes(store::Store& store, const CentreSettings& settings,
                                                            const model::Rules& rules, base::Instant now,
                                                            base::Date due_before);

// The same for every overdue bill, with the late fee of the day. The server calls it at its start and after every local
// midnight.
[[nodiscard]] base::Result<std::size_t> refresh_payment_codes(store::Store& store, const model::Rules& rules,
                                                              base::Instant now);

}  // namespace gridboard::desk
