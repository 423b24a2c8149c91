// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/resolve_targets.hpp"

#include "sync/base/paths.hpp"
#include "sync/desk/announce_outage.hpp"
#include "sync/desk/notice_rules.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/store/notice_desk.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::Result;

// Of more paths, going once through all places with boards is quicker than asking for each.
constexpr std::size_t kMostCountedSingly = 200;

Result<void> add_places(store::Reader& reader, const std::vector<std::string>& chosen,
                        std::vector<std::string>& paths) {
  for (const std::string& path : chosen) {
    const auto place = reader.place(path);
    if (!place) return tl::unexpected(place.error());
    if (!*place) return base::fail(ErrorCode::not_found, std::string(kPlaceUnknown));
    paths.push_back(path);
  }
  return {};
}

Result<void> add_supply(store::Reader& reader, const std::vector<std::string>& chosen,
                        std::vector<std::string>& paths) {
  if (chosen.empty()) return {};
  for (const std::string& id : chosen) {
    const auto point = reader.supply_point(id);
    if (!point) return tl::unexpected(point.error());
    if (!*point) return base::fail(ErrorCode::not_found, std::string(kSupplyUnknown));
  }
  auto fed = places_without_power(reader, chosen);
  if (!fed) return tl::unexpected(fed.error());
  paths.insert(paths.end(), fed->begin(), fed->end());
  return {};
}

// A group within a group isn't looked into: groups are saved without.
Result<void> add_groups(store::Reader& reader, const std::vector<std::string>& chosen,
                        std::vector<std::string>& paths) {
  for (const std::string& id : chosen) {
    const auto group = reader.notice_desk().notice_group(id);
    if (!group) return tl::unexpected(group.error());
    if (!*group) return base::fail(ErrorCode::not_found, std::string(kGroupUnknown));
    if (auto added = add_places(reader, (*group)->targets.places, paths); !added) return added;
    if (auto added = add_supply(reader, (*group)->targets.supply, paths); !added) return added;
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> resolve_targets(store::Reader& reader, const model::NoticeTargets& targets) {
  std::vector<std::string> paths;
  if (auto added = add_places(reader, targets.places, paths); !added) return tl::unexpected(added.error());
  if (auto added = add_supply(reader, targets.supply, paths); !added) return tl::unexpected(added.error());
  if (auto added = add_groups(reader, targets.groups, paths); !added) return tl::unexpected(added.error());
  return without_contained(std::move(paths));
}

bool Audience::reaches(std::string_view place_path) const {
  if (place_path.empty()) return false;
  for (std::string_view above = place_path; !above.empty(); above = base::parent_path(above)) {
    if (paths_.contains(above)) return true;
  }
  // Something below the place: the first path behind "<place>/" is one.
  const std::string inside = std::string(place_path) + '/';
  const auto next = paths_.lower_bound(inside);
  return next != paths_.end() && next->starts_with(inside);
}

Result<store::BoardsAt> ReachCounter::within(const std::string& path) {
  if (const auto known = within_.find(path); known != within_.end()) return known->second;
  auto counted = reader_.boards_within(path, live_since_);
  if (counted) within_.emplace(path, *counted);
  return counted;
}

Result<store::BoardsAt> ReachCounter::at(const std::string& path) {
  if (const auto known = at_.find(path); known != at_.end()) return known->second;
  auto counted = reader_.boards_at(path, live_since_);
  if (counted) at_.emplace(path, *counted);
  return counted;
}

// No path lies within another, so nothing is counted twice below them; what stands above several is one all the same.
Result<void> ReachCounter::count_singly(const std::vector<std::string>& paths, Reach& reach) {
  std::set<std::string> above;
  for (const std::string& path : paths) {
    for (std::string_view up = base::parent_path(path); !up.empty(); up = base::parent_path(up)) above.emplace(up);
    const auto boards = within(path);
    if (!boards) return tl::unexpected(boards.error());
    reach.boards += boards->boards;
    reach.live_boards += boards->since;
  }
  for (const std::string& path : above) {
    const auto boards = at(path);
    if (!boards) return tl::unexpected(boards.error());
    reach.boards += boards->boards;
    reach.live_boards += boards->since;
  }
  return {};
}

Result<void> ReachCounter::count_together(const std::vector<std::string>& paths, Reach& reach) {
  const Audience audience(paths);
  return reader_.each_place_with_boards(live_since_, [&](const store::BoardsAt& place) -> Result<void> {
    if (!audience.reaches(place.place_path)) return {};
    reach.boards += place.boards;
    reach.live_boards += place.since;
    return {};
  });
}

Result<Reach> ReachCounter::count(const std::vector<std::string>& paths) {
  Reach reach;
  auto counted = paths.size() <= kMostCountedSingly ? count_singly(paths, reach) : count_together(paths, reach);
  if (!counted) return tl::unexpected(counted.error());
  for (const std::string& path : paths) {
    auto known = households_.find(path);
    if (known == households_.end()) {
      const auto households = reader_.count_households_under(path);
      if (!households) return tl::unexpected(households.error());
      known = households_.emplace(path, *households).first;
    }
    reach.households += known->second;
  }
  return reach;
}

}  // namespace gridboard::desk
