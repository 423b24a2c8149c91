// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Outages as the desk works with them: listed by pages, with the history of each, the calls that they ask for, the
// templates of their causes, and reports of faults with what these propose. A part of Reader and Writer (store.hpp),
// with the same rules. None of it but the outage itself ever becomes a feed record.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/outage_call.hpp"

namespace gridboard::store {

struct OutageFilter {
  base::Instant now{};                      // for which state, current and overdue hold
  std::optional<model::OutageState> state;  // that people see
  bool current = false;                     // announced or ongoing
  std::optional<model::OutageKind> kind;
  std::vector<std::string> places{""};  // concerns one of these: it, what is below, or all above; {""}: any
  std::optional<std::vector<std::string>> supply_ids;  // names one of these points
  std::string words;                                   // in its id, cause, scope or line
  std::optional<base::Instant> from, upto;             // from <= start < upto
  bool overdue = false, overridden = false;
  std::optional<base::Instant> after_start;  // goes on behind this one
  std::string after_id;
  std::size_t limit = 50;
};

// Without audience, supply_ids, timeline and windows.
struct ListedOutage {
  model::Outage outage;
  std::int64_t windows = 0;
};

// One change of an outage; kept for good.
struct OutageChange {
  std::string outage_id;
  std::int64_t version = 1;  // of the outage after it
  base::Instant at{};
  std::string actor, actor_name;
  std::string action;  // an operationId
  std::string reason;
  std::string fields;  // JSON: [{"name": "etr", "before": "...", "after": "..."}]

  bool operator==(const OutageChange&) const = default;
};

// One customer to be called about one outage.
struct OutageCall {
  std::string id, outage_id;
  model::CallCategory category = model::CallCategory::care;
  std::string care_kind;  // of the register of special care, "" if it is a flag of the household
  std::string account, unit_path;
  std::string assigned_to, assigned_name;  // an account of staff; "" for nobody
  std::optional<model::CallOutcome> outcome;
  std::string note;  // sealed to the centre; "" for none
  std::string called_by, called_by_name;
  std::optional<base::Instant> called_at;
  std::int64_t attempts = 0;
  std::int64_t version = 1;

  bool operator==(const OutageCall&) const = default;
};

struct OutageTemplate {
  std::string id;
  model::OutageKind kind = model::OutageKind::fault;
  std::string name, cause, text;

  bool operator==(const OutageTemplate&) const = default;
};

enum class ProposalState { open, accepted, dismissed, resolved };

// Faults reported at so many boards of one transformer district that it looks like an outage.
struct OutageProposal {
  std::string id;
  ProposalState state = ProposalState::open;
  std::string supply_id;
  std::string place_path;  // of the first report
  base::Instant opened_at{};
  std::optional<base::Instant> closed_at;
  std::string closed_by_name, reason;
  std::string outage_id;  // that it became, or that covers it

  bool operator==(const OutageProposal&) const = default;
};

// A request that may mean an outage.
struct FaultReport {
  std::string receipt, supply_id, board_id, place_path;
  base::Instant at{};
  std::string proposal_id;  // "" while it belongs to none

  bool operator==(const FaultReport&) const = default;
};

struct ProposalFilter {
  std::optional<ProposalState> state;
  std::vector<std::string> places{""};  // at or under one of these
  std::optional<base::Instant> after_opened;
  std::string after_id;
  std::size_t limit = 50;
};

class OutageReader {
 public:
  virtual ~OutageReader() = default;
  // By start, then id, the latest first.
  virtual base::Result<std::vector<ListedOutage>> outages_listed(const OutageFilter& filter) = 0;
  // Whatever its page; counted up to `most`, which then stands for more.
  virtual base::Result<std::int64_t> count_outages(const OutageFilter& filter, std::int64_t most) = 0;
  // Announced or ongoing, whole, newest first; those whose place, something below or all above is `place`, "" for all.
  virtual base::Result<std::vector<model::Outage>> current_outages(std::string_view place) = 0;
  virtual base::Result<std::vector<OutageChange>> outage_changes(std::string_view outage_id,
                                                                 std::size_t limit) = 0;       // newest first
  virtual base::Result<std::vector<OutageCall>> outage_calls(std::string_view outage_id) = 0;  // by category, unit
  virtual base::Result<std::optional<OutageCall>> outage_call(std::string_view id) = 0;
  virtual base::Result<std::vector<OutageTemplate>> outage_templates() = 0;  // by kind, name
  virtual base::Result<std::optional<OutageTemplate>> outage_template(std::string_view id) = 0;
  virtual base::Result<std::vector<OutageProposal>> outage_proposals(const ProposalFilter& filter) = 0;  // newest first
  virtual base::Result<std::int64_t> count_outage_proposals(const ProposalFilter& filter) = 0;
  virtual base::Result<std::optional<OutageProposal>> outage_proposal(std::string_view id) = 0;
  virtual base::Result<std::optional<OutageProposal>> open_proposal_of(std::string_view supply_id) = 0;
  virtual base::Result<std::vector<FaultReport>> reports_of_proposal(std::string_view id) = 0;  // oldest first
  virtual base::Result<std::vector<FaultReport>> reports_of_outage(std::string_view outage_id) = 0;
  // Of the district since then that belong to no proposal, oldest first.
  virtual base::Result<std::vector<FaultReport>> loose_reports(std::string_view supply_id, base::Instant since) = 0;
  // Accounts of households with care flags at or under the path, by unit.
  virtual base::Result<std::vector<std::string>> flagged_accounts_under(std::string_view path, std::size_t limit) = 0;
};

class OutageWriter : public virtual OutageReader {
 public:
  virtual base::Result<void> add_change(const OutageChange& change) = 0;
  virtual base::Result<void> put(const OutageCall& call) = 0;  // by its id
  // conflict: another one of the kind has the name.
  virtual base::Result<void> put(const OutageTemplate& one) = 0;
  virtual base::Result<bool> drop_outage_template(std::string_view id) = 0;
  virtual base::Result<void> put(const OutageProposal& proposal) = 0;
  virtual base::Result<void> put(const FaultReport& report) = 0;  // by its receipt
  // Whoever weighs reports of a district is the only one until the commit.
  virtual base::Result<void> lock_supply(std::string_view supply_id) = 0;
};

}  // namespace gridboard::store
