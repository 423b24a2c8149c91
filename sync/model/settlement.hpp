// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How a bill stands after all the money that came for it, in whatever order it was told.

#include <cstdint>
#include <optional>
#include <vector>

#include "sync/base/time.hpp"
#include "sync/model/bill.hpp"

namespace gridboard::model {

struct ReceivedMoney {
  base::Instant at{};         // paid, not told
  std::int64_t left_fen = 0;  // of it: what was refunded counts as never paid
  // Of the bill's fee-free days, those that came after it: they change nothing of the fee of its day.
  int fee_free_days_after = 0;
};

struct Settlement {
  bool settled = false;
  std::optional<base::Instant> settled_at;  // of the payment that did it; unset where a file settled it
  std::int64_t paid_fen = 0;                // that the bill keeps
  std::int64_t credit_fen = 0;              // that came beyond what was owed
  std::int64_t late_fee_fen = 0;            // in what was owed at the settlement

  bool operator==(const Settlement&) const = default;
};

// `told_fen`: what a file said was paid; it settles the bill if it covers the amount, whatever the late fee. `received`
// in any order. The bill is settled at the first payment with which all that was paid up to then covers the amount and
// the late fee of its day in `zone`; what came beyond that, then or later, is credit. A bill of nothing is settled, and
// one that a file calls corrected owes nothing.
[[nodiscard]] Settlement settle(const Bill& bill, const LateFeeRule& rule, std::int64_t told_fen,
                                std::vector<ReceivedMoney> received, base::Zone zone);

// From the day after the due date up to `last`: the late fee on each day.
struct LateFeeOn {
  base::Date day{};
  std::int64_t fee_fen = 0;    // all of it
  std::int64_t added_fen = 0;  // on this day

  bool operator==(const LateFeeOn&) const = default;
};
// The newest `most` of them, oldest first.
[[nodiscard]] std::vector<LateFeeOn> late_fees_by_day(const Bill& bill, const LateFeeRule& rule, base::Date last,
                                                      std::size_t most);

}  // namespace gridboard::model
