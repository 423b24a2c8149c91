// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/list_requests.hpp"

#include <algorithm>

#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {

using base::Result;

Result<std::vector<model::ServiceRequest>> list_requests(store::Store& store, const ListRequests& filter) {
  std::vector<model::ServiceRequest> listed;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    std::vector<std::string> paths{""};
    if (!filter.places.empty()) {
      auto places = resolve_places(reader, filter.places);
      if (!places) return tl::unexpected(places.error());
      paths.clear();
      for (const model::Place& place : *places) paths.push_back(place.path);
    }
    for (const std::string& path : paths) {
      store::RequestFilter there;
      there.under_path = path;
      there.state = filter.state;
      there.limit = filter.limit;
      auto requests = reader.requests(there);
      if (!requests) return tl::unexpected(requests.error());
      std::move(requests->begin(), requests->end(), std::back_inserter(listed));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  std::stable_sort(listed.begin(), listed.end(),
                   [](const auto& a, const auto& b) { return a.received_at > b.received_at; });
  if (listed.size() > filter.limit) listed.resize(filter.limit);
  return listed;
}

}  // namespace gridboard::desk
