// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What stands beside outages: history, calls, templates, proposals.
#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/path_range.hpp"
#include "sync/store/sql/sql_outages.hpp"
#include "sync/store/sql/where.hpp"

namespace gridboard::store {

namespace {

constexpr std::string_view kCallColumns =
    "SELECT id, outage, category, care_kind, account, unit, assigned_to, assigned_name, outcome, note, called_by, "
    "called_by_name, called_at, attempts, version FROM outage_call ";
constexpr std::string_view kTemplateColumns = "SELECT id, kind, name, cause, text FROM outage_template ";
constexpr std::string_view kProposalColumns =
    "SELECT id, state, supply, place, opened_at, closed_at, closed_by_name, reason, outage FROM outage_proposal";
constexpr std::string_view kReportColumns = "SELECT receipt, supply, board, place, at, proposal FROM fault_report ";

OutageChange read_change(const SqlRow& row) {
  return {row.string(0), row.integer(1), instant_of(row, 2), row.string(3),
          row.string(4), row.string(5),  row.string(6),      row.string(7)};
}

OutageCall read_call(const SqlRow& row) {
  OutageCall call;
  call.id = row.string(0);
  call.outage_id = row.string(1);
  call.category = enum_of<model::CallCategory>(row, 2);
  call.care_kind = row.string(3);
  call.account = row.string(4);
  call.unit_path = row.string(5);
  call.assigned_to = row.string(6);
  call.assigned_name = row.string(7);
  if (!row.is_null(8)) call.outcome = enum_of<model::CallOutcome>(row, 8);
  call.note = row.string(9);
  call.called_by = row.string(10);
  call.called_by_name = row.string(11);
  call.called_at = instant_if_any(row, 12);
  call.attempts = row.integer(13);
  call.version = row.integer(14);
  return call;
}

OutageTemplate read_template(const SqlRow& row) {
  return {row.string(0), enum_of<model::OutageKind>(row, 1), row.string(2), row.string(3), row.string(4)};
}

OutageProposal read_proposal(const SqlRow& row) {
  OutageProposal proposal;
  proposal.id = row.string(0);
  proposal.state = enum_of<ProposalState>(row, 1);
  proposal.supply_id = row.string(2);
  proposal.place_path = row.string(3);
  proposal.opened_at = instant_of(row, 4);
  proposal.closed_at = instant_if_any(row, 5);
  proposal.closed_by_name = row.string(6);
  proposal.reason = row.string(7);
  proposal.outage_id = row.string(8);
  return proposal;
}

FaultReport read_report(const SqlRow& row) {
  return {row.string(0), row.string(1), row.string(2), row.string(3), instant_of(row, 4), row.string(5)};
}

std::string read_account(const SqlRow& row) {
  return account_text(row.integer(0));
}

std::string read_text(const SqlRow& row) {
  return row.string(0);
}

std::int64_t read_count(const SqlRow& row) {
  return row.integer(0);
}

Where where_of(const ProposalFilter& filter) {
  Where where;
  if (filter.state) where.both("state = " + std::to_string(to_column(*filter.state)));
  std::string any;
  for (const std::string& path : filter.places) {
    if (path.empty()) return where;
    any += (any.empty() ? "" : " OR ") + ("place = " + where.parameter(path));
    any += " OR (place >= " + where.parameter(path + '/');
    any += " AND place < " + where.parameter(path + '0') + ")";
  }
  where.both(any.empty() ? std::string("1 = 0") : "(" + any + ")");
  return where;
}

template <class Enum>
std::optional<std::int64_t> number_if_any(const std::optional<Enum>& value) {
  return value ? std::optional(to_column(*value)) : std::nullopt;
}

}  // namespace

Result<std::vector<OutageChange>> SqlOutages::outage_changes(std::string_view outage_id, std::size_t limit) {
  return all(query("SELECT outage, version, at, actor, actor_name, action, reason, fields FROM outage_change WHERE "
                   "outage = ?1 ORDER BY version DESC LIMIT ?2",
                   outage_id, static_cast<std::uint64_t>(limit)),
             read_change);
}

Result<void> SqlOutages::add_change(const OutageChange& change) {
  return execute(
      "INSERT INTO outage_change (outage, version, at, actor, actor_name, action, reason, fields) VALUES (?1, ?2, ?3, "
      "?4, ?5, ?6, ?7, ?8)",
      change.outage_id, change.version, to_column(change.at), change.actor, change.actor_name, change.action,
      change.reason, change.fields);
}

Result<std::vector<OutageCall>> SqlOutages::outage_calls(std::string_view outage_id) {
  return all(query(std::string(kCallColumns) + "WHERE outage = ?1 ORDER BY category, unit, account", outage_id),
             read_call);
}

Result<std::optional<OutageCall>> SqlOutages::outage_call(std::string_view id) {
  return first(query(std::string(kCallColumns) + "WHERE id = ?1" + std::string(for_update_), id), read_call);
}

Result<void> SqlOutages::put(const OutageCall& call) {
  return execute(
      "INSERT INTO outage_call (id, outage, category, care_kind, account, unit, assigned_to, assigned_name, outcome, "
      "note, called_by, called_by_name, called_at, attempts, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
      "?11, ?12, ?13, ?14, ?15) ON CONFLICT (id) DO UPDATE SET category = excluded.category, care_kind = "
      "excluded.care_kind, unit = excluded.unit, assigned_to = excluded.assigned_to, assigned_name = "
      "excluded.assigned_name, outcome = excluded.outcome, note = excluded.note, called_by = excluded.called_by, "
      "called_by_name = excluded.called_by_name, called_at = excluded.called_at, attempts = excluded.attempts, version "
      "= excluded.version",
      call.id, call.outage_id, to_column(call.category), call.care_kind, call.account, call.unit_path, call.assigned_to,
      call.assigned_name, number_if_any(call.outcome), call.note, call.called_by, call.called_by_name,
      to_column(call.called_at), call.attempts, call.version);
}

Result<std::vector<std::string>> SqlOutages::flagged_accounts_under(std::string_view path, std::size_t limit) {
  const PathRange range(path);
  return all(query("SELECT account FROM household WHERE care <> '' AND unit >= ?1 AND unit < ?2 AND (unit = ?1 OR unit "
                   ">= ?3) ORDER BY unit, account LIMIT ?4",
                   range.path, range.upto, range.inside, static_cast<std::uint64_t>(limit)),
             read_account);
}

Result<std::vector<OutageTemplate>> SqlOutages::outage_templates() {
  return all(query(std::string(kTemplateColumns) + "ORDER BY kind, name"), read_template);
}

Result<std::optional<OutageTemplate>> SqlOutages::outage_template(std::string_view id) {
  return first(query(std::string(kTemplateColumns) + "WHERE id = ?1" + std::string(for_update_), id), read_template);
}

Result<void> SqlOutages::put(const OutageTemplate& one) {
  auto taken = first(query("SELECT id FROM outage_template WHERE kind = ?1 AND name = ?2 AND id <> ?3",
                           to_column(one.kind), one.name, one.id),
                     read_text);
  if (!taken) return tl::unexpected(taken.error());
  if (*taken) return base::fail(base::ErrorCode::conflict, "the name '" + one.name + "' is taken");
  return execute(
      "INSERT INTO outage_template (id, kind, name, cause, text) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO "
      "UPDATE "
      "SET kind = excluded.kind, name = excluded.name, cause = excluded.cause, text = excluded.text",
      one.id, to_column(one.kind), one.name, one.cause, one.text);
}

Result<bool> SqlOutages::drop_outage_template(std::string_view id) {
  return run("DELETE FROM outage_template WHERE id = ?1", id).map([](std::int64_t gone) { return gone > 0; });
}

Result<std::vector<OutageProposal>> SqlOutages::outage_proposals(const ProposalFilter& filter) {
  Where where = where_of(filter);
  if (filter.after_opened) {
    const std::string at = where.parameter(to_column(*filter.after_opened));
    const std::string id = where.parameter(filter.after_id);
    where.both("(opened_at < " + at + " OR (opened_at = " + at + " AND id < " + id + "))");
  }
  const std::string limit = where.parameter(static_cast<std::int64_t>(filter.limit));
  auto rows = query(std::string(kProposalColumns) + where.text() + " ORDER BY opened_at DESC, id DESC LIMIT " + limit);
  if (rows) where.bind_to(**rows);
  return all(std::move(rows), read_proposal);
}

Result<std::int64_t> SqlOutages::count_outage_proposals(const ProposalFilter& filter) {
  const Where where = where_of(filter);
  auto rows = query("SELECT COUNT(*) FROM outage_proposal" + where.text());
  if (rows) where.bind_to(**rows);
  auto count = first(std::move(rows), read_count);
  if (!count) return tl::unexpected(count.error());
  return count->value_or(0);
}

Result<std::optional<OutageProposal>> SqlOutages::outage_proposal(std::string_view id) {
  return first(query(std::string(kProposalColumns) + " WHERE id = ?1" + std::string(for_update_), id), read_proposal);
}

Result<std::optional<OutageProposal>> SqlOutages::open_proposal_of(std::string_view supply_id) {
  return first(
      query(std::string(kProposalColumns) + " WHERE supply = ?1 AND state = 0" + std::string(for_update_), supply_id),
      read_proposal);
}

Result<void> SqlOutages::put(const OutageProposal& proposal) {
  return execute(
      "INSERT INTO outage_proposal (id, state, supply, place, opened_at, closed_at, closed_by_name, reason, outage) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO UPDATE SET state = excluded.state, closed_at = "
      "excluded.closed_at, closed_by_name = excluded.closed_by_name, reason = excluded.reason, outage = "
      "excluded.outage",
      proposal.id, to_column(proposal.state), proposal.supply_id, proposal.place_path, to_column(proposal.opened_at),
      to_column(proposal.closed_at), proposal.closed_by_name, proposal.reason, proposal.outage_id);
}

Result<std::vector<FaultReport>> SqlOutages::reports_of_proposal(std::string_view id) {
  return all(query(std::string(kReportColumns) + "WHERE proposal = ?1 AND proposal <> '' ORDER BY at, receipt", id),
             read_report);
}

Result<std::vector<FaultReport>> SqlOutages::reports_of_outage(std::string_view outage_id) {
  return all(query(std::string(kReportColumns) +
                       "WHERE proposal <> '' AND proposal IN (SELECT id FROM outage_proposal WHERE outage = ?1 AND "
                       "outage <> '') ORDER BY at, receipt",
                   outage_id),
             read_report);
}

Result<std::vector<FaultReport>> SqlOutages::loose_reports(std::string_view supply_id, base::Instant since) {
  return all(
      query(std::string(kReportColumns) + "WHERE supply = ?1 AND at >= ?2 AND proposal = '' ORDER BY at, receipt",
            supply_id, to_column(since)),
      read_report);
}

Result<void> SqlOutages::put(const FaultReport& report) {
  return execute(
      "INSERT INTO fault_report (receipt, supply, board, place, at, proposal) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON "
      "CONFLICT (receipt) DO UPDATE SET proposal = excluded.proposal",
      report.receipt, report.supply_id, report.board_id, report.place_path, to_column(report.at), report.proposal_id);
}

Result<void> SqlOutages::lock_supply(std::string_view supply_id) {
  auto rows = query("SELECT id FROM supply_point WHERE id = ?1" + std::string(for_update_), supply_id);
  return all(std::move(rows), read_text).map([](const auto&) {});
}

}  // namespace gridboard::store
