// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One board's feed while its stream is open. Belongs to the hub's thread.

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

#include "sync/desk/read_feed.hpp"
#include "sync/server/hub.hpp"
#include "sync/server/segment_cache.hpp"

namespace gridboard::server {

using SteadyTime = std::chrono::steady_clock::time_point;

// Shared with the io thread: whether all that was written has gone out, and whether the hub waits for that.
struct Flow {
  std::atomic<bool> drained{true}, wanted{false};
};

struct FeedSession {
  FeedSession(FeedRequest request, std::uint64_t number)
      : id(number),
        board_id(request.board.id),
        live(request.live),
        zstd(request.zstd),
        position(request.board, std::move(request.logs), request.cursor) {}

  // Asks to be told when the stream is drained, unless it is.
  [[nodiscard]] bool may_write() const;
  bool write(std::vector<std::shared_ptr<FeedBytes>> lines);

  const std::uint64_t id;
  const std::string board_id;
  const bool live, zstd;
  desk::FeedPosition position;
  std::shared_ptr<net::Stream> stream;
  std::shared_ptr<Flow> flow = std::make_shared<Flow>();
  bool greeted = false, ending = false, queued = false;
  SteadyTime beat_at{}, ends_at{};
  SteadyTime timer_at{};  // when the hub looks at the two above; a write moves beat_at on, not this
};

// The lines of the next commit: at most kMaxChangesPerCommit and kMaxBytesPerCommit of segments, then the commit. Empty
// if the board has everything. conflict: the heads are of an older epoch.
[[nodiscard]] base::Result<std::vector<std::shared_ptr<FeedBytes>>> next_commit(FeedSession& session,
                                                                                const desk::LogHeads& heads,
                                                                                SegmentCache& segments,
                                                                                Metrics& metrics);

}  // namespace gridboard::server
