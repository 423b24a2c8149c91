// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// From where a board stands to what it gets next. A board's cursor says only how far it is; which logs it follows comes
// from its identity. Who sends calls next_segment, reads or finds that segment, sends it, calls advance, and after at
// most a commit's worth a commit line with `cursor()`.

#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/feed.hpp"

namespace gridboard::desk {

struct LogNameHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
};
using LogHeads = std::unordered_map<std::string, store::LogHead, LogNameHash, std::equal_to<>>;

// Names the bytes of a segment: two readers that want the same get the same.
struct SegmentWanted {
  std::string log;
  std::uint64_t epoch = 0, from = 0, upto = 0;
  bool snapshot = false;
  std::string place_path;
  auto operator<=>(const SegmentWanted&) const = default;
};

// Where one reader stands, within a connection.
class FeedPosition {
 public:
  // `logs`: see logs_followed_by. A log of the cursor that isn't followed any more is dropped by an empty snapshot, and
  // where the board has moved everything is sent anew: what reaches it has changed.
  FeedPosition(const store::Board& board, std::vector<std::string> logs, const wire::Cursor& cursor);

  [[nodiscard]] std::vector<std::string> logs() const;
  // Empty snapshots to send first, once.
  [[nodiscard]] std::vector<wire::Segment> take_dropped();
  // Nothing if it has all that the heads say. A cursor of another epoch, ahead of head or below floor wants a snapshot;
  // one that came in parts goes on where it is.
  [[nodiscard]] std::optional<SegmentWanted> next_segment(const LogHeads& heads) const;
  // The same for who has the heads at hand: `head_of(i)` is a pointer to that of logs()[i], null if there is none.
  template <class HeadOf>
  [[nodiscard]] std::optional<SegmentWanted> next_segment_by(const HeadOf& head_of) const {
    for (std::size_t i = 0; i < stands_.size(); ++i) {
      const store::LogHead* head = head_of(i);
      if (head != nullptr && !has_all(stands_[i], *head)) return wanted_of(stands_[i], *head);
    }
    return std::nullopt;
  }
  void advance(const SegmentWanted& wanted, std::uint64_t to, bool last);
  // A snapshot that isn't complete doesn't count: a broken connection begins it again.
  [[nodiscard]] wire::Cursor cursor() const;
  [[nodiscard]] std::string cursor_text() const;  // of the same

 private:
  // One block of memory for all logs: a server holds one of these for every board.
  struct Stand {
    std::string log;
    wire::LogPosition reached, part;  // part: of a snapshot on its way
    bool has_reached = false, has_part = false;
  };
  [[nodiscard]] Stand* find(std::string_view log);
  [[nodiscard]] static bool has_all(const Stand& stand, const store::LogHead& head);
  [[nodiscard]] SegmentWanted wanted_of(const Stand& stand, const store::LogHead& head) const;

  std::vector<Stand> stands_;
  std::string place_path_;
  std::vector<wire::Segment> dropped_;
};

[[nodiscard]] base::Result<LogHeads> read_log_heads(store::Reader& reader, const std::vector<std::string>& logs);

struct FeedLimits {
  std::size_t max_changes = wire::kMaxChangesPerCommit;
  std::size_t max_bytes = wire::kMaxBytesPerCommit;
};
// `to` may be short of `upto`: then more follows. conflict if the log has got another epoch, or a floor above `from`,
// meanwhile.
[[nodiscard]] base::Result<wire::Segment> read_segment(store::Reader& reader, const SegmentWanted& wanted,
                                                       const FeedLimits& limits);

// What a log changed between two points, for whatever place: read once, however many places ask for their share.
struct LogChanges {
  SegmentWanted wanted;  // its place doesn't matter
  std::vector<store::WholeChange> changes;
};
// A snapshot in one part if `wanted` asks for it from 0. Nothing if that is more than the limits: then each place reads
// its own. conflict as above.
[[nodiscard]] base::Result<std::optional<LogChanges>> read_log_changes(store::Reader& reader,
                                                                       const SegmentWanted& wanted,
                                                                       const FeedLimits& limits);
// Names the share of a board there: places with the same name of their share get the same segment.
[[nodiscard]] std::string name_of_share(const LogChanges& changes, std::string_view place_path);
[[nodiscard]] wire::Segment share_of(const LogChanges& changes, std::string_view place_path);

}  // namespace gridboard::desk
