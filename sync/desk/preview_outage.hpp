// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What announcing an outage would mean, before anybody is told.

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/announce_outage.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/outage_call.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Another outage that hits some of the same places at the same time.
struct OutageOverlap {
  model::Outage outage;
  std::vector<std::string> places;  // hit by both, none within another; kMostOverlapPlaces at most
  std::int64_t households = 0;      // of all of these
};
inline constexpr std::size_t kMostOverlaps = 50, kMostOverlapPlaces = 20;

struct OutagePreview {
  model::Outage outage;  // as it would be announced: audience, scope, line, start, etr, households, boards
  std::int64_t live_boards = 0;
  std::chrono::seconds required_lead{0}, given_lead{0};
  base::Instant start_at_earliest{};                      // to be in time if announced now
  std::map<model::CallCategory, std::int64_t> sensitive;  // only those that there are
  std::int64_t cold_storage_customers = 0;
  bool fits_cold_storage = true;
  std::vector<OutageOverlap> overlaps;  // the latest start first

  [[nodiscard]] bool in_time() const { return required_lead.count() == 0 || given_lead >= required_lead; }
};

// `wanted` as announce_outage() takes it; what it says besides places and times doesn't matter. `moved`: the id of the
// outage that it would move, "" for none. invalid_input, not_found, ambiguous.
[[nodiscard]] base::Result<OutagePreview> preview_outage(store::Reader& reader, const AnnounceOutage& wanted,
                                                         const std::string& moved, const model::Rules& rules,
                                                         base::Instant live_since, base::Date today, base::Instant now);

}  // namespace gridboard::desk
