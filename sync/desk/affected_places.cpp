// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/affected_places.hpp"

#include <algorithm>
#include <map>

#include "sync/base/paths.hpp"
#include "sync/desk/announce_outage.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/desk/resolve_targets.hpp"
#include "sync/store/care.hpp"
#include "sync/store/outages.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

// A feeder may stand for thousands of places, more than one statement takes.
constexpr std::size_t kPlacesAtOnce = 100;

// The points that feed these places, their own or those of the nearest place above that names one.
Result<std::vector<std::string>> points_feeding(store::Reader& reader, const std::vector<std::string>& paths) {
  std::vector<std::string> points;
  for (const std::string& path : paths) {
    std::string nearest;
    for (const std::string& level : base::self_and_ancestors(path)) {
      auto place = reader.place(level);
      if (!place) return tl::unexpected(place.error());
      if (*place && !(*place)->supply_id.empty()) nearest = (*place)->supply_id;
    }
    if (!nearest.empty() && std::find(points.begin(), points.end(), nearest) == points.end()) points.push_back(nearest);
  }
  return points;
}

Result<void> add_flagged(store::Reader& reader, const std::string& path,
                         std::map<std::string, SensitiveCustomer>& found) {
  const auto accounts = reader.outage_desk().flagged_accounts_under(path, kMostSensitiveCustomers);
  if (!accounts) return tl::unexpected(accounts.error());
  for (const std::string& account : *accounts) {
    auto household = reader.household(account);
    if (!household) return tl::unexpected(household.error());
    if (!*household) continue;
    const auto category = model::call_category_of((*household)->care);
    if (!category) continue;
    const bool cold_storage = model::has_cold_storage((*household)->care);
    found.insert_or_assign(account, SensitiveCustomer{*category, "", cold_storage, std::move(**household)});
  }
  return {};
}

// Who stands in the register as well keeps the category that goes first, with the kind of the register.
Result<void> add_entry(store::Reader& reader, const store::CareEntry& entry,
                       std::map<std::string, SensitiveCustomer>& found) {
  const auto known = found.find(entry.account);
  if (known != found.end()) {
    if (known->second.care_kind.empty()) known->second.care_kind = entry.kind;
    return {};
  }
  auto household = reader.household(entry.account);
  if (!household) return tl::unexpected(household.error());
  if (!*household) return {};
  found.emplace(entry.account, SensitiveCustomer{model::CallCategory::care, entry.kind, false, std::move(**household)});
  return {};
}

Result<void> add_registered(store::Reader& reader, const std::vector<std::string>& audience, base::Date today,
                            std::map<std::string, SensitiveCustomer>& found) {
  for (std::size_t begin = 0; begin < audience.size(); begin += kPlacesAtOnce) {
    store::CareFilter filter;
    const std::size_t end = std::min(begin + kPlacesAtOnce, audience.size());
    filter.under.assign(audience.begin() + static_cast<std::ptrdiff_t>(begin),
                        audience.begin() + static_cast<std::ptrdiff_t>(end));
    filter.limit = kMostSensitiveCustomers;
    const auto entries = reader.care_register().care_listed(filter);
    if (!entries) return tl::unexpected(entries.error());
    for (const store::CareEntry& entry : *entries) {
      if (entry.ends_on < today) continue;
      if (auto added = add_entry(reader, entry, found); !added) return added;
    }
  }
  return {};
}

}  // namespace

Result<void> find_affected(store::Reader& reader, const std::vector<std::string>& places,
                           const std::vector<std::string>& supply_ids, model::Outage& outage) {
  auto affected = places_without_power(reader, supply_ids);
  if (!affected) return tl::unexpected(affected.error());
  if (!places.empty()) {
    auto resolved = resolve_places(reader, places);
    if (!resolved) return tl::unexpected(resolved.error());
    for (const model::Place& place : *resolved) affected->push_back(place.path);
  }
  if (affected->empty()) {
    return fail(ErrorCode::invalid_input, supply_ids.empty()
                                              ? "a place or a supply point is needed"
                                              : "no place is fed by these supply points; name the places as well");
  }
  outage.audience = without_contained(std::move(*affected));
  outage.supply_ids = supply_ids;
  return {};
}

Result<void> say_where(store::Reader& reader, model::Outage& outage) {
  if (outage.scope.empty()) {
    auto scope = scope_in_words(reader, outage.audience);
    if (!scope) return tl::unexpected(scope.error());
    outage.scope = std::move(*scope);
  }
  if (!outage.line.empty()) return {};
  std::vector<std::string> points = outage.supply_ids;
  if (points.empty()) {
    auto feeding = points_feeding(reader, outage.audience);
    if (!feeding) return tl::unexpected(feeding.error());
    points = std::move(*feeding);
  }
  for (const std::string& id : points) {
    auto point = reader.supply_point(id);
    if (!point) return tl::unexpected(point.error());
    if (*point) outage.line += (outage.line.empty() ? "" : "、") + (*point)->name;
  }
  return {};
}

Result<void> count_affected(store::Reader& reader, model::Outage& outage) {
  const auto reach = ReachCounter(reader, base::Instant{}).count(outage.audience);
  if (!reach) return tl::unexpected(reach.error());
  outage.households = reach->households;
  outage.boards = reach->boards;
  return {};
}

Result<std::vector<SensitiveCustomer>> sensitive_customers(store::Reader& reader,
                                                           const std::vector<std::string>& audience, base::Date today) {
  std::map<std::string, SensitiveCustomer> found;
  for (const std::string& path : audience) {
    if (auto added = add_flagged(reader, path, found); !added) return tl::unexpected(added.error());
  }
  if (auto added = add_registered(reader, audience, today, found); !added) return tl::unexpected(added.error());
  std::vector<SensitiveCustomer> customers;
  for (auto& [account, customer] : found) customers.push_back(std::move(customer));
  std::stable_sort(customers.begin(), customers.end(), [](const SensitiveCustomer& a, const SensitiveCustomer& b) {
    return std::tie(a.category, a.household.unit_path) < std::tie(b.category, b.household.unit_path);
  });
  return customers;
}

bool fits_cold_storage(const model::Outage& outage, std::int64_t cold_storage_customers,
                       const model::OutageRules& rules) {
  const bool maintenance = outage.kind == model::OutageKind::planned || outage.kind == model::OutageKind::temporary;
  if (!maintenance || cold_storage_customers == 0 || !outage.etr) return true;
  return model::fits_cold_storage({"", outage.start, *outage.etr}, rules);
}

}  // namespace gridboard::desk
