// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/board_health.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "sync/base/paths.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr int kMostLevels = 20;  // of the supply tree: a cycle that slipped in ends the walk

// What feeds places, each looked up once.
class SupplyLines {
 public:
  explicit SupplyLines(store::Reader& reader) : reader_(reader) {}

  // The points that a board at `path` hangs on, the lowest first; empty where nobody knows.
  Result<std::vector<model::SupplyPoint>> above(std::string_view path) {
    for (std::string_view at = path; !at.empty(); at = base::parent_path(at)) {
      auto id = supply_of(std::string(at));
      if (!id) return tl::unexpected(id.error());
      if (!id->empty()) return line_of(*id);
    }
    return std::vector<model::SupplyPoint>();
  }

 private:
  Result<std::string> supply_of(const std::string& path) {
    if (const auto known = of_place_.find(path); known != of_place_.end()) return known->second;
    const auto place = reader_.place(path);
    if (!place) return tl::unexpected(place.error());
    return of_place_[path] = *place ? (*place)->supply_id : std::string();
  }

  Result<std::vector<model::SupplyPoint>> line_of(std::string id) {
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

  store::Reader& reader_;
  std::map<std::string, std::string> of_place_;
  std::map<std::string, std::optional<model::SupplyPoint>> points_;
};

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
  for (const SilentBoard* board : boards) silence.since = std::min(silence.since, board->since);
  silence.supply_id = point.id;
  silence.supply_name = point.name;
  silence.words = point.name;
  return silence;
}

// Points with live boards below them: their own ids. One live board is enough, so each place that a silent board's
// points feed is asked for one.
Result<std::vector<std::string>> points_alive(store::Reader& reader, const std::vector<SilentBoard>& silent,
                                              base::Instant live_since) {
  std::map<std::string, std::size_t> boards_of;
  for (const SilentBoard& board : silent) {
    for (const auto& point : board.hangs_on) ++boards_of[point.id];
  }
  std::vector<std::string> alive;
  for (const auto& [id, boards] : boards_of) {
    if (boards < 2) continue;  // it is never said by that point
    auto below = reader.supply_under(id);
    if (!below) return tl::unexpected(below.error());
    bool live = false;
    for (const auto& point : *below) {
      if (live) break;
      const auto fed = reader.places_fed_by(point.id);
      if (!fed) return tl::unexpected(fed.error());
      for (const auto& place : *fed) {
        auto filter = active_under(place.path, store::BoardSeen::since, live_since);
        filter.limit = 1;
        const auto found = reader.boards_listed(filter);
        if (!found) return tl::unexpected(found.error());
        live = live || !found->empty();
      }
    }
    if (live) alive.push_back(id);
  }
  return alive;
}

}  // namespace

base::Instant live_since(base::Instant now, std::chrono::milliseconds beat) {
  return now - std::max<std::chrono::milliseconds>(beat * kBeatsUntilSilent, kLeastUntilSilent);
}

Result<BoardCounts> count_boards(store::Reader& reader, const std::vector<std::string>& places, base::Instant since) {
  BoardCounts counts;
  for (const std::string& place : places) {
    const auto add = [&](std::int64_t& to, const store::BoardFilter& filter) -> Result<void> {
      const auto counted = reader.count_boards(filter);
      if (!counted) return tl::unexpected(counted.error());
      to += *counted;
      return {};
    };
    store::BoardFilter of_state;
    of_state.under = place;
    if (auto done = add(counts.live, active_under(place, store::BoardSeen::since, since)); !done) {
      return tl::unexpected(done.error());
    }
    if (auto done = add(counts.silent, active_under(place, store::BoardSeen::before, since)); !done) {
      return tl::unexpected(done.error());
    }
    if (auto done = add(counts.never_seen, active_under(place, store::BoardSeen::never, since)); !done) {
      return tl::unexpected(done.error());
    }
    of_state.state = store::BoardState::awaiting;
    if (auto done = add(counts.awaiting, of_state); !done) return tl::unexpected(done.error());
    of_state.state = store::BoardState::revoked;
    if (auto done = add(counts.revoked, of_state); !done) return tl::unexpected(done.error());
  }
  return counts;
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
    silences.push_back({1, board.since, "", "", board.id, ""});
  }
  std::stable_sort(silences.begin(), silences.end(),
                   [](const Silence& a, const Silence& b) { return a.since > b.since; });
  return silences;
}

Result<std::vector<Silence>> list_silences(store::Reader& reader, const std::vector<std::string>& places,
                                           base::Instant since, std::size_t limit) {
  std::vector<SilentBoard> silent;
  SupplyLines lines(reader);
  for (const std::string& place : places) {
    auto filter = active_under(place, store::BoardSeen::before, since);
    filter.limit = kMostSilentLooked - silent.size();
    if (filter.limit == 0) break;
    const auto boards = reader.boards_listed(filter);
    if (!boards) return tl::unexpected(boards.error());
    for (const store::Board& board : *boards) {
      auto hangs_on = lines.above(board.place_path);
      if (!hangs_on) return tl::unexpected(hangs_on.error());
      silent.push_back({board.id, board.place_path, *board.last_seen, std::move(*hangs_on)});
    }
  }
  const auto alive = points_alive(reader, silent, since);
  if (!alive) return tl::unexpected(alive.error());
  std::vector<Silence> silences = group_silences(silent, *alive);
  if (silences.size() > limit) silences.resize(limit);
  for (Silence& silence : silences) {
    if (silence.board_id.empty()) continue;
    const auto board =
        std::find_if(silent.begin(), silent.end(), [&](const auto& one) { return one.id == silence.board_id; });
    auto words = place_in_words(reader, board->place_path);
    if (!words) return tl::unexpected(words.error());
    silence.words = std::move(*words);
  }
  return silences;
}

}  // namespace gridboard::desk
