// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct AnnounceOutage {
  model::OutageKind kind = model::OutageKind::fault;
  std::string cause;
  std::string scope;                    // "" to have it said from the places
  std::string line;                     // "" to take the names of the supply points, or of those that feed the places
  std::vector<std::string> places;      // as resolve_places takes them
  std::vector<std::string> supply_ids;  // substations, feeders, transformer districts: all that hangs below is affected
  std::optional<base::Instant> start;   // now if unset
  std::optional<base::Instant> etr;     // required for planned and temporary
  std::string text;                     // first step of the timeline, "" for none
  std::string override_reason;          // why a rule isn't kept
  std::string proposal;                 // id of the proposal that this accepts, "" for none
};

// Works out who is affected from supply points and places together and publishes to their boards. "T20261122-K7QM".
// Who has to be called about it is listed with it. conflict if it breaks a rule (assets/rules/outage.json: later than
// it asks, or longer than cold storage bears) and no reason is given; a reason that was not needed isn't kept.
// invalid_input, not_found, ambiguous as fields, places and supply points are; forbidden.
[[nodiscard]] base::Result<model::Outage> announce_outage(store::Store& store, const AnnounceOutage& wanted,
                                                          const model::Rules& rules, const base::Clock& clock,
                                                          base::Random& random, const OutageHand& hand = {});

inline constexpr std::string_view kTooLongForColdStorage =
    "longer than customers with cold storage can be without power";
// What `told` and the times of an outage mean for the rules: "" if all are kept, else the reason; conflict without one.
[[nodiscard]] base::Result<std::string> keep_outage_rules(store::Reader& reader, const model::Outage& outage,
                                                          base::Instant told, const model::Rules& rules,
                                                          const std::string& reason, base::Date today);

// The places without power when these supply points are: fed by one of them or below such a place, and not fed by
// another point themselves. The highest ones that are wholly affected; sorted. not_found if a point isn't known.
[[nodiscard]] base::Result<std::vector<std::string>> places_without_power(store::Reader& reader,
                                                                          const std::vector<std::string>& supply_ids);
// "新华社区3栋1单元、2单元；5栋"
[[nodiscard]] base::Result<std::string> scope_in_words(store::Reader& reader, const std::vector<std::string>& paths);

}  // namespace gridboard::desk
