// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/model/bill.hpp"

using namespace gridboard;
using namespace gridboard::model;

namespace {

base::Date day(std::string_view text) {
  return base::parse_date(text).value();
}

const base::Date kDue = day("2026-11-20");

Bill bill_of(std::int64_t amount_fen, BillStatus status = BillStatus::unpaid) {
  Bill bill;
  bill.amount_fen = amount_fen;
  bill.due = kDue;
  bill.status = status;
  return bill;
}

}  // namespace

TEST_CASE("the late fee starts the day after the due date") {
  const LateFeeRule rule;
  CHECK(late_fee_fen(rule, 250'000, kDue, day("2026-11-01")) == 0);
  CHECK(late_fee_fen(rule, 250'000, kDue, kDue) == 0);
  CHECK(late_fee_fen(rule, 250'000, kDue, day("2026-11-21")) == 250);
  CHECK(late_fee_fen(rule, 250'000, kDue, day("2026-11-22")) == 500);
  CHECK(late_fee_fen(rule, 250'000, kDue, day("2027-01-01")) == 10'500);  // 42 days, over the turn of the year
}

TEST_CASE("the late fee is at least one yuan, until the rate gives more") {
  const LateFeeRule rule;
  // 96.40 yuan: 9.64 fen a day, so the minimum holds for ten days.
  CHECK(late_fee_fen(rule, 9640, kDue, base::add_days(kDue, 1)) == 100);
  CHECK(late_fee_fen(rule, 9640, kDue, base::add_days(kDue, 10)) == 100);
  CHECK(late_fee_fen(rule, 9640, kDue, base::add_days(kDue, 11)) == 106);
  SUBCASE("from 1000 yuan on the minimum never matters") {
    CHECK(late_fee_fen(rule, 100'000, kDue, base::add_days(kDue, 1)) == 100);
    CHECK(late_fee_fen(rule, 100'001, kDue, base::add_days(kDue, 1)) == 100);
    CHECK(late_fee_fen(rule, 100'500, kDue, base::add_days(kDue, 1)) == 101);  // 100.5 goes away from zero
    CHECK(late_fee_fen(rule, 100'499, kDue, base::add_days(kDue, 1)) == 100);
  }
  SUBCASE("it is rounded once, not each day") {
    CHECK(late_fee_fen(rule, 100'400, kDue, base::add_days(kDue, 3)) == 301);  // 301.2, not 3 x 100
  }
}

TEST_CASE("nothing owed, nothing added") {
  const LateFeeRule rule;
  CHECK(late_fee_fen(rule, 0, kDue, base::add_days(kDue, 100)) == 0);
  CHECK(late_fee_fen(rule, -500, kDue, base::add_days(kDue, 100)) == 0);
}

TEST_CASE("what is to be paid on a day") {
  const LateFeeRule rule;
  const base::Date late = base::add_days(kDue, 11);
  CHECK(payable_fen(bill_of(9640), rule, kDue) == 9640);
  CHECK(payable_fen(bill_of(9640), rule, late) == 9746);
  CHECK(payable_fen(bill_of(9640, BillStatus::disputed), rule, kDue) == 9640);
  CHECK(payable_fen(bill_of(9640, BillStatus::paid), rule, late) == 0);
  CHECK(payable_fen(bill_of(9640, BillStatus::corrected), rule, late) == 0);
  SUBCASE("less what was paid, never below nothing") {
    Bill part = bill_of(9640);
    part.paid_fen = 5000;
    CHECK(payable_fen(part, rule, kDue) == 4640);
    CHECK(payable_fen(part, rule, late) == 4746);
    part.paid_fen = 20'000;
    CHECK(payable_fen(part, rule, late) == 0);
  }
}

TEST_CASE("how a bill stands follows from its status and the day") {
  CHECK(standing(bill_of(1), day("2026-11-12"), 7) == BillStanding::due);
  CHECK(standing(bill_of(1), day("2026-11-13"), 7) == BillStanding::due_soon);
  CHECK(standing(bill_of(1), kDue, 7) == BillStanding::due_soon);
  CHECK(standing(bill_of(1), day("2026-11-21"), 7) == BillStanding::overdue);
  CHECK(standing(bill_of(1, BillStatus::paid), day("2026-11-21"), 7) == BillStanding::paid);
  CHECK(standing(bill_of(1, BillStatus::disputed), day("2026-11-21"), 7) == BillStanding::disputed);
  CHECK(standing(bill_of(1, BillStatus::corrected), day("2026-11-21"), 7) == BillStanding::corrected);
  CHECK(std::string_view(name_of(BillStanding::due_soon)) == "due_soon");
}

TEST_CASE("words of a bill's status go round") {
  for (const BillStatus status : {BillStatus::unpaid, BillStatus::paid, BillStatus::disputed, BillStatus::corrected}) {
    CHECK(parse_bill_status(name_of(status)).value() == status);
  }
  CHECK(parse_bill_status("已缴").value() == BillStatus::paid);
  CHECK(parse_bill_status("late").error().message.find("unpaid, paid, disputed, corrected") != std::string::npos);
}
