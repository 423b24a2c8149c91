// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which notices and outages were handed out to which boards, written down by and by: a notice to ten thousand boards
// costs some tens of transactions, and none on the thread that hands it out. Signs their ledgers where that is due.
// Thread-safe.
//
// What can't be kept is lost without harm: that a board has received it is told by the board itself.

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/net/work_queue.hpp"
#include "sync/server/metrics.hpp"
#include "sync/store/deliveries.hpp"
#include "sync/store/store.hpp"

namespace gridboard::server {

// Of a segment, shared by all whom it goes to.
using SentAnnouncements = std::shared_ptr<const std::vector<store::Announcement>>;

class SentBoards {
 public:
  // All of it outlives this but `writes`, which ends after stop() and before this.
  SentBoards(store::Store& store, const desk::KeyRing& keys, net::WorkQueue& writes, Metrics& metrics)
      : store_(store), keys_(keys), writes_(writes), metrics_(metrics) {}

  void note(const std::string& board_id, SentAnnouncements announcements, base::Instant now);
  // From now on nothing is noted.
  void stop();

 private:
  struct Sent {
    std::string board_id;
    SentAnnouncements announcements;
    base::Instant at{};
  };
  void write();

  store::Store& store_;
  const desk::KeyRing& keys_;
  net::WorkQueue& writes_;
  Metrics& metrics_;
  std::mutex mutex_;
  std::deque<Sent> sent_;
  bool posted_ = false, stopped_ = false;
};

}  // namespace gridboard::server
