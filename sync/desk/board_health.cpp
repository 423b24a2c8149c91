// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/board_health.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace gridboard::desk {
namespace {

using base::Result;

store::BoardFilter active_under(const std::string& place, store::BoardSeen seen, base::Instant live_since) {
  store::BoardFilter filter;
  filter.under = place;
  filter.state = store::BoardState::active;
  filter.seen = seen;
  filter.seen_at = live_since;
  return filter;
}

bool fell_together(const std::vector<const SilentBoard*>& boards) {
  const auto [first, last] = std::minmax_element(boards.begin(), boards.end(),
                                                 [](const auto* a, const auto* b) { return a->since < b->since; });
  return (*last)->since - (*first)->since <= kTogether;
}

Silence said_of(const std::vector<const SilentBoard*>& boards, const model::SupplyPoint& point) {
  Silence silence;
  silence.boards = boards.size();
  silence.since = boards.front()->since;
  for (const SilentBoard* board : boards) {
    silence.since = std::min(silence.since, board->since);
    silence.board_ids.push_back(board->id);
  }
  silence.supply_id = point.id;
  silence.supply_name = point.name;
  return silence;
}

}  // namespace

base::Instant live_since(base::Instant now, std::chrono::milliseconds beat) {
  return now - std::max<std::chrono::milliseconds>(beat * kBeatsUntilSilent, kLeastUntilSilent);
}

Result<BoardCounts> count_boards(store::Reader& reader, const std::vector<std::string>& places, base::Instant since) {
  BoardCounts counts;
  for (const std::string& place : places) {
    const auto standings = reader.boards_by_standing(place, since);
    if (!standings) return tl::unexpected(standings.error());
    for (const store::BoardStanding& standing : *standings) {
      const std::int64_t all = standing.never_seen + standing.before + standing.since;
      switch (standing.state) {
        case store::BoardState::active:
          counts.live += standing.since;
          counts.silent += standing.before;
          counts.never_seen += standing.never_seen;
          break;
        case store::BoardState::awaiting:
          counts.awaiting += all;
          break;
        case store::BoardState::unapproved:
          counts.unapproved += all;
          break;
        case store::BoardState::revoked:
          counts.revoked += all;
          break;
      }
    }
  }
  return counts;
}

Result<std::vector<std::string>> points_alive(store::Reader& reader, const std::vector<SilentBoard>& silent,
                                              base::Instant live_since) {
  std::map<std::string, std::size_t> boards_of;
  for (const SilentBoard& board : silent) {
    for (const auto& point : board.hangs_on) ++boards_of[point.id];
  }
  std::map<std::string, bool> feeds_live;  // the point itself; a feeder asks again for each of its districts
  std::vector<std::string> alive;
  for (const auto& [id, boards] : boards_of) {
    if (boards < 2) continue;  // it is never said by that point
    auto below = reader.supply_under(id);
    if (!below) return tl::unexpected(below.error());
    bool live = false;
    for (const auto& point : *below) {
      if (live) break;
      if (const auto known = feeds_live.find(point.id); known != feeds_live.end()) {
        live = known->second;
        continue;
      }
      const auto fed = reader.places_fed_by(point.id);
      if (!fed) return tl::unexpected(fed.error());
      for (const auto& place : *fed) {
        if (live) break;
        auto filter = active_under(place.path, store::BoardSeen::since, live_since);
        filter.limit = 1;
        const auto found = reader.boards_listed(filter);
        if (!found) return tl::unexpected(found.error());
        live = !found->empty();
      }
      feeds_live[point.id] = live;
    }
    if (live) alive.push_back(id);
  }
  return alive;
}

std::vector<Silence> group_silences(const std::vector<SilentBoard>& silent,
                                    const std::vector<std::string>& points_with_live_boards) {
  const std::set<std::string> alive(points_with_live_boards.begin(), points_with_live_boards.end());
  std::set<const SilentBoard*> said;
  std::vector<Silence> silences;
  // Highest points first: a feeder is said before its districts.
  std::map<std::string, std::pair<const model::SupplyPoint*, std::vector<const SilentBoard*>>> by_point;
  std::vector<std::pair<std::size_t, std::string>> heights;
  for (const SilentBoard& board : silent) {
    for (std::size_t level = 0; level < board.hangs_on.size(); ++level) {
      const model::SupplyPoint& point = board.hangs_on[level];
      auto& entry = by_point[point.id];
      if (entry.first == nullptr) heights.emplace_back(board.hangs_on.size() - level, point.id);
      entry.first = &point;
      entry.second.push_back(&board);
    }
  }
  std::sort(heights.begin(), heights.end());  // the distance from the root
  for (const auto& [height, id] : heights) {
    auto& [point, boards] = by_point[id];
    std::erase_if(boards, [&](const SilentBoard* board) { return said.contains(board); });
    if (boards.size() < 2 || alive.contains(id) || !fell_together(boards)) continue;
    // All of them below one child: that says it more exactly.
    const auto child_of = [&id = id](const SilentBoard& board) -> std::string {
      for (std::size_t level = 1; level < board.hangs_on.size(); ++level) {
        if (board.hangs_on[level].id == id) return board.hangs_on[level - 1].id;
      }
      return "";
    };
    const std::string child = child_of(*boards.front());
    const bool below_one = !child.empty() && std::all_of(boards.begin(), boards.end(), [&](const SilentBoard* board) {
      return child_of(*board) == child;
    });
    if (below_one) continue;
    silences.push_back(said_of(boards, *point));
    said.insert(boards.begin(), boards.end());
  }
  for (const SilentBoard& board : silent) {
    if (said.contains(&board)) continue;
    silences.push_back({1, board.since, "", "", board.id, {board.id}});
  }
  std::stable_sort(silences.begin(), silences.end(),
                   [](const Silence& a, const Silence& b) { return a.since > b.since; });
  return silences;
}

}  // namespace gridboard::desk
