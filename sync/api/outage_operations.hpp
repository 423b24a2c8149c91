// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The part of the table that is about outages. Stays in this room.

#include <boost/json/object.hpp>
#include <span>

#include "sync/api/operations.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/desk/outage_calls.hpp"
#include "sync/desk/search_places.hpp"
#include "sync/model/outage.hpp"
#include "sync/store/outages.hpp"

namespace gridboard::api {

[[nodiscard]] std::span<const Operation> outage_operations();

// Who asks, for the use cases; `version` is what he or she saw.
[[nodiscard]] desk::OutageHand hand_of(const Call& call, std::optional<std::int64_t> version = {});
// What they refuse, in words.
[[nodiscard]] Refusal refuse_outage(const base::Error& error);
// Whether one of the tops where the grants allow the operation is concerned.
[[nodiscard]] bool is_seen_by(const Call& call, const model::Outage& outage);

// An outage as lists have it, with `windows`, and whole.
[[nodiscard]] boost::json::object listed_outage_of(const Call& call, const model::Outage& outage, std::int64_t windows,
                                                   const model::OutageRules& rules, base::Instant now);
[[nodiscard]] base::Result<boost::json::object> whole_outage_of(const Call& call, store::Reader& reader,
                                                                const model::Outage& outage,
                                                                const model::OutageRules& rules);
[[nodiscard]] base::Result<boost::json::array> outage_places_of(store::Reader& reader,
                                                                const std::vector<std::string>& paths);
[[nodiscard]] boost::json::object counts_of(const desk::OutageCallCounts& counts);
// Answers with the outage as it is now, or why not.
[[nodiscard]] Outcome answer_outage(const Call& call, int status, const base::Result<model::Outage>& outage);

struct OneOfMany {
  std::string id;
  base::Result<std::int64_t> version;  // after it, or why it was refused
};
// Answers with what became of each; refused as a whole if nothing of it was the asker's.
[[nodiscard]] Outcome answer_many(const Call& call, const std::vector<OneOfMany>& results);

[[nodiscard]] std::optional<model::OutageKind> outage_kind_in(std::string_view name);

Outcome list_outages(Call& call);
Outcome announce_outage(Call& call);
Outcome preview_outage(Call& call);
Outcome change_outages(Call& call);
Outcome show_outage(Call& call);
Outcome change_outage(Call& call);
Outcome update_outage(Call& call);
Outcome restore_outage(Call& call);
Outcome reopen_outage(Call& call);
Outcome cancel_outage(Call& call);
Outcome withdraw_outage(Call& call);
Outcome list_window_choices(Call& call);
Outcome offer_windows(Call& call);
Outcome decide_window(Call& call);
Outcome read_outage_calls(Call& call);
Outcome record_outage_call(Call& call);
Outcome list_outage_callers(Call& call);
Outcome assign_outage_calls(Call& call);
Outcome list_outage_templates(Call& call);
Outcome add_outage_template(Call& call);
Outcome change_outage_template(Call& call);
Outcome remove_outage_template(Call& call);
Outcome list_outage_proposals(Call& call);
Outcome show_outage_proposal(Call& call);
Outcome dismiss_outage_proposal(Call& call);

}  // namespace gridboard::api
