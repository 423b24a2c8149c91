// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/settlement.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace gridboard;
using model::Bill;
using model::BillStatus;
using model::ReceivedMoney;

namespace {

const base::Zone kZone;
const model::LateFeeRule kRule{1000, 100, true, "test"};

base::Instant at(const char* local) {
  return base::parse_local_or_rfc3339(local, kZone).value();
}

base::Date day(const char* text) {
  return base::parse_date(text).value();
}

Bill bill_of(std::int64_t amount_fen) {
  Bill bill;
  bill.bill_no = "1";
  bill.amount_fen = amount_fen;
  bill.due = day("2026-11-30");
  return bill;
}

}  // namespace

TEST_CASE("a bill is settled by what was paid in time, to the second") {
  const Bill bill = bill_of(200'000);
  const auto paid_at = [&](const char* when, std::int64_t fen) {
    return model::settle(bill, kRule, 0, {{at(when), fen}}, kZone);
  };
  CHECK(paid_at("2026-11-30 23:59:59", 200'000).settled);
  CHECK(paid_at("2026-11-30 23:59:59", 199'999) == model::Settlement{false, std::nullopt, 199'999, 0, 0});
  CHECK(!paid_at("2026-12-01 00:00:00", 200'000).settled);  // 1 per mille of 2,000 yuan: 2 yuan
  CHECK(!paid_at("2026-12-01 00:00:00", 200'199).settled);
  CHECK(paid_at("2026-12-01 00:00:00", 200'200) == model::Settlement{true, at("2026-12-01 00:00:00"), 200'200, 0, 200});
  CHECK(paid_at("2026-12-01 00:00:00", 200'201).credit_fen == 1);
}

TEST_CASE("the order in which payments are told doesn't matter") {
  const Bill bill = bill_of(10'000);
  std::vector<ReceivedMoney> received{{at("2026-11-10 08:00"), 4'000},
                                      {at("2026-11-20 08:00"), 5'000},
                                      {at("2026-11-29 08:00"), 3'000},
                                      {at("2026-12-05 08:00"), 700}};
  const auto by = [](const ReceivedMoney& a, const ReceivedMoney& b) { return a.left_fen < b.left_fen; };
  std::sort(received.begin(), received.end(), by);
  const model::Settlement wanted{true, at("2026-11-29 08:00"), 10'000, 2'700, 0};
  do {
    CHECK(model::settle(bill, kRule, 0, received, kZone) == wanted);
  } while (std::next_permutation(received.begin(), received.end(), by));
}

TEST_CASE("what was refunded counts as never paid") {
  const Bill bill = bill_of(10'000);
  const auto settled = model::settle(bill, kRule, 0, {{at("2026-11-10 08:00"), 6'000}}, kZone);
  CHECK(settled == model::Settlement{false, std::nullopt, 6'000, 0, 0});
}

TEST_CASE("what a file said settles a bill whatever the day") {
  Bill bill = bill_of(10'000);
  CHECK(model::settle(bill, kRule, 10'000, {}, kZone) == model::Settlement{true, std::nullopt, 10'000, 0, 0});
  CHECK(model::settle(bill, kRule, 9'999, {}, kZone).settled == false);
  const auto beyond = model::settle(bill, kRule, 10'000, {{at("2026-12-10 08:00"), 50}}, kZone);
  CHECK(beyond.credit_fen == 50);
  bill.status = BillStatus::corrected;
  CHECK(model::settle(bill, kRule, 0, {{at("2026-11-10 08:00"), 50}}, kZone).credit_fen == 50);
}

TEST_CASE("the late fee grows by the day from the day after the due date, at least to the minimum, rounded once") {
  const Bill bill = bill_of(5'380);
  CHECK(model::late_fees_by_day(bill, kRule, day("2026-11-30"), 31).empty());
  const auto first = model::late_fees_by_day(bill, kRule, day("2026-12-01"), 31);
  REQUIRE(first.size() == 1);
  CHECK(first.front() == model::LateFeeOn{day("2026-12-01"), 100, 100});
  const auto days = model::late_fees_by_day(bill, kRule, day("2026-12-20"), 31);
  REQUIRE(days.size() == 20);
  CHECK(days[17] == model::LateFeeOn{day("2026-12-18"), 100, 0});  // 96.84 fen: still the minimum
  CHECK(days[18] == model::LateFeeOn{day("2026-12-19"), 102, 2});  // 102.22
  CHECK(days[19] == model::LateFeeOn{day("2026-12-20"), 108, 6});  // 107.6
  const auto newest = model::late_fees_by_day(bill, kRule, day("2026-12-20"), 2);
  REQUIRE(newest.size() == 2);
  CHECK(newest[0] == days[18]);
}

TEST_CASE("the late fee stands still while a dispute does, and goes on behind it") {
  Bill bill = bill_of(1'000'000);
  const auto fee_on = [&](const char* text) { return model::late_fee_fen(kRule, bill, day(text)); };
  CHECK(fee_on("2026-12-10") == 10'000);
  bill.disputed_on = day("2026-12-10");
  CHECK(fee_on("2026-12-10") == 10'000);
  CHECK(fee_on("2026-12-11") == 10'000);
  CHECK(fee_on("2027-02-01") == 10'000);
  bill.disputed_on.reset();
  bill.fee_free_days = 20;  // ended on 2026-12-30
  CHECK(fee_on("2026-12-30") == 10'000);
  CHECK(fee_on("2026-12-31") == 11'000);
  model::LateFeeRule other = kRule;
  other.pauses_in_dispute = false;
  CHECK(model::late_fee_fen(other, bill, day("2026-12-31")) == 31'000);
}
