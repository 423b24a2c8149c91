// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/tariff.hpp"

namespace gridboard::model {

// What is settled about a bill. "Overdue" is not stored: it follows from due date and day.
enum class BillStatus { unpaid, paid, disputed, corrected };

// Bill 电费账单: one period of one household.
struct Bill {
  std::string bill_no;
  std::string account;
  base::Month period{};
  base::Date read_from{}, read_to{};
  std::int64_t reading_from_wh = 0, reading_to_wh = 0;  // meter registers, in Wh
  std::int64_t energy_wh = 0;
  std::int64_t peak_wh = 0, valley_wh = 0;  // both 0 without time of use
  std::int64_t year_to_date_wh = 0;         // of the tier period, this bill included
  std::string tariff_id;
  std::vector<BillLine> lines;
  std::int64_t amount_fen = 0;  // sum of the lines
  base::Date due{};
  BillStatus status = BillStatus::unpaid;
  std::int64_t paid_fen = 0;
  std::optional<base::Instant> paid_at;
  int fee_free_days = 0;                  // of disputes that have ended: the late fee didn't grow on them
  std::optional<base::Date> disputed_on;  // since when a dispute stands; unset of what only a file calls disputed

  bool operator==(const Bill&) const = default;
};

// How a bill stands on a day, for people.
enum class BillStanding { due, due_soon, overdue, paid, disputed, corrected };

// LateFee 违约金, residential; figures in assets/rules/late_fee.json.
struct LateFeeRule {
  std::int64_t rate_per_million_a_day = 1000;  // 1 per mille
  std::int64_t minimum_fen = 100;
  bool pauses_in_dispute = false;
  std::string source;
};

// 0 up to and on the due date; from the day after, the rate for each day, rounded half away from zero once, at least
// the minimum. 0 for an amount of 0 or less.
[[nodiscard]] std::int64_t late_fee_fen(const LateFeeRule& rule, std::int64_t amount_fen, base::Date due,
                                        base::Date on);
// Of a bill as it stands: the days of its disputes don't count where the rule says so.
[[nodiscard]] std::int64_t late_fee_fen(const LateFeeRule& rule, const Bill& bill, base::Date on);
// What has to be paid on that day: 0 if paid or corrected; amount and late fee less what was paid otherwise.
[[nodiscard]] std::int64_t payable_fen(const Bill& bill, const LateFeeRule& rule, base::Date on);
[[nodiscard]] BillStanding standing(const Bill& bill, base::Date on, int due_soon_days);

[[nodiscard]] const char* name_of(BillStatus status);
[[nodiscard]] const char* name_of(BillStanding standing);
[[nodiscard]] base::Result<BillStatus> parse_bill_status(std::string_view text);

}  // namespace gridboard::model
