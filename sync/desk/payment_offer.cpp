// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/payment_offer.hpp"

#include <algorithm>

namespace gridboard::desk {

base::Result<std::optional<wire::PaymentOffer>> payment_offer(const model::Bill& bill, const model::Rules& rules,
                                                              const model::Merchant& merchant, base::Instant now,
                                                              base::Zone zone) {
  const std::optional<wire::PaymentOffer> none;
  if (merchant.account_value.empty() || bill.status != model::BillStatus::unpaid) return none;
  const base::Date today = base::date_of(now, zone);
  const std::int64_t amount_fen = model::payable_fen(bill, rules.late_fee, today);
  if (amount_fen <= 0) return none;
  auto payload = model::make_payment_code(merchant, bill.bill_no, amount_fen);
  if (!payload) return tl::unexpected(payload.error());
  const base::Date last_day = std::max(today, bill.due);
  return wire::PaymentOffer{std::move(*payload), amount_fen, base::start_of_day(base::add_days(last_day, 1), zone)};
}

}  // namespace gridboard::desk
