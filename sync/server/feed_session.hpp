// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One board's feed while its stream is open. Belongs to the hub's thread. There are as many as there are boards: what
// isn't needed while nothing changes isn't here.

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
        encoding(request.encoding),
        position(request.board, std::move(request.logs), request.cursor) {
    if (encoding == Encoding::gzip) gzip = std::make_unique<GzipFrame>();
  }

  // Asks to be told when the stream is drained, unless it is.
  [[nodiscard]] bool may_write() const;
  bool write(const std::vector<std::shared_ptr<FeedBytes>>& lines);
  // Ends the answer properly, once.
  void end();

  // Its place among the followers of each of its logs, so that it leaves them without a search.
  struct Followed {
    std::vector<FeedSession*>* followers;
    std::size_t index;
  };

  const std::uint64_t id;
  const std::string board_id;
  const bool live;
  const Encoding encoding;
  desk::FeedPosition position;
  std::vector<Followed> followed;  // in the order of position.logs()
  std::unique_ptr<GzipFrame> gzip;
  std::shared_ptr<net::Stream> stream;
  std::shared_ptr<Flow> flow = std::make_shared<Flow>();
  bool greeted = false, ending = false, queued = false;
  bool caught_up = false;       // it was told, by its first beat, that it has everything
  std::uint64_t keys_told = 0;  // number of the newest key that the board has been told of
  SteadyTime ends_at{};
};

// The lines of the next commit: at most kMaxChangesPerCommit and kMaxBytesPerCommit of segments, then the commit. Empty
// if the board has everything. conflict: the heads are of an older epoch or floor.
[[nodiscard]] base::Result<std::vector<std::shared_ptr<FeedBytes>>> next_commit(FeedSession& session,
                                                                                const desk::LogHeads& heads,
                                                                                SegmentCache& segments,
                                                                                Metrics& metrics);

}  // namespace gridboard::server
