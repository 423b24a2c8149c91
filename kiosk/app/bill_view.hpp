// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One household's bills, for the resident who has unlocked them.

#include <optional>
#include <vector>

#include "kiosk/state/views.hpp"
#include "sync/model/rules.hpp"
#include "sync/model/tariff.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::kiosk::app {

struct BillSource {
  wire::HouseholdRecord household;
  wire::HouseholdDetails details;
  std::string place_words;              // "3 栋 2 单元"
  std::vector<wire::BillRecord> bills;  // newest first
  bool clock_doubtful = false;
};

// `period`: which bill to show; the newest without, or if there is none of that period.
[[nodiscard]] state::BillView make_bill_view(const BillSource& source, std::optional<base::Month> period,
                                             const model::Rules& rules, const model::TariffBook& tariffs,
                                             base::Instant now, base::Zone zone);

// Why the code of this bill can't be the centre's: it doesn't parse, its check sum is wrong, or it names another bill or
// another amount than its record. "" if all fits, or there is none.
[[nodiscard]] std::string payment_problem(const wire::BillRecord& record);
// The code that may be shown for this bill now: it parses, its check sum, bill number and amount are right, it hasn't
// expired, and there is something to pay. "" otherwise: a code that is wrong in any way is never shown.
[[nodiscard]] std::string showable_payment(const wire::BillRecord& record, std::int64_t payable_fen, base::Instant now);

}  // namespace gridboard::kiosk::app
