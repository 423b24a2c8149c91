// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is counted for the analysis 统计分析, by day, place and kind, and the figures that follow from the sums.
//
// Reliability after DL/T 836.1 and IEEE Std 1366, from the outages that this centre announced:
//   household-hours 停电时户数   sum of households x hours without power
//   interruptions 停电户次       households that lost power, once for each time
//   SAIDI 户均停电时间           household-hours / households
//   SAIFI 户均停电次数           interruptions / households
//   CAIDI 平均每次停电时间       household-hours / interruptions
//   ASAI 平均供电可靠率          1 - household-hours / (households x hours of the period)
// A household under several outages at once counts once: its time and its interruption belong to the one that began
// first (of two at the same moment, the one whose id is less). Households are counted as they are when it is counted.
// A "restored" that was taken back hadn't restored anything: the outage lasts until it is restored for good.

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::model {

// Stored by number.
enum class AnalysisTopic { outages, requests, notices, boards };
inline constexpr std::array kAnalysisTopics{AnalysisTopic::outages, AnalysisTopic::requests, AnalysisTopic::notices,
                                            AnalysisTopic::boards};
[[nodiscard]] const char* name_of(AnalysisTopic topic);
[[nodiscard]] std::optional<AnalysisTopic> analysis_topic_named(std::string_view name);

// Amounts by their number, which is the column they are stored in: append, never reorder.
inline constexpr std::size_t kAmounts = 17;
using Amounts = std::array<std::int64_t, kAmounts>;

// Kind: name_of(OutageKind). On the day it began, but for `household_ms` (each day its own part) and what is said of
// estimates (the day that power came back).
enum OutageAmount : std::size_t {
  kOutages,
  kInterruptions,
  kHouseholdMs,
  kRestored,
  kEstimated,  // of those restored: with an estimate to hold it against
  kFirstWithin,
  kFirstLate,  // power came later than the first estimate said
  kFirstLateMs,
  kFirstEarlyMs,
  kLastWithin,
  kLastLate,
  kLastLateMs,
  kLastEarlyMs,
  kEstimateMoves,
  kLeadAsked,  // announced ahead by a rule: planned and temporary ones
  kLeadKept,
  kTakenBack,  // how often power was said to be back and wasn't; on the day it was said
};
// Kind: as in the catalogue. received on its day, done on that day, due and kept on the day that was promised, once it
// is known whether it was kept.
enum RequestAmount : std::size_t { kReceived, kDone, kDue, kKept, kRated, kStars };
// Kind: name_of(NoticeCategory). On the day it was published.
enum NoticeAmount : std::size_t { kPublished, kAimedBoards, kReceivedBoards, kShownBoards };
// Kind: name_of(AlarmKind). raised on that day, silent_ms each day its own part, for each board.
enum BoardAmount : std::size_t { kRaised, kSilentMs };

void add(Amounts& sum, const Amounts& more);

// The figures of assets/rules/analysis.json.
struct AnalysisFigures {
  std::chrono::minutes sustained_over{3};    // an outage no longer than this counts, but interrupts nobody
  std::chrono::minutes estimate_within{30};  // an estimate is right that is off by no more than this
  std::int64_t least_shown = 5;              // fewer requests aren't told to those who may not see them

  std::chrono::minutes pressing_within{240};    // a promise that falls due within is about to break
  std::chrono::minutes upcoming_within{10080};  // an outage that begins within is upcoming

  [[nodiscard]] static base::Result<AnalysisFigures> parse(std::string_view json, std::string_view name_of_source);
  [[nodiscard]] static base::Result<AnalysisFigures> load(const std::string& path);
};

// Longer than it; exactly as long is short.
[[nodiscard]] bool is_sustained(base::Instant from, base::Instant upto, const AnalysisFigures& figures);

// Adds weight x milliseconds of [from, upto) to each day of `zone` that it touches; a day that it touches without
// weight gets its zero.
void add_by_day(base::Instant from, base::Instant upto, std::int64_t weight, base::Zone zone,
                std::map<base::Date, std::int64_t>& days);

// What power that came back at `actual` says of the estimates given before, the first to the last.
void judge_estimates(const std::vector<base::Instant>& estimates, base::Instant actual, const AnalysisFigures& figures,
                     Amounts& amounts);

// Whole days, `from` up to but not including `upto`.
struct AnalysisPeriod {
  base::Date from{}, upto{};

  bool operator==(const AnalysisPeriod&) const = default;
};
// As many days, right before.
[[nodiscard]] AnalysisPeriod period_before(const AnalysisPeriod& period);

enum class AnalysisStep { day, week, month };  // weeks begin on Monday
[[nodiscard]] const char* name_of(AnalysisStep step);
[[nodiscard]] std::optional<AnalysisStep> analysis_step_named(std::string_view name);
// The first day of the step that the day lies in.
[[nodiscard]] base::Date step_of(base::Date day, AnalysisStep step);
[[nodiscard]] base::Date next_step(base::Date first_day, AnalysisStep step);

// What the sums of outages come to; unset where there is nothing to divide by.
struct Reliability {
  std::optional<double> saidi_minutes, saifi, caidi_minutes, available;  // available: 0 to 1

  [[nodiscard]] static Reliability of(const Amounts& outages, std::int64_t households,
                                      std::chrono::milliseconds lasted);
};

}  // namespace gridboard::model
