// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/counted_places.hpp"

#include <set>

#include "sync/base/paths.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {

using base::Result;

std::vector<std::string> shared_places(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  std::vector<std::string> shared;
  for (const std::string& one : some) {
    for (const std::string& other : others) {
      if (base::path_contains(one, other)) {
        shared.push_back(other);
      } else if (base::path_contains(other, one)) {
        shared.push_back(one);
      }
    }
  }
  return without_contained(std::move(shared));
}

Result<bool> CountedPlaces::is_counted_at(const std::string& path) {
  const auto known = counted_.find(path);
  if (known != counted_.end()) return known->second;
  const auto place = reader_.place(path);
  if (!place) return tl::unexpected(place.error());
  const bool counted = *place && (*place)->kind <= model::PlaceKind::community;
  counted_[path] = counted;
  return counted;
}

Result<std::vector<std::string>> CountedPlaces::above(std::string_view path) {
  std::vector<std::string> places{""};
  for (const std::string& level : base::self_and_ancestors(path)) {
    const auto counted = is_counted_at(level);
    if (!counted) return tl::unexpected(counted.error());
    if (!*counted) break;
    places.push_back(level);
  }
  return places;
}

Result<std::vector<std::string>> CountedPlaces::reached(const std::vector<std::string>& paths) {
  std::set<std::string> places;
  for (const std::string& path : paths) {
    auto levels = above(path);
    if (!levels) return levels;
    const bool whole = levels->back() == path;
    places.insert(levels->begin(), levels->end());
    if (!whole) continue;
    auto known = below_.find(path);
    if (known == below_.end()) {
      const auto under = reader_.places_under(path);
      if (!under) return tl::unexpected(under.error());
      std::vector<std::string> counted;
      for (const model::Place& place : *under) {
        if (place.kind <= model::PlaceKind::community) counted.push_back(place.path);
      }
      known = below_.emplace(path, std::move(counted)).first;
    }
    places.insert(known->second.begin(), known->second.end());
  }
  return std::vector<std::string>(places.begin(), places.end());
}

Result<std::int64_t> CountedPlaces::households(const std::vector<std::string>& paths) {
  std::int64_t sum = 0;
  for (const std::string& path : paths) {
    auto known = households_.find(path);
    if (known == households_.end()) {
      const auto counted = reader_.count_households_under(path);
      if (!counted) return tl::unexpected(counted.error());
      known = households_.emplace(path, *counted).first;
    }
    sum += known->second;
  }
  return sum;
}

}  // namespace gridboard::desk
