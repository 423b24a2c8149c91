// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/settlement.hpp"

#include <algorithm>

namespace gridboard::model {

Settlement settle(const Bill& bill, const LateFeeRule& rule, std::int64_t told_fen, std::vector<ReceivedMoney> received,
                  base::Zone zone) {
  Settlement settlement;
  std::int64_t sum_fen = told_fen, owed_fen = bill.amount_fen;
  if (bill.status == BillStatus::corrected) {
    settlement.settled = true;
    owed_fen = std::max<std::int64_t>(told_fen, 0);
  } else if (told_fen >= bill.amount_fen && (told_fen > 0 || bill.amount_fen <= 0)) {
    settlement.settled = true;
  }
  std::stable_sort(received.begin(), received.end(),
                   [](const ReceivedMoney& a, const ReceivedMoney& b) { return a.at < b.at; });
  for (std::size_t i = 0; i < received.size(); ++i) {
    sum_fen += received[i].left_fen;
    // What was paid at the same moment counts together: its order is anybody's.
    const bool more_of_this_moment = i + 1 < received.size() && received[i + 1].at == received[i].at;
    if (settlement.settled || more_of_this_moment || sum_fen <= 0) continue;
    Bill then = bill;
    then.fee_free_days = std::max(0, bill.fee_free_days - received[i].fee_free_days_after);
    const std::int64_t fee_fen = late_fee_fen(rule, then, base::date_of(received[i].at, zone));
    if (sum_fen < bill.amount_fen + fee_fen) continue;
    settlement.settled = true;
    settlement.settled_at = received[i].at;
    settlement.late_fee_fen = fee_fen;
    owed_fen = bill.amount_fen + fee_fen;
  }
  settlement.paid_fen = settlement.settled ? std::min(sum_fen, owed_fen) : sum_fen;
  settlement.credit_fen = sum_fen - settlement.paid_fen;
  return settlement;
}

std::vector<LateFeeOn> late_fees_by_day(const Bill& bill, const LateFeeRule& rule, base::Date last, std::size_t most) {
  std::vector<LateFeeOn> days;
  const int late = base::days_between(bill.due, last);
  const int first = std::max(1, late - static_cast<int>(std::min<std::size_t>(most, 36500)) + 1);
  for (int after = first; after <= late; ++after) {
    const base::Date day = base::add_days(bill.due, after);
    const std::int64_t fee = late_fee_fen(rule, bill, day);
    days.push_back({day, fee, fee - late_fee_fen(rule, bill, base::add_days(day, -1))});
  }
  return days;
}

}  // namespace gridboard::model
