// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sync/base/result.hpp"
#include "sync/desk/bill_desk.hpp"

namespace gridboard::desk {

// The bill that an unmatched payment was meant for: all that is left of it goes there. The payment keeps the number
// that its payer gave. not_found, conflict, forbidden.
[[nodiscard]] base::Result<model::Bill> match_payment(const BillDesk& desk, const std::string& payment_id,
                                                      const std::string& bill_no, const std::string& reason);

struct GiveBack {
  std::string payment_id;
  std::int64_t amount_fen = 0;
  std::string reference;  // of the transfer back: the same one never counts twice
  std::string reason;
};
// Money of a payment went back to its payer, in full or in part. conflict: kMoreThanLeft, kRefundTaken.
[[nodiscard]] base::Result<void> refund_payment(const BillDesk& desk, const GiveBack& wanted);

// Of what a bill was paid too much, so much goes to another bill. conflict: kNoCredit, kSameBill. Gives the other bill.
[[nodiscard]] base::Result<model::Bill> move_credit(const BillDesk& desk, const std::string& from_no,
                                                    const std::string& to_no, std::int64_t amount_fen,
                                                    const std::string& reason);

}  // namespace gridboard::desk
