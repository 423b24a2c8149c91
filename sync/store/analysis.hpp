// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is counted by day for the analysis, and what stands right now. A part of Reader and Writer (store.hpp), with the
// same rules. Whoever puts an outage, request, notice or alarm makes it due for counting in the same transaction;
// desk/count_analysis.hpp counts.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/analysis.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/request.hpp"

namespace gridboard::store {

struct AnalysisDue {
  model::AnalysisTopic topic{};
  std::string subject;
  bool touched = false;  // it changed itself, and isn't only to be looked at again

  bool operator==(const AnalysisDue&) const = default;
};

// What one outage, request (by its receipt), notice or alarm adds to a day at a place.
struct AnalysisShare {
  std::string place;  // "" for all of the centre
  base::Date day{};
  std::string subject, kind;
  model::Amounts amounts{};

  bool operator==(const AnalysisShare&) const = default;
};

struct AnalysisSum {
  std::string place, kind;
  base::Date day{};  // of daily sums, else unset
  model::Amounts amounts{};

  bool operator==(const AnalysisSum&) const = default;
};

struct AnalysisRowFilter {
  model::AnalysisTopic topic{};
  std::string place;
  model::AnalysisPeriod period;
  std::string kind;                   // "" for any
  std::optional<std::size_t> amount;  // only those with something in it
  std::optional<std::size_t> beyond;  // only those with less in it than in `amount`
  // The last of the page before, in the order of the list.
  std::optional<base::Date> after_day;
  std::string after_subject;
  std::size_t limit = 50;
};

// Outages that are announced or go on: few beside all.
struct StandingOutage {
  std::string id, cause, scope;
  model::OutageKind kind{};
  base::Instant told_at{}, start{};  // see model::told_at()
  std::optional<base::Instant> etr;
  std::string override_reason;
  std::vector<std::string> audience;
};

struct OpenRequests {
  std::string kind;
  std::int64_t open = 0;

  bool operator==(const OpenRequests&) const = default;
};

// Where a request that was promised nothing stands in the order of promises.
inline constexpr base::Instant kNoPromise = base::Instant::max();

struct PromisedFilter {
  std::string under;                        // "" for everywhere
  std::string kind;                         // "" for any
  std::optional<base::Instant> from, upto;  // promised_at in [from, upto)
  std::optional<base::Instant> after_promised;
  std::string after_receipt;
  std::size_t limit = 50;
};

struct PromisedRequest {
  std::string receipt, kind, place_path;
  model::RequestState state{};
  base::Instant received_at{};
  std::optional<base::Instant> promised_at;
};

class AnalysisReader {
 public:
  virtual ~AnalysisReader() = default;
  // Of one place by kind.
  virtual base::Result<std::vector<AnalysisSum>> sums(model::AnalysisTopic topic, std::string_view place,
                                                      const model::AnalysisPeriod& period) = 0;
  // Of one place by day and kind, in this order.
  virtual base::Result<std::vector<AnalysisSum>> daily_sums(model::AnalysisTopic topic, std::string_view place,
                                                            const model::AnalysisPeriod& period) = 0;
  // Of each place directly under it that has any, by place and kind.
  virtual base::Result<std::vector<AnalysisSum>> sums_directly_under(model::AnalysisTopic topic, std::string_view place,
                                                                     const model::AnalysisPeriod& period) = 0;
  // Newest day first, then by subject.
  virtual base::Result<std::vector<AnalysisShare>> analysis_rows(const AnalysisRowFilter& filter) = 0;
  virtual base::Result<std::int64_t> count_analysis_rows(const AnalysisRowFilter& filter) = 0;
  virtual base::Result<std::vector<AnalysisShare>> shares_of(model::AnalysisTopic topic, std::string_view subject) = 0;
  // Who else has a share of the place in these days, by name.
  virtual base::Result<std::vector<std::string>> subjects_at(model::AnalysisTopic topic, std::string_view place,
                                                             const model::AnalysisPeriod& period) = 0;
  [[nodiscard]] virtual base::Result<bool> is_analysis_due(base::Instant now) = 0;
  // How many wait to be counted at `now`.
  virtual base::Result<std::int64_t> count_analysis_due(base::Instant now) = 0;
  // The first to the last, each other than the one before.
  virtual base::Result<std::vector<base::Instant>> estimates_of(std::string_view outage_id) = 0;
  // When power was said to be back and that was taken back later, by the outage's history, oldest first.
  virtual base::Result<std::vector<base::Instant>> taken_back_of(std::string_view outage_id) = 0;

  virtual base::Result<std::vector<StandingOutage>> standing_outages() = 0;  // by start, then by id
  // Not done, closed, rejected or merged, by kind.
  virtual base::Result<std::vector<OpenRequests>> open_requests(std::string_view under) = 0;
  virtual base::Result<std::int64_t> count_requests_received(std::string_view under, base::Instant from) = 0;
  // Open ones, the most pressing first, behind them those that were promised nothing (kNoPromise).
  virtual base::Result<std::vector<PromisedRequest>> promised_requests(const PromisedFilter& filter) = 0;
  virtual base::Result<std::int64_t> count_promised_requests(const PromisedFilter& filter) = 0;
};

class AnalysisWriter : public virtual AnalysisReader {
 public:
  // At most `limit` of those due at `now`, the longest due first. They are nobody else's until the commit, and not due
  // any more.
  virtual base::Result<std::vector<AnalysisDue>> take_analysis_due(base::Instant now, std::size_t limit) = 0;
  // To be counted again at `at`, or before if it is due before.
  virtual base::Result<void> put_analysis_due(model::AnalysisTopic topic, std::string_view subject,
                                              base::Instant at) = 0;
  // These and no others are what the subject adds; the sums follow. A share names its place and day once.
  virtual base::Result<void> put_shares(model::AnalysisTopic topic, std::string_view subject,
                                        const std::vector<AnalysisShare>& shares) = 0;
  // Nothing is counted yet, and everything is due.
  virtual base::Result<void> begin_recount() = 0;
};

}  // namespace gridboard::store
