// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What staff do with bills and their money. Every change is one transaction with its entry in the audit chain. Errors
// that break a rule have one of the texts below as their message.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/model/bill.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/payments.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// For one request. All of it outlives the calls.
struct BillDesk {
  store::Store& store;
  base::Random& random;
  const model::Rules& rules;
  Actor actor;
  std::function<bool(std::string_view operation, const std::vector<std::string>& paths)> may;
  base::Instant now;
};

inline constexpr std::string_view kNoSuchBill = "no bill has this number";
inline constexpr std::string_view kBillElsewhere = "the bill's household isn't at a place of yours";
inline constexpr std::string_view kNoSuchPayment = "there is no such payment";
inline constexpr std::string_view kPaymentMatched = "the payment stands at a bill already";
inline constexpr std::string_view kMoreThanLeft = "more than is left of it";
inline constexpr std::string_view kRefundTaken = "the refund's number stands for another refund";
inline constexpr std::string_view kNoCredit = "the bill has less credit than that";
inline constexpr std::string_view kSameBill = "the credit stands at this bill already";
inline constexpr std::string_view kDisputeStands = "a dispute of this bill stands already";
inline constexpr std::string_view kNoDispute = "no dispute of this bill stands";
inline constexpr std::string_view kNotDisputable = "a bill that was replaced can't be disputed";
inline constexpr std::string_view kSameNumber = "the corrected bill needs a number of its own";
inline constexpr std::string_view kNumberTaken = "another bill has this number";
inline constexpr std::string_view kCorrectionWrong = "the corrected energy isn't right";
inline constexpr std::string_view kDueNeeded = "the corrected bill asks for more and is due already";
inline constexpr std::string_view kNoTariff = "the tariff has no prices for the day of the reading";
inline constexpr std::string_view kReasonNeeded = "a reason is needed";

// The bill by its number, corrected ones by those they replaced. not_found; forbidden where its household isn't at a
// place of theirs.
[[nodiscard]] base::Result<model::Bill> bill_for(const BillDesk& desk, store::Reader& reader,
                                                 std::string_view operation, const std::string& bill_no);
// {"bill": ..., "amount_fen": ..., "reason": ...} for the audit chain; what is empty or 0 is left out.
[[nodiscard]] std::string money_json(std::string_view bill_no, std::int64_t amount_fen, std::string_view reason);

}  // namespace gridboard::desk
