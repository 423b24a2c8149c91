// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/desk/payment_codes.hpp"
#include "sync/model/bill.hpp"
#include "sync/model/rules.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::desk {

// The code to pay `bill` with at `now`, none if nothing is to be paid or nobody makes codes (null). Not yet overdue:
// the open amount, until the local midnight that ends the due date. Overdue: with the late fee of the day, until the
// midnight that ends that day. A disputed bill gets none: its amount is not settled.
[[nodiscard]] base::Result<std::optional<wire::PaymentOffer>> payment_offer(const model::Bill& bill,
                                                                            const model::Rules& rules,
                                                                            const PaymentCodes* codes,
                                                                            base::Instant now, base::Zone zone);

}  // namespace gridboard::desk
