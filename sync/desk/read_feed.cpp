// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/read_feed.hpp"

#include <algorithm>

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

bool contains(const std::vector<std::string>& logs, const std::string& log) {
  return std::find(logs.begin(), logs.end(), log) != logs.end();
}

}  // namespace

FeedPosition::FeedPosition(const store::Board& board, std::vector<std::string> logs, const wire::Cursor& cursor)
    : logs_(std::move(logs)), place_path_(board.place_path) {
  const auto mark = cursor.find(kPlaceMark);
  const bool moved = mark == cursor.end() || mark->second.epoch != mark_of(place_path_);
  for (const auto& [log, position] : cursor) {
    if (log == kPlaceMark) continue;
    if (!contains(logs_, log)) {
      // Of an identity that it had before: a board takes no other board's segments.
      if (log.starts_with(kBoardLogStart)) continue;
      wire::Segment empty;
      empty.log = log;
      empty.epoch = position.epoch;
      empty.snapshot = true;
      dropped_.push_back(std::move(empty));
    } else if (!moved) {
      cursor_[log] = position;
    }
  }
}

std::vector<wire::Segment> FeedPosition::take_dropped() { return std::exchange(dropped_, {}); }

std::optional<SegmentWanted> FeedPosition::next_segment(const LogHeads& heads) const {
  for (const auto& log : logs_) {
    const auto found = heads.find(log);
    if (found == heads.end()) continue;
    const store::LogHead& head = found->second;
    SegmentWanted wanted;
    wanted.log = log;
    wanted.epoch = head.epoch;
    wanted.upto = head.head;
    wanted.place_path = place_path_;
    const auto part = parts_.find(log);
    if (part != parts_.end() && part->second.epoch == head.epoch) {
      wanted.from = part->second.seq;
      wanted.snapshot = true;
      return wanted;
    }
    const auto stand = cursor_.find(log);
    if (stand == cursor_.end() || stand->second.epoch != head.epoch || stand->second.seq > head.head ||
        stand->second.seq < head.floor) {
      wanted.snapshot = true;
      return wanted;
    }
    if (stand->second.seq == head.head) continue;
    wanted.from = stand->second.seq;
    return wanted;
  }
  return std::nullopt;
}

void FeedPosition::advance(const SegmentWanted& wanted, std::uint64_t to, bool last) {
  const wire::LogPosition reached{wanted.epoch, to};
  if (wanted.snapshot && !last) {
    parts_[wanted.log] = reached;
    return;
  }
  parts_.erase(wanted.log);
  cursor_[wanted.log] = reached;
}

wire::Cursor FeedPosition::cursor() const {
  wire::Cursor cursor = cursor_;
  cursor[kPlaceMark] = wire::LogPosition{mark_of(place_path_), 0};
  return cursor;
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

base::Result<wire::Segment> read_segment(store::Reader& reader, const SegmentWanted& wanted,
                                         const FeedLimits& limits) {
  const auto head = reader.log_head(wanted.log);
  if (!head) return tl::unexpected(head.error());
  if (!*head || (*head)->epoch != wanted.epoch) {
    return base::fail(base::ErrorCode::conflict, "log " + wanted.log + " has got another epoch");
  }
  wire::Segment segment;
  segment.log = wanted.log;
  segment.epoch = wanted.epoch;
  segment.from = wanted.from;
  segment.snapshot = wanted.snapshot;
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

}  // namespace gridboard::desk
