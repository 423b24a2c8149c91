// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/fault_proposals.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "sync/base/paths.hpp"
#include "sync/desk/supply_lines.hpp"

namespace gridboard::desk {

namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using store::ProposalState;

constexpr std::array<const char*, 4> kStates{"open", "accepted", "dismissed", "resolved"};
// A storm brings so many at most before somebody looks.
constexpr std::size_t kMostOpen = 10000;
// Of one place or its line at the same time.
constexpr std::size_t kMostOngoing = 50;

bool is_out_at(const model::Outage& outage, std::string_view place, const std::vector<model::SupplyPoint>& line) {
  const bool covered = std::any_of(outage.audience.begin(), outage.audience.end(),
                                   [&](const std::string& path) { return base::path_contains(path, place); });
  return covered || std::any_of(line.begin(), line.end(), [&](const model::SupplyPoint& point) {
           return std::find(outage.supply_ids.begin(), outage.supply_ids.end(), point.id) != outage.supply_ids.end();
         });
}

// Whether power is known to be out there.
Result<bool> is_known_out(store::Reader& reader, std::string_view place, const std::vector<model::SupplyPoint>& line,
                          base::Instant now) {
  store::OutageFilter filter;
  filter.now = now;
  filter.state = model::OutageState::ongoing;
  filter.limit = kMostOngoing;
  std::vector<store::OutageFilter> filters(2, filter);
  filters[0].places = {std::string(place)};
  filters[1].supply_ids.emplace();
  for (const model::SupplyPoint& point : line) filters[1].supply_ids->push_back(point.id);
  for (const store::OutageFilter& one : filters) {
    const auto listed = reader.outage_desk().outages_listed(one);
    if (!listed) return tl::unexpected(listed.error());
    for (const store::ListedOutage& ongoing : *listed) {
      const auto outage = reader.outage(ongoing.outage.id);
      if (!outage) return tl::unexpected(outage.error());
      if (*outage && is_out_at(**outage, place, line)) return true;
    }
  }
  return false;
}

Result<void> close(store::Writer& writer, store::OutageProposal proposal, ProposalState state, const std::string& by,
                   const std::string& reason, const std::string& outage_id, base::Instant now) {
  proposal.state = state;
  proposal.closed_at = now;
  proposal.closed_by_name = by;
  proposal.reason = reason;
  proposal.outage_id = outage_id;
  return writer.write_outage_desk().put(proposal);
}

std::size_t boards_of(const std::vector<store::FaultReport>& reports) {
  std::set<std::string> boards;
  for (const store::FaultReport& report : reports) boards.insert(report.board_id);
  return boards.size();
}

// Enough boards: it is proposed, with all that was reported.
Result<void> propose_if_due(store::Writer& writer, const model::OutageRules& rules, const store::FaultReport& newest,
                            base::Instant now) {
  auto reports = writer.outage_desk().loose_reports(newest.supply_id, now - rules.fault_window);
  if (!reports) return tl::unexpected(reports.error());
  if (boards_of(*reports) < static_cast<std::size_t>(rules.fault_boards)) return {};
  store::OutageProposal proposal;
  proposal.id = "P-" + newest.receipt;
  proposal.supply_id = newest.supply_id;
  proposal.place_path = reports->front().place_path;
  proposal.opened_at = now;
  if (auto put = writer.write_outage_desk().put(proposal); !put) return put;
  for (store::FaultReport& report : *reports) {
    report.proposal_id = proposal.id;
    if (auto put = writer.write_outage_desk().put(report); !put) return put;
  }
  return note(
      writer, system_actor(),
      {"proposeOutage", proposal.id, proposal.place_path, "",
       boost::json::serialize(boost::json::object{{"supply", proposal.supply_id}, {"boards", boards_of(*reports)}})},
      now);
}

}  // namespace

const char* name_of(ProposalState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

std::optional<ProposalState> proposal_state_named(std::string_view name) {
  const auto found = std::find(kStates.begin(), kStates.end(), name);
  if (found == kStates.end()) return std::nullopt;
  return static_cast<ProposalState>(found - kStates.begin());
}

Result<void> weigh_fault_report(store::Writer& writer, const model::OutageRules& rules,
                                const model::ServiceRequest& request, base::Instant now) {
  const auto& kinds = rules.fault_kinds;
  if (request.board_id.empty() || std::find(kinds.begin(), kinds.end(), request.kind) == kinds.end()) return {};
  auto line = SupplyLines(writer).above(request.place_path);
  if (!line) return tl::unexpected(line.error());
  const auto district = std::find_if(line->begin(), line->end(), [](const model::SupplyPoint& point) {
    return point.kind == model::SupplyKind::transformer_district;
  });
  if (district == line->end()) return {};
  // Two reports at the same time, each taken for one too few, would propose nothing.
  if (auto locked = writer.write_outage_desk().lock_supply(district->id); !locked) return locked;
  const auto out = is_known_out(writer, request.place_path, *line, now);
  if (!out) return tl::unexpected(out.error());
  if (*out) return {};
  const auto open = writer.outage_desk().open_proposal_of(district->id);
  if (!open) return tl::unexpected(open.error());
  const store::FaultReport report{request.receipt,    district->id, request.board_id,
                                  request.place_path, now,          *open ? (*open)->id : std::string()};
  if (auto put = writer.write_outage_desk().put(report); !put) return put;
  return *open ? Result<void>() : propose_if_due(writer, rules, report, now);
}

Result<void> resolve_covered_proposals(store::Writer& writer, const model::Outage& outage, base::Instant now) {
  if (model::state_at(outage, now) != model::OutageState::ongoing) return {};
  store::ProposalFilter filter;
  filter.state = ProposalState::open;
  filter.limit = kMostOpen;
  const auto open = writer.outage_desk().outage_proposals(filter);
  if (!open) return tl::unexpected(open.error());
  SupplyLines lines(writer);
  for (const store::OutageProposal& proposal : *open) {
    const auto line = lines.above(proposal.place_path);
    if (!line) return tl::unexpected(line.error());
    if (!is_out_at(outage, proposal.place_path, *line)) continue;
    auto closed = close(writer, proposal, ProposalState::resolved, "", "", outage.id, now);
    if (!closed) return closed;
  }
  return {};
}

Result<void> accept_proposal(store::Writer& writer, std::string_view id, const OutageHand& hand,
                             const model::Outage& outage, base::Instant now) {
  auto proposal = writer.write_outage_desk().outage_proposal(id);
  if (!proposal) return tl::unexpected(proposal.error());
  if (!*proposal) return fail(ErrorCode::not_found, std::string(kNoSuchProposal));
  if ((*proposal)->state != ProposalState::open) return fail(ErrorCode::conflict, std::string(kProposalClosed));
  return close(writer, **proposal, ProposalState::accepted, hand.actor.name, "", outage.id, now);
}

Result<store::OutageProposal> dismiss_proposal(store::Store& store, const OutageHand& hand, std::string_view id,
                                               const std::string& reason, base::Instant now) {
  store::OutageProposal dismissed;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto proposal = writer.write_outage_desk().outage_proposal(id);
    if (!proposal) return tl::unexpected(proposal.error());
    if (!*proposal) return fail(ErrorCode::not_found, std::string(kNoSuchProposal));
    if (hand.may && !hand.may("dismissOutageProposal", {(*proposal)->place_path})) {
      return fail(ErrorCode::forbidden, std::string(kOutageElsewhere));
    }
    if ((*proposal)->state != ProposalState::open) return fail(ErrorCode::conflict, std::string(kProposalClosed));
    auto closed = close(writer, **proposal, ProposalState::dismissed, hand.actor.name, reason, "", now);
    if (!closed) return closed;
    auto now_is = writer.outage_desk().outage_proposal(id);
    if (!now_is) return tl::unexpected(now_is.error());
    dismissed = std::move(**now_is);
    return note(writer, hand.actor,
                {"dismissOutageProposal", dismissed.id, dismissed.place_path, R"({"state":"open"})",
                 boost::json::serialize(boost::json::object{{"state", "dismissed"}, {"reason", reason}})},
                now);
  });
  if (!written) return tl::unexpected(written.error());
  return dismissed;
}

}  // namespace gridboard::desk
