// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/read_feed.hpp"

#include <algorithm>
#include <set>

#include "sync/store/audience.hpp"

namespace gridboard::desk {
namespace {

// Stands in the cursor beside the logs, whose names never begin so: the place that the cursor was made for.
constexpr const char* kPlaceMark = "@place";
constexpr const char* kBoardLogStart = "board/";

// FNV-1a, 32 bits: it only has to differ where a board has moved.
std::uint64_t mark_of(std::string_view place_path) {
  std::uint32_t hash = 2166136261U;
  for (const char c : place_path) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

constexpr std::size_t kNoShare = static_cast<std::size_t>(-1), kRemoved = static_cast<std::size_t>(-2);

// What a board at the place gets of a change: nothing, a removal, or the record for the path that begins there in the
// audience.
std::size_t share_at(const store::WholeChange& change, bool snapshot, std::string_view place_path) {
  const auto path = store::reaching(change.audience, place_path);
  if (path && change.body) return static_cast<std::size_t>(path->data() - change.audience.data());
  return !snapshot && (path || change.moved) ? kRemoved : kNoShare;
}

void add_paths(std::string_view audience, std::set<std::string, std::less<>>& paths) {
  while (!audience.empty()) {
    const std::size_t end = std::min(audience.find(store::kAudienceSeparator), audience.size());
    const std::string_view path = audience.substr(0, end);
    if (!paths.contains(path)) paths.emplace(path);
    audience.remove_prefix(std::min(end + 1, audience.size()));
  }
}

base::Result<void> check_stand(store::Reader& reader, const SegmentWanted& wanted) {
  const auto head = reader.log_head(wanted.log);
  if (!head) return tl::unexpected(head.error());
  if (!*head || (*head)->epoch != wanted.epoch) {
    return base::fail(base::ErrorCode::conflict, "log " + wanted.log + " has got another epoch");
  }
  if (!wanted.snapshot && wanted.from < (*head)->floor) {
    return base::fail(base::ErrorCode::conflict, "log " + wanted.log + " has got a higher floor");
  }
  return {};
}

}  // namespace

FeedPosition::FeedPosition(const store::Board& board, std::vector<std::string> logs, const wire::Cursor& cursor)
    : place_path_(board.place_path) {
  stands_.reserve(logs.size());
  for (std::string& log : logs) {
    Stand stand;
    stand.log = std::move(log);
    stands_.push_back(std::move(stand));
  }
  const auto mark = cursor.find(kPlaceMark);
  const bool moved = mark == cursor.end() || mark->second.epoch != mark_of(place_path_);
  for (const auto& [log, position] : cursor) {
    if (log == kPlaceMark) continue;
    Stand* stand = find(log);
    if (stand == nullptr) {
      // Of an identity that it had before: a board takes no other board's segments.
      if (log.starts_with(kBoardLogStart)) continue;
      wire::Segment empty;
      empty.log = log;
      empty.epoch = position.epoch;
      empty.snapshot = true;
      dropped_.push_back(std::move(empty));
    } else if (!moved) {
      stand->reached = position;
      stand->has_reached = true;
    }
  }
}

std::vector<std::string> FeedPosition::logs() const {
  std::vector<std::string> logs;
  for (const Stand& stand : stands_) logs.push_back(stand.log);
  return logs;
}

FeedPosition::Stand* FeedPosition::find(std::string_view log) {
  const auto found = std::find_if(stands_.begin(), stands_.end(), [&](const Stand& stand) { return stand.log == log; });
  return found == stands_.end() ? nullptr : &*found;
}

std::vector<wire::Segment> FeedPosition::take_dropped() {
  return std::exchange(dropped_, {});
}

std::optional<SegmentWanted> FeedPosition::next_segment(const LogHeads& heads) const {
  return next_segment_by([&](std::size_t log) {
    const auto found = heads.find(stands_[log].log);
    return found == heads.end() ? nullptr : &found->second;
  });
}

bool FeedPosition::has_all(const Stand& stand, const store::LogHead& head) {
  const bool in_parts = stand.has_part && stand.part.epoch == head.epoch;
  return !in_parts && stand.has_reached && stand.reached.epoch == head.epoch && stand.reached.seq == head.head &&
         stand.reached.seq >= head.floor;
}

SegmentWanted FeedPosition::wanted_of(const Stand& stand, const store::LogHead& head) const {
  const bool in_parts = stand.has_part && stand.part.epoch == head.epoch;
  const bool goes_on = stand.has_reached && stand.reached.epoch == head.epoch && stand.reached.seq <= head.head &&
                       stand.reached.seq >= head.floor;
  SegmentWanted wanted;
  wanted.log = stand.log;
  wanted.epoch = head.epoch;
  wanted.upto = head.head;
  wanted.place_path = place_path_;
  wanted.snapshot = in_parts || !goes_on;
  if (in_parts) {
    wanted.from = stand.part.seq;
  } else if (goes_on) {
    wanted.from = stand.reached.seq;
  }
  return wanted;
}

void FeedPosition::advance(const SegmentWanted& wanted, std::uint64_t to, bool last) {
  Stand* stand = find(wanted.log);
  if (stand == nullptr) return;
  const wire::LogPosition position{wanted.epoch, to};
  stand->has_part = wanted.snapshot && !last;
  if (stand->has_part) {
    stand->part = position;
  } else {
    stand->reached = position;
    stand->has_reached = true;
  }
}

wire::Cursor FeedPosition::cursor() const {
  wire::Cursor cursor;
  for (const Stand& stand : stands_) {
    if (stand.has_reached) cursor.emplace(stand.log, stand.reached);
  }
  cursor[kPlaceMark] = wire::LogPosition{mark_of(place_path_), 0};
  return cursor;
}

std::string FeedPosition::cursor_text() const {
  wire::CursorText text;
  for (const Stand& stand : stands_) {
    if (stand.has_reached) text.add(stand.log, stand.reached);
  }
  text.add(kPlaceMark, {mark_of(place_path_), 0});
  return text.take();
}

base::Result<LogHeads> read_log_heads(store::Reader& reader, const std::vector<std::string>& logs) {
  LogHeads heads;
  for (const auto& log : logs) {
    const auto head = reader.log_head(log);
    if (!head) return tl::unexpected(head.error());
    if (*head) heads.emplace(log, **head);
  }
  return heads;
}

base::Result<wire::Segment> read_segment(store::Reader& reader, const SegmentWanted& wanted, const FeedLimits& limits) {
  if (auto stands = check_stand(reader, wanted); !stands) return tl::unexpected(stands.error());
  wire::Segment segment;
  segment.log = wanted.log;
  segment.epoch = wanted.epoch;
  segment.from = wanted.from;
  segment.snapshot = wanted.snapshot;
  if (!wanted.log.starts_with(kBoardLogStart)) segment.place = wanted.place_path;
  auto changes = reader.changes(wanted.log, wanted.from, wanted.upto, wanted.place_path, limits.max_changes,
                                limits.max_bytes, segment.to);
  if (!changes) return tl::unexpected(changes.error());
  segment.last = segment.to >= wanted.upto;
  for (auto& change : *changes) {
    if (change.body) {
      // A record for whoever follows the log has no place of its own: it reaches the board where that stands.
      if (change.audience.empty()) change.audience = wanted.place_path;
      segment.puts.push_back({std::move(change.key), std::move(change.audience), std::move(*change.body)});
    } else if (!wanted.snapshot) {
      segment.removes.push_back(std::move(change.key));
    }
  }
  if (!segment.snapshot) segment.last = true;
  return segment;
}

base::Result<std::optional<LogChanges>> read_log_changes(store::Reader& reader, const SegmentWanted& wanted,
                                                         const FeedLimits& limits) {
  if (auto stands = check_stand(reader, wanted); !stands) return tl::unexpected(stands.error());
  LogChanges found;
  found.wanted = wanted;
  const auto all =
      reader.all_changes(wanted.log, wanted.from, wanted.upto, limits.max_changes, limits.max_bytes, found.changes);
  if (!all) return tl::unexpected(all.error());
  if (!*all) return std::optional<LogChanges>();
  return std::optional<LogChanges>(std::move(found));
}

std::string name_of_share(const LogChanges& changes, std::string_view place_path) {
  std::string name;
  bool of_its_own = false;
  for (const auto& change : changes.changes) {
    const std::size_t share = share_at(change, changes.wanted.snapshot, place_path);
    name.append(reinterpret_cast<const char*>(&share), sizeof share);
    of_its_own = of_its_own || (change.audience.empty() && change.body);
  }
  if (of_its_own) name += place_path;
  return name;
}

wire::Segment share_of(const LogChanges& changes, std::string_view place_path) {
  wire::Segment segment;
  segment.log = changes.wanted.log;
  segment.epoch = changes.wanted.epoch;
  segment.from = changes.wanted.from;
  segment.to = changes.wanted.upto;
  segment.snapshot = changes.wanted.snapshot;
  std::set<std::string, std::less<>> elsewhere;
  for (const auto& change : changes.changes) {
    const std::size_t share = share_at(change, changes.wanted.snapshot, place_path);
    if (share == kNoShare) {
      if (change.body || !changes.wanted.snapshot) add_paths(change.audience, elsewhere);
      continue;
    }
    if (share == kRemoved) {
      segment.removes.push_back(change.key);
      continue;
    }
    // A record for whoever follows the log has no place of its own: it reaches the board where that stands.
    const auto path = store::reaching(change.audience, place_path).value_or("");
    segment.puts.push_back({change.key, std::string(path.empty() ? place_path : path), *change.body});
  }
  segment.elsewhere.assign(elsewhere.begin(), elsewhere.end());
  return segment;
}

}  // namespace gridboard::desk
