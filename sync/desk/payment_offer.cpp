// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/payment_offer.hpp"

#include <algorithm>

namespace gridboard::desk {

base::Result<std::optional<wire::PaymentOffer>> payment_offer(const model::Bill& bill, const model::Rules& rules,
                                                              const PaymentCodes* codes, base::Instant now,
                                                              base::Zone zone) {
  const std::optional<wire::PaymentOffer> none;
  if (codes == nullptr || bill.status != model::BillStatus::unpaid) return none;
  const base::Date today = base::date_of(now, zone);
  const std::int64_t amount_fen = model::payable_fen(bill, rules.late_fee, today);
  if (amount_fen <= 0) return none;
  const base::Instant until = base::start_of_day(base::add_days(std::max(today, bill.due), 1), zone);
  auto payload = codes->code_for({bill.bill_no, amount_fen, until});
  if (!payload) return tl::unexpected(payload.error());
  return wire::PaymentOffer{std::move(*payload), amount_fen, until};
}

}  // namespace gridboard::desk
