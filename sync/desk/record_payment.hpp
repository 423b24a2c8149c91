// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/bill.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct RecordPayment {
  std::string bill_no;
  std::int64_t amount_fen = 0;
  std::string reference;            // the payment service's own number: the same one never counts twice
  std::optional<base::Instant> at;  // now if unset; not in the future
  std::string who = {};             // a member of staff, for the books
};

struct RecordedPayment {
  model::Bill bill;
  bool repeated = false;  // this reference had been recorded before: nothing changed
  std::int64_t still_payable_fen = 0;
};

// Full or part payment; what was payable on the day of the payment counts. Boards show it at once.
// conflict for more than is payable, for a bill that is paid or was replaced, and for a reference that was used for
// something else; not_found; invalid_input.
[[nodiscard]] base::Result<RecordedPayment> record_payment(store::Store& store, const RecordPayment& wanted,
                                                           const model::Rules& rules, const base::Clock& clock);

}  // namespace gridboard::desk
