// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "sync/base/paths.hpp"
#include "sync/desk/announce_outage.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

// A place and all below it, as the store orders them, with the points that are off.
struct Subtree {
  std::vector<model::Place> places;
  const std::set<std::string>& off;

  [[nodiscard]] bool keeps_power(const model::Place& place) const {
    return !place.supply_id.empty() && !off.contains(place.supply_id);
  }

  // The highest places under `root` that are wholly without power.
  void collect(const model::Place& root, std::vector<std::string>& affected) const {
    if (keeps_power(root)) return;
    const bool wholly = std::none_of(places.begin(), places.end(), [&](const model::Place& place) {
      return base::path_contains(root.path, place.path) && keeps_power(place);
    });
    if (wholly) {
      affected.push_back(root.path);
      return;
    }
    for (const model::Place& place : places) {
      if (base::parent_path(place.path) == root.path) collect(place, affected);
    }
  }
};

Result<std::set<std::string>> points_off(store::Reader& reader, const std::vector<std::string>& supply_ids) {
  std::set<std::string> off;
  for (const std::string& id : supply_ids) {
    auto point = reader.supply_point(id);
    if (!point) return tl::unexpected(point.error());
    if (!*point) return fail(ErrorCode::not_found, "no supply point has the id '" + id + "'");
    auto below = reader.supply_under(id);
    if (!below) return tl::unexpected(below.error());
    for (const model::SupplyPoint& each : *below) off.insert(each.id);
  }
  return off;
}

}  // namespace

Result<std::vector<std::string>> places_without_power(store::Reader& reader,
                                                      const std::vector<std::string>& supply_ids) {
  auto off = points_off(reader, supply_ids);
  if (!off) return tl::unexpected(off.error());
  std::vector<std::string> affected;
  for (const std::string& id : *off) {
    auto fed = reader.places_fed_by(id);
    if (!fed) return tl::unexpected(fed.error());
    for (const model::Place& place : *fed) {
      auto places = reader.places_under(place.path);
      if (!places) return tl::unexpected(places.error());
      Subtree{std::move(*places), *off}.collect(place, affected);
    }
  }
  return without_contained(std::move(affected));
}

Result<std::string> scope_in_words(store::Reader& reader, const std::vector<std::string>& paths) {
  std::string scope, community, parent;
  for (const std::string& path : without_contained(paths)) {
    auto words = place_in_words(reader, path);
    if (!words) return tl::unexpected(words.error());
    const std::size_t own = words->rfind('/');
    std::string above = own == std::string::npos ? "" : words->substr(0, own);
    const std::string name = own == std::string::npos ? *words : words->substr(own + 1);
    if (!scope.empty() && above == parent) {
      scope += "、" + name;
      continue;
    }
    parent = above;
    // The community is said once, not before each of its buildings.
    const std::string head = above.substr(0, above.find('/'));
    if (!scope.empty() && head == community && !head.empty()) {
      above = above.size() > head.size() ? above.substr(head.size() + 1) : "";
    }
    community = head;
    std::erase(above, '/');
    scope += (scope.empty() ? "" : "；") + above + name;
  }
  return scope;
}

}  // namespace gridboard::desk
