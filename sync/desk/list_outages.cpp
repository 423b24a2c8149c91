// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/list_outages.hpp"

#include "sync/desk/concerns_places.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/store/outages.hpp"

namespace gridboard::desk {

using base::Result;

Result<std::vector<model::Outage>> list_outages(store::Store& store, const ListOutages& filter) {
  std::vector<model::Outage> listed;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    std::vector<model::Place> places;
    if (!filter.places.empty()) {
      auto resolved = resolve_places(reader, filter.places);
      if (!resolved) return tl::unexpected(resolved.error());
      places = std::move(*resolved);
    }
    auto outages = filter.past ? reader.outages("") : reader.outage_desk().current_outages("");
    if (!outages) return tl::unexpected(outages.error());
    for (model::Outage& outage : *outages) {
      const bool past = outage.state == model::OutageState::restored || outage.state == model::OutageState::cancelled;
      if ((past && !filter.past) || !concerns(outage.audience, places)) continue;
      listed.push_back(std::move(outage));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return listed;
}

}  // namespace gridboard::desk
