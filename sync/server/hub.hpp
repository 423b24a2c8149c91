// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Sends feeds: wakes when a log head moves, builds each segment once and hands its bytes to every stream that wants it.
// A stream gets a commit's worth at a time and the next only when that has gone to the kernel, so that a slow reader
// costs no memory. While nothing changes the store isn't asked at all: it tells of moved heads and of boards that were
// revoked by itself (Store::on_change).

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/time.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/net/http.hpp"
#include "sync/server/feed_bytes.hpp"
#include "sync/server/metrics.hpp"
#include "sync/server/sent_boards.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/feed.hpp"

namespace gridboard::server {

struct HubOptions {
  std::chrono::milliseconds beat{25000};
  std::chrono::milliseconds shortest_life{10 * 60000}, longest_life{15 * 60000};  // of a stream, spread between
  std::size_t cache_bytes = 64 << 20;
  // What the hub hears of the store is passed on to: that something moved, whose own log, and which boards have an open
  // feed: every second beat, and when one begins. Called from any thread; must not block.
  std::function<void()> on_change;
  std::function<void(const std::string& board_id)> on_board_moved;  // its own log did, on whichever node
  std::function<void(const std::string& board_id, base::Instant at)> on_board_seen;
  // Notices and outages that were written to a board's stream. Likewise.
  std::function<void(const std::string& board_id, const SentAnnouncements& announcements, base::Instant at)> on_sent;
  std::size_t returns = 1000;  // a second: boards that are sent away by a drain are told to come back no faster
};

struct FeedRequest {
  store::Board board;
  std::vector<std::string> logs;  // see desk::logs_followed_by
  wire::Cursor cursor;
  bool live = true;  // false: ends when the board has everything
  Encoding encoding = Encoding::plain;
};

class Hub {
 public:
  // All that is given must outlive the hub. Takes the store's one change listener.
  Hub(store::Store& store, desk::KeyRing& keys, const base::Clock& clock, base::Random& random, base::Zone zone,
      Metrics& metrics, const HubOptions& options);
  // Cuts what still runs.
  ~Hub();
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

  // Answers with the stream from here on. Thread-safe.
  void follow(FeedRequest request, std::shared_ptr<net::Exchange> exchange);
  // Sends every stream a retry line and ends it; who comes later is told to come again. Thread-safe.
  void drain();

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace gridboard::server
