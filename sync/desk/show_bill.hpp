// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/bill.hpp"
#include "sync/model/household.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::desk {

struct ShowBill {
  std::string household;              // as resolve_household takes it
  std::optional<base::Month> period;  // the newest if unset
};

// A bill as it stands now, for staff: nothing is masked.
struct BillView {
  model::Household household;
  std::string place;  // in words
  model::Bill bill;
  std::int64_t late_fee_fen = 0;  // of today, 0 once paid
  std::int64_t payable_fen = 0;
  model::BillStanding standing = model::BillStanding::due;
  std::optional<wire::PaymentOffer> payment;  // exactly what boards get today
};

// not_found if there is no such household or no such bill; ambiguous.
[[nodiscard]] base::Result<BillView> show_bill(store::Store& store, const ShowBill& wanted, const model::Rules& rules,
                                               const base::Clock& clock);

}  // namespace gridboard::desk
