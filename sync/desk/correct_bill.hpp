// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "sync/base/result.hpp"
#include "sync/desk/bill_desk.hpp"
#include "sync/model/tariff.hpp"

namespace gridboard::desk {

struct CorrectBill {
  std::string bill_no;  // that is wrong
  std::string becomes;  // the corrected one's own number
  std::int64_t reading_to_wh = 0;
  std::int64_t energy_wh = 0;
  std::int64_t peak_wh = 0, valley_wh = 0;  // both 0 without time of use
  std::optional<base::Date> due;            // as before if unset
  std::string reason;
};
// A corrected bill, priced by the tariff in force on the day of its reading, takes the place of the wrong one, which is
// void from then on. The money that came for the wrong one moves over; what came beyond the new amount becomes credit.
// One that asks for more is due today or later: nobody owes a late fee for what wasn't asked for. A dispute that stands
// ends as upheld. conflict: kSameNumber, kNumberTaken; invalid_input: kCorrectionWrong, kDueNeeded, kNoTariff.
[[nodiscard]] base::Result<model::Bill> correct_bill(const BillDesk& desk, const model::TariffBook& tariffs,
                                                     const CorrectBill& wanted);

}  // namespace gridboard::desk
