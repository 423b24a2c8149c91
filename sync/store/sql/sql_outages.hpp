// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/store/outages.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_connection.hpp"

namespace gridboard::store {

class Where;

// Works on one connection, inside the transaction that the store has begun on it.
class SqlOutages final : public OutageWriter {
 public:
  // `for_update` stands behind what a writer reads to change it, see SqlDialect; "" for those who only read.
  SqlOutages(SqlConnection& connection, std::string_view for_update)
      : connection_(connection), for_update_(for_update) {}

  Result<std::optional<model::Outage>> outage(std::string_view id);
  Result<std::vector<model::Outage>> outages();  // whole, by publication, newest first
  Result<bool> put(const model::Outage& outage);

  Result<std::vector<ListedOutage>> outages_listed(const OutageFilter& filter) override;
  Result<std::int64_t> count_outages(const OutageFilter& filter, std::int64_t most) override;
  Result<std::vector<model::Outage>> current_outages(std::string_view place) override;
  Result<std::vector<OutageChange>> outage_changes(std::string_view outage_id, std::size_t limit) override;
  Result<std::vector<OutageCall>> outage_calls(std::string_view outage_id) override;
  Result<std::optional<OutageCall>> outage_call(std::string_view id) override;
  Result<std::vector<OutageTemplate>> outage_templates() override;
  Result<std::optional<OutageTemplate>> outage_template(std::string_view id) override;
  Result<std::vector<OutageProposal>> outage_proposals(const ProposalFilter& filter) override;
  Result<std::int64_t> count_outage_proposals(const ProposalFilter& filter) override;
  Result<std::optional<OutageProposal>> outage_proposal(std::string_view id) override;
  Result<std::optional<OutageProposal>> open_proposal_of(std::string_view supply_id) override;
  Result<std::vector<FaultReport>> reports_of_proposal(std::string_view id) override;
  Result<std::vector<FaultReport>> reports_of_outage(std::string_view outage_id) override;
  Result<std::vector<FaultReport>> loose_reports(std::string_view supply_id, base::Instant since) override;
  Result<std::vector<std::string>> flagged_accounts_under(std::string_view path, std::size_t limit) override;

  Result<void> add_change(const OutageChange& change) override;
  Result<void> put(const OutageCall& call) override;
  Result<void> put(const OutageTemplate& one) override;
  Result<bool> drop_outage_template(std::string_view id) override;
  Result<void> put(const OutageProposal& proposal) override;
  Result<void> put(const FaultReport& report) override;
  Result<void> lock_supply(std::string_view supply_id) override;

 private:
  Result<void> complete(model::Outage& outage);
  Result<void> put_row(const model::Outage& outage);
  Result<void> put_places(const model::Outage& outage, const model::Outage* before);
  Result<void> put_words(const model::Outage& outage, const model::Outage* before);
  // Which of the two ways to look for words costs less.
  Result<bool> are_many_called(const OutageFilter& filter);
  Result<bool> is_none_called(const OutageFilter& filter);
  Result<void> put_parts(const model::Outage& outage);

  template <class... Values>
  Result<std::unique_ptr<SqlStatement>> query(std::string_view sql, const Values&... values) {
    auto statement = connection_.statement(sql);
    if (statement) (*statement)->bind_all(values...);
    return statement;
  }
  template <class... Values>
  Result<std::int64_t> run(std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->run();
  }
  template <class... Values>
  Result<void> execute(std::string_view sql, const Values&... values) {
    auto statement = query(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->queue();
  }
  // All that `read` makes of the rows of a statement that is bound.
  template <class T>
  static Result<std::vector<T>> all(Result<std::unique_ptr<SqlStatement>> rows, T (*read)(const SqlRow&)) {
    if (!rows) return tl::unexpected(rows.error());
    std::vector<T> found;
    if (auto done = each_row(**rows, [&](const SqlRow& row) { found.push_back(read(row)); }); !done) {
      return tl::unexpected(done.error());
    }
    return found;
  }
  template <class T>
  static Result<std::optional<T>> first(Result<std::unique_ptr<SqlStatement>> rows, T (*read)(const SqlRow&)) {
    auto found = all(std::move(rows), read);
    if (!found) return tl::unexpected(found.error());
    return found->empty() ? std::optional<T>() : std::optional<T>(std::move(found->front()));
  }

  SqlConnection& connection_;
  std::string_view for_update_;
};

}  // namespace gridboard::store
