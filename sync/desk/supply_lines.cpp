// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/supply_lines.hpp"

#include "sync/base/paths.hpp"
#include "sync/desk/search_places.hpp"

namespace gridboard::desk {

namespace {

constexpr std::size_t kMostLevels = 20;  // of the supply tree: a cycle that slipped in ends the walk

}  // namespace

using base::Result;

Result<std::vector<model::SupplyPoint>> SupplyLines::above(std::string_view path) {
  for (std::string_view at = path; !at.empty(); at = base::parent_path(at)) {
    auto id = supply_of(std::string(at));
    if (!id) return tl::unexpected(id.error());
    if (!id->empty()) return line_of(*id);
  }
  return std::vector<model::SupplyPoint>();
}

Result<void> SupplyLines::look_ahead(const std::vector<std::string>& paths) {
  const std::vector<std::string> wanted = selves_and_ancestors(paths);
  const auto places = reader_.places_at(wanted);
  if (!places) return tl::unexpected(places.error());
  for (const std::string& path : wanted) of_place_.emplace(path, "");
  for (const model::Place& place : *places) of_place_[place.path] = place.supply_id;
  return {};
}

Result<std::string> SupplyLines::supply_of(const std::string& path) {
  if (const auto known = of_place_.find(path); known != of_place_.end()) return known->second;
  const auto place = reader_.place(path);
  if (!place) return tl::unexpected(place.error());
  return of_place_[path] = *place ? (*place)->supply_id : std::string();
}

Result<std::vector<model::SupplyPoint>> SupplyLines::line_of(std::string id) {
  std::vector<model::SupplyPoint> line;
  while (!id.empty() && line.size() < kMostLevels) {
    auto known = points_.find(id);
    if (known == points_.end()) {
      auto point = reader_.supply_point(id);
      if (!point) return tl::unexpected(point.error());
      known = points_.emplace(id, std::move(*point)).first;
    }
    if (!known->second) break;
    line.push_back(*known->second);
    id = known->second->parent_id;
  }
  return line;
}

}  // namespace gridboard::desk
