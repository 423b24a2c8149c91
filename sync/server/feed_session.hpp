// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One board's feed while its stream is open. Belongs to the hub's thread. There are as many as there are boards: what
// isn't needed while nothing changes isn't here.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "sync/desk/read_feed.hpp"
#include "sync/server/hub.hpp"
#include "sync/server/segment_cache.hpp"

namespace gridboard::server {

using SteadyTime = std::chrono::steady_clock::time_point;

struct FeedSession;

// A log that somebody follows.
struct FollowedLog {
  std::optional<store::LogHead> head;  // unset until it has changes
  std::vector<FeedSession*> followers;
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

  bool write(const std::vector<std::shared_ptr<FeedBytes>>& lines);
  // Ends the answer properly, once.
  void end();

  // Its place among the followers of each of its logs, so that it leaves them without a search.
  struct Followed {
    FollowedLog* log;
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
  bool greeted = false, ending = false, queued = false;
  unsigned beats = 0;           // that fell due
  bool caught_up = false;       // it was told, by its first beat, that it has everything
  std::uint64_t keys_told = 0;  // number of the newest key that the board has been told of
  SteadyTime ends_at{};
};

struct NextCommit {
  std::vector<std::shared_ptr<FeedBytes>> lines;
  bool complete = false;                         // with these the board has everything
  std::vector<SentAnnouncements> announcements;  // that are in them
};
// At most kMaxChangesPerCommit and kMaxBytesPerCommit of segments, then the commit; no lines if the board had
// everything. conflict: the heads are of an older epoch or floor.
[[nodiscard]] base::Result<NextCommit> next_commit(FeedSession& session, SegmentCache& segments, Metrics& metrics);

}  // namespace gridboard::server
