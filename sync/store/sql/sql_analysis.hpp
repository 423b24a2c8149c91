// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "sync/store/analysis.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

// Works on one connection, inside the transaction that the store has begun on it.
class SqlAnalysis final : public AnalysisWriter {
 public:
  // `for_update` stands behind what a writer reads to change it, see SqlDialect; "" for those who only read.
  SqlAnalysis(SqlConnection& connection, std::string_view for_update)
      : connection_(connection), for_update_(for_update) {}

  Result<std::vector<AnalysisSum>> sums(model::AnalysisTopic topic, std::string_view place,
                                        const model::AnalysisPeriod& period) override;
  Result<std::vector<AnalysisSum>> daily_sums(model::AnalysisTopic topic, std::string_view place,
                                              const model::AnalysisPeriod& period) override;
  Result<std::vector<AnalysisSum>> sums_directly_under(model::AnalysisTopic topic, std::string_view place,
                                                       const model::AnalysisPeriod& period) override;
  Result<std::vector<AnalysisShare>> analysis_rows(const AnalysisRowFilter& filter) override;
  Result<std::int64_t> count_analysis_rows(const AnalysisRowFilter& filter) override;
  Result<std::vector<AnalysisShare>> shares_of(model::AnalysisTopic topic, std::string_view subject) override;
  Result<std::vector<std::string>> subjects_at(model::AnalysisTopic topic, std::string_view place,
                                               const model::AnalysisPeriod& period) override;
  Result<bool> is_analysis_due(base::Instant now) override;
  Result<std::int64_t> count_analysis_due(base::Instant now) override;
  Result<std::vector<base::Instant>> estimates_of(std::string_view outage_id) override;
  Result<std::vector<base::Instant>> taken_back_of(std::string_view outage_id) override;

  Result<std::vector<StandingOutage>> standing_outages() override;
  Result<std::vector<OpenRequests>> open_requests(std::string_view under) override;
  Result<std::int64_t> count_requests_received(std::string_view under, base::Instant from) override;
  Result<std::vector<PromisedRequest>> promised_requests(const PromisedFilter& filter) override;
  Result<std::int64_t> count_promised_requests(const PromisedFilter& filter) override;

  Result<std::vector<AnalysisDue>> take_analysis_due(base::Instant now, std::size_t limit) override;
  Result<void> put_analysis_due(model::AnalysisTopic topic, std::string_view subject, base::Instant at) override;
  Result<void> put_shares(model::AnalysisTopic topic, std::string_view subject,
                          const std::vector<AnalysisShare>& shares) override;
  Result<void> begin_recount() override;

  // The outage's estimate, as it is put: kept if it is another one than the last.
  Result<void> keep_estimate(std::string_view outage_id, const std::optional<base::Instant>& etr);

 private:
  // Place, span, day, kind.
  using SumKey = std::tuple<std::string, std::int64_t, std::int64_t, std::string>;
  Result<void> add_sums(model::AnalysisTopic topic, const std::map<SumKey, model::Amounts>& changes);

  template <class... Values>
  Result<std::unique_ptr<SqlStatement>> query(std::string_view sql, const Values&... values) {
    auto statement = connection_.statement(sql);
    if (statement) (*statement)->bind_all(values...);
    return statement;
  }
  template <class... Values>
  Result<void> execute(std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->queue();
  }

  SqlConnection& connection_;
  std::string_view for_update_;
};

}  // namespace gridboard::store
