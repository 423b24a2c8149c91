// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/bill.hpp"

#include <algorithm>
#include <limits>

#include "sync/model/names.hpp"

namespace gridboard::model {

namespace {

__extension__ using Wide = __int128;

constexpr std::array<Word<BillStatus>, 8> kStatuses{{{BillStatus::unpaid, "unpaid", "未缴"},
                                                     {BillStatus::unpaid, "unpaid", "待缴"},
                                                     {BillStatus::unpaid, "unpaid", "未缴费"},
                                                     {BillStatus::paid, "paid", "已缴"},
                                                     {BillStatus::paid, "paid", "已缴费"},
                                                     {BillStatus::disputed, "disputed", "有异议"},
                                                     {BillStatus::corrected, "corrected", "已更正"},
                                                     {BillStatus::corrected, "corrected", "已冲正"}}};

}  // namespace

std::int64_t late_fee_fen(const LateFeeRule& rule, std::int64_t amount_fen, base::Date due, base::Date on) {
  const int days_late = base::days_between(due, on);
  if (days_late <= 0 || amount_fen <= 0) return 0;
  constexpr Wide kMillion = 1'000'000;
  const Wide product = static_cast<Wide>(amount_fen) * rule.rate_per_million_a_day * days_late;
  const Wide fee = std::min((product + kMillion / 2) / kMillion, Wide{std::numeric_limits<std::int64_t>::max()});
  return std::max(static_cast<std::int64_t>(fee), rule.minimum_fen);
}

std::int64_t late_fee_fen(const LateFeeRule& rule, const Bill& bill, base::Date on) {
  if (!rule.pauses_in_dispute) return late_fee_fen(rule, bill.amount_fen, bill.due, on);
  const base::Date upto = bill.disputed_on ? std::min(on, *bill.disputed_on) : on;
  return late_fee_fen(rule, bill.amount_fen, base::add_days(bill.due, bill.fee_free_days), upto);
}

std::int64_t payable_fen(const Bill& bill, const LateFeeRule& rule, base::Date on) {
  if (bill.status == BillStatus::paid || bill.status == BillStatus::corrected) return 0;
  const std::int64_t owed = bill.amount_fen + late_fee_fen(rule, bill, on);
  return std::max<std::int64_t>(owed - bill.paid_fen, 0);
}

BillStanding standing(const Bill& bill, base::Date on, int due_soon_days) {
  switch (bill.status) {
    case BillStatus::paid:
      return BillStanding::paid;
    case BillStatus::disputed:
      return BillStanding::disputed;
    case BillStatus::corrected:
      return BillStanding::corrected;
    case BillStatus::unpaid:
      break;
  }
  const int days_left = base::days_between(on, bill.due);
  if (days_left < 0) return BillStanding::overdue;
  return days_left <= due_soon_days ? BillStanding::due_soon : BillStanding::due;
}

const char* name_of(BillStatus status) {
  return name_in(kStatuses, status);
}

const char* name_of(BillStanding standing) {
  switch (standing) {
    case BillStanding::due:
      return "due";
    case BillStanding::due_soon:
      return "due_soon";
    case BillStanding::overdue:
      return "overdue";
    case BillStanding::paid:
      return "paid";
    case BillStanding::disputed:
      return "disputed";
    case BillStanding::corrected:
      return "corrected";
  }
  return "";
}

base::Result<BillStatus> parse_bill_status(std::string_view text) {
  return parse_in(kStatuses, text, "status of a bill");
}

}  // namespace gridboard::model
