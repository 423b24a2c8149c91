// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Faults reported at several boards of one transformer district within a while are probably one outage: the desk is
// proposed to announce it. Weighed in the transaction that takes a request in, so it survives whatever happens next and
// is done once, however many servers there are. The figures: assets/rules/outage.json.

#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/request.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/outages.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

inline constexpr std::string_view kNoSuchProposal = "no proposal has this id";
inline constexpr std::string_view kProposalClosed = "the proposal is closed already";

[[nodiscard]] const char* name_of(store::ProposalState state);
[[nodiscard]] std::optional<store::ProposalState> proposal_state_named(std::string_view name);

// A request that was kept just now: if it reports a fault it counts for its district, and may be the one that makes it
// a proposal. Nothing is proposed where power is known to be out.
[[nodiscard]] base::Result<void> weigh_fault_report(store::Writer& writer, const model::OutageRules& rules,
                                                    const model::ServiceRequest& request, base::Instant now);
// Power is out now as this outage says: what was proposed there is resolved by it.
[[nodiscard]] base::Result<void> resolve_covered_proposals(store::Writer& writer, const model::Outage& outage,
                                                           base::Instant now);
// It became this outage. not_found; conflict if somebody has closed it.
[[nodiscard]] base::Result<void> accept_proposal(store::Writer& writer, std::string_view id, const OutageHand& hand,
                                                 const model::Outage& outage, base::Instant now);
// It is no outage, with a reason of 2 to 200 characters; its reports don't count again. not_found, conflict, forbidden.
[[nodiscard]] base::Result<store::OutageProposal> dismiss_proposal(store::Store& store, const OutageHand& hand,
                                                                   std::string_view id, const std::string& reason,
                                                                   base::Instant now);

}  // namespace gridboard::desk
