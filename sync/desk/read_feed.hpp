// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// From where a board stands to what it gets next. A board's cursor says only how far it is; which logs it follows comes
// from its identity. Who sends calls next_segment, reads or finds that segment, sends it, calls advance, and after at
// most a commit's worth a commit line with `cursor()`.

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/feed.hpp"

namespace gridboard::desk {

using LogHeads = std::map<std::string, store::LogHead>;

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

  [[nodiscard]] const std::vector<std::string>& logs() const { return logs_; }
  // Empty snapshots to send first, once.
  [[nodiscard]] std::vector<wire::Segment> take_dropped();
  // Nothing if it has all that the heads say. A cursor of another epoch, ahead of head or below floor wants a snapshot;
  // one that came in parts goes on where it is.
  [[nodiscard]] std::optional<SegmentWanted> next_segment(const LogHeads& heads) const;
  void advance(const SegmentWanted& wanted, std::uint64_t to, bool last);
  // A snapshot that isn't complete doesn't count: a broken connection begins it again.
  [[nodiscard]] wire::Cursor cursor() const;

 private:
  std::vector<std::string> logs_;
  std::string place_path_;
  wire::Cursor cursor_;
  wire::Cursor parts_;  // of snapshots on their way
  std::vector<wire::Segment> dropped_;
};

[[nodiscard]] base::Result<LogHeads> read_log_heads(store::Reader& reader, const std::vector<std::string>& logs);

struct FeedLimits {
  std::size_t max_changes = wire::kMaxChangesPerCommit;
  std::size_t max_bytes = wire::kMaxBytesPerCommit;
};
// `to` may be short of `upto`: then more follows. conflict if the log has got another epoch meanwhile.
[[nodiscard]] base::Result<wire::Segment> read_segment(store::Reader& reader, const SegmentWanted& wanted,
                                                       const FeedLimits& limits);

}  // namespace gridboard::desk
