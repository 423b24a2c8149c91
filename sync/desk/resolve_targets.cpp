// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/resolve_targets.hpp"

#include "sync/base/paths.hpp"
#include "sync/desk/announce_outage.hpp"
#include "sync/desk/notice_rules.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::Result;

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

Result<Reach> ReachCounter::count(const std::vector<std::string>& paths) {
  if (!has_boards_) {
    auto boards = reader_.notice_desk().board_deliveries("");
    if (!boards) return tl::unexpected(boards.error());
    boards_ = std::move(*boards);
    has_boards_ = true;
  }
  Reach reach;
  const Audience audience(paths);
  for (const store::BoardDelivery& board : boards_) {
    if (!audience.reaches(board.place_path)) continue;
    ++reach.boards;
    if (board.last_seen && *board.last_seen >= live_since_) ++reach.live_boards;
  }
  for (const std::string& path : paths) {
    auto known = households_.find(path);
    if (known == households_.end()) {
      const auto counted = reader_.count_households_under(path);
      if (!counted) return tl::unexpected(counted.error());
      known = households_.emplace(path, *counted).first;
    }
    reach.households += known->second;
  }
  return reach;
}

}  // namespace gridboard::desk
