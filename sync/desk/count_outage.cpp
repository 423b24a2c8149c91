// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "sync/base/paths.hpp"
#include "sync/desk/count_analysis.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {

namespace {

using base::Instant;
using base::Result;
using model::OutageState;

// Time without power of some places.
struct Dark {
  Instant from{}, upto{};
  std::vector<std::string> places;
};

// Unset while it hasn't begun, and for what was called off.
std::optional<Dark> dark_of(const model::Outage& outage, Instant now) {
  const OutageState state = model::state_at(outage, now);
  if (state == OutageState::announced || state == OutageState::cancelled) return std::nullopt;
  const Instant upto = state == OutageState::restored ? outage.restored_at.value_or(now) : now;
  return Dark{outage.start, std::max(outage.start, upto), outage.audience};
}

model::AnalysisPeriod days_of(const Dark& dark, base::Zone zone) {
  const Instant last = dark.upto > dark.from ? dark.upto - std::chrono::milliseconds(1) : dark.from;
  return {base::date_of(dark.from, zone), base::add_days(base::date_of(last, zone), 1)};
}

bool overlap(const Dark& a, const Dark& b) {
  return a.from < b.upto && b.from < a.upto && !shared_places(a.places, b.places).empty();
}

bool goes_before(const model::Outage& a, const model::Outage& b) {
  return std::tie(a.start, a.id) < std::tie(b.start, b.id);
}

// Of the places that something is counted at those that no other lies below, and a few more ("3" before "3-1").
std::vector<std::string> lowest_of(const std::vector<std::string>& by_path) {
  std::vector<std::string> lowest;
  for (std::size_t i = 0; i < by_path.size(); ++i) {
    const bool has_below = i + 1 < by_path.size() && base::path_contains(by_path[i], by_path[i + 1]);
    if (!has_below) lowest.push_back(by_path[i]);
  }
  return lowest;
}

struct Neighbours {
  std::vector<Dark> before;        // sustained ones that began earlier
  std::vector<std::string> later;  // ids
};

Result<Neighbours> neighbours_of(store::Reader& reader, const CountAnalysis& wanted, const model::Outage& outage,
                                 const Dark& dark, const std::vector<std::string>& counted_at) {
  std::set<std::string> ids;
  for (const std::string& place : lowest_of(counted_at)) {
    const auto found = reader.analysis().subjects_at(model::AnalysisTopic::outages, place, days_of(dark, wanted.zone));
    if (!found) return tl::unexpected(found.error());
    ids.insert(found->begin(), found->end());
  }
  ids.erase(outage.id);
  Neighbours neighbours;
  for (const std::string& id : ids) {
    const auto other = reader.outage(id);
    if (!other) return tl::unexpected(other.error());
    if (!*other) continue;
    auto its_dark = dark_of(**other, wanted.now);
    if (!its_dark || !overlap(dark, *its_dark)) continue;
    if (!goes_before(**other, outage)) {
      neighbours.later.push_back(id);
    } else if (model::is_sustained(its_dark->from, its_dark->upto, wanted.figures)) {
      neighbours.before.push_back(std::move(*its_dark));
    }
  }
  return neighbours;
}

// The households of `own` that no neighbour holds without power at that moment.
Result<std::int64_t> households_at(CountedPlaces& places, const std::vector<std::string>& own,
                                   const std::vector<Dark>& before, Instant moment) {
  std::vector<std::string> taken;
  for (const Dark& dark : before) {
    if (moment < dark.from || moment >= dark.upto) continue;
    const auto shared = shared_places(own, dark.places);
    taken.insert(taken.end(), shared.begin(), shared.end());
  }
  const auto all = places.households(own);
  if (!all) return all;
  const auto theirs = places.households(without_contained(std::move(taken)));
  if (!theirs) return theirs;
  return *all - *theirs;
}

// What of it falls to one place: household-milliseconds by day, and the households that it interrupted.
Result<std::int64_t> count_at(CountedPlaces& places, const CountAnalysis& wanted, const Dark& dark,
                              const std::vector<std::string>& own, const std::vector<Dark>& before,
                              std::map<base::Date, std::int64_t>& household_ms) {
  std::set<Instant> edges{dark.from, dark.upto};
  for (const Dark& other : before) {
    for (const Instant edge : {other.from, other.upto}) {
      if (edge > dark.from && edge < dark.upto) edges.insert(edge);
    }
  }
  for (auto edge = edges.begin(); std::next(edge) != edges.end(); ++edge) {
    const auto households = households_at(places, own, before, *edge);
    if (!households) return households;
    model::add_by_day(*edge, *std::next(edge), *households, wanted.zone, household_ms);
  }
  return households_at(places, own, before, dark.from);
}

model::Amounts amounts_at_start(const model::Outage& outage, const model::Rules& rules) {
  model::Amounts amounts{};
  amounts[model::kOutages] = 1;
  if (model::required_lead(outage.kind, rules.outage).count() > 0) {
    amounts[model::kLeadAsked] = 1;
    amounts[model::kLeadKept] = model::in_time(outage, rules.outage) ? 1 : 0;
  }
  return amounts;
}

// Of an outage that is over. An estimate that lies before the beginning was another plan's.
Result<model::Amounts> amounts_at_end(store::Reader& reader, const model::Outage& outage, Instant end,
                                      const model::AnalysisFigures& figures) {
  model::Amounts amounts{};
  amounts[model::kRestored] = 1;
  auto estimates = reader.analysis().estimates_of(outage.id);
  if (!estimates) return tl::unexpected(estimates.error());
  std::erase_if(*estimates, [&](Instant estimate) { return estimate <= outage.start; });
  model::judge_estimates(*estimates, end, figures, amounts);
  return amounts;
}

}  // namespace

Result<std::optional<OutageCount>> count_outage(store::Reader& reader, CountedPlaces& places,
                                                const CountAnalysis& wanted, const std::string& outage_id) {
  const auto outage = reader.outage(outage_id);
  if (!outage) return tl::unexpected(outage.error());
  if (!*outage) return std::optional<OutageCount>();
  OutageCount count;
  const OutageState state = model::state_at(**outage, wanted.now);
  if (state == OutageState::announced) count.again_at = (*outage)->start;
  if (state == OutageState::ongoing) count.again_at = wanted.now + kOutageCountedEvery;
  const auto dark = dark_of(**outage, wanted.now);
  if (!dark) return std::optional(std::move(count));
  const auto counted_at = places.reached((*outage)->audience);
  if (!counted_at) return tl::unexpected(counted_at.error());
  auto neighbours = neighbours_of(reader, wanted, **outage, *dark, *counted_at);
  if (!neighbours) return tl::unexpected(neighbours.error());
  count.overlapping = std::move(neighbours->later);
  const bool sustained = model::is_sustained(dark->from, dark->upto, wanted.figures);
  const model::Amounts at_start = amounts_at_start(**outage, wanted.rules);
  std::optional<model::Amounts> at_end;
  if (state == OutageState::restored) {
    auto judged = amounts_at_end(reader, **outage, dark->upto, wanted.figures);
    if (!judged) return tl::unexpected(judged.error());
    at_end = *judged;
  }
  const auto taken_back = reader.analysis().taken_back_of(outage_id);
  if (!taken_back) return tl::unexpected(taken_back.error());
  for (const std::string& place : *counted_at) {
    const auto own =
        place.empty() ? without_contained((*outage)->audience) : shared_places({place}, (*outage)->audience);
    std::map<base::Date, std::int64_t> household_ms;
    std::int64_t interrupted = 0;
    if (sustained) {
      const auto counted = count_at(places, wanted, *dark, own, neighbours->before, household_ms);
      if (!counted) return tl::unexpected(counted.error());
      interrupted = *counted;
    }
    std::map<base::Date, model::Amounts> days;
    model::Amounts& first = days[base::date_of(dark->from, wanted.zone)];
    model::add(first, at_start);
    first[model::kInterruptions] = interrupted;
    for (const auto& [day, amount] : household_ms) days[day][model::kHouseholdMs] = amount;
    if (at_end) model::add(days[base::date_of(dark->upto, wanted.zone)], *at_end);
    for (const Instant said : *taken_back) ++days[base::date_of(said, wanted.zone)][model::kTakenBack];
    for (const auto& [day, amounts] : days) {
      count.shares.push_back({place, day, outage_id, model::name_of((*outage)->kind), amounts});
    }
  }
  return std::optional(std::move(count));
}

}  // namespace gridboard::desk
