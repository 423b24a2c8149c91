// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/preview_outage.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>

#include "sync/base/paths.hpp"
#include "sync/desk/affected_places.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/desk/resolve_targets.hpp"
#include "sync/store/outages.hpp"

namespace gridboard::desk {

namespace {

using base::Result;

// Of these an overlap is looked for: what is announced or on at the same places, the latest start first.
constexpr std::size_t kMostLookedAt = 500;

// Power is away until then; nobody knows when it comes back where the estimate has passed.
base::Instant end_of(const model::Outage& outage, base::Instant now) {
  return outage.etr && *outage.etr > now ? *outage.etr : base::Instant::max();
}

bool at_the_same_time(const model::Outage& a, const model::Outage& b, base::Instant now) {
  return a.start < end_of(b, now) && b.start < end_of(a, now);
}

// Those of `paths` that are one of the others, or lie below one.
void add_within(const std::vector<std::string>& paths, const std::vector<std::string>& others,
                std::vector<std::string>& found) {
  const std::set<std::string, std::less<>> tops(others.begin(), others.end());
  for (const std::string& path : paths) {
    for (std::string_view at = path; !at.empty(); at = base::parent_path(at)) {
      if (!tops.contains(at)) continue;
      found.push_back(path);
      break;
    }
  }
}

std::vector<std::string> hit_by_both(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> both;
  add_within(a, b, both);
  add_within(b, a, both);
  return without_contained(std::move(both));
}

Result<void> find_overlaps(store::Reader& reader, OutagePreview& preview, const std::string& moved, base::Instant now) {
  store::OutageFilter filter;
  filter.now = now;
  filter.current = true;
  filter.places = preview.outage.audience;
  filter.limit = kMostLookedAt;
  const auto listed = reader.outage_desk().outages_listed(filter);
  if (!listed) return tl::unexpected(listed.error());
  for (const store::ListedOutage& one : *listed) {
    if (preview.overlaps.size() >= kMostOverlaps) break;
    if (one.outage.id == moved || !at_the_same_time(preview.outage, one.outage, now)) continue;
    auto whole = reader.outage(one.outage.id);
    if (!whole) return tl::unexpected(whole.error());
    if (!*whole) continue;
    auto places = hit_by_both(preview.outage.audience, (*whole)->audience);
    if (places.empty()) continue;
    const auto reach = ReachCounter(reader, now).count(places);
    if (!reach) return tl::unexpected(reach.error());
    if (places.size() > kMostOverlapPlaces) places.resize(kMostOverlapPlaces);
    preview.overlaps.push_back({std::move(**whole), std::move(places), reach->households});
  }
  return {};
}

Result<void> find_sensitive(store::Reader& reader, OutagePreview& preview, const model::OutageRules& rules,
                            base::Date today) {
  const auto customers = sensitive_customers(reader, preview.outage.audience, today);
  if (!customers) return tl::unexpected(customers.error());
  for (const SensitiveCustomer& customer : *customers) {
    ++preview.sensitive[customer.category];
    if (customer.cold_storage) ++preview.cold_storage_customers;
  }
  preview.fits_cold_storage = fits_cold_storage(preview.outage, preview.cold_storage_customers, rules);
  return {};
}

}  // namespace

Result<OutagePreview> preview_outage(store::Reader& reader, const AnnounceOutage& wanted, const std::string& moved,
                                     const model::Rules& rules, base::Instant live_since, base::Date today,
                                     base::Instant now) {
  OutagePreview preview;
  model::Outage& outage = preview.outage;
  outage.kind = wanted.kind;
  outage.start = wanted.start.value_or(now);
  outage.etr = wanted.etr;
  if (auto found = find_affected(reader, wanted.places, wanted.supply_ids, outage); !found) {
    return tl::unexpected(found.error());
  }
  if (auto said = say_where(reader, outage); !said) return tl::unexpected(said.error());
  const auto reach = ReachCounter(reader, live_since).count(outage.audience);
  if (!reach) return tl::unexpected(reach.error());
  outage.households = reach->households;
  outage.boards = reach->boards;
  preview.live_boards = reach->live_boards;
  preview.required_lead = model::required_lead(outage.kind, rules.outage);
  preview.given_lead = std::chrono::floor<std::chrono::seconds>(outage.start - now);
  preview.start_at_earliest = now + preview.required_lead;
  if (auto found = find_sensitive(reader, preview, rules.outage, today); !found) return tl::unexpected(found.error());
  if (auto found = find_overlaps(reader, preview, moved, now); !found) return tl::unexpected(found.error());
  return preview;
}

}  // namespace gridboard::desk
