// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// When boards signed in, written down by and by: what comes while one write runs goes into the next, so that a city
// that comes back costs some tens of transactions and not ten thousand. Thread-safe.

#include <map>
#include <mutex>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/net/work_queue.hpp"
#include "sync/server/metrics.hpp"
#include "sync/store/store.hpp"

namespace gridboard::server {

class SeenBoards {
 public:
  // All of it outlives this but `writes`, which ends after stop() and before this.
  SeenBoards(store::Store& store, net::WorkQueue& writes, Metrics& metrics)
      : store_(store), writes_(writes), metrics_(metrics) {}

  void note(const std::string& board_id, base::Instant now);
  // From now on nothing is noted.
  void stop();

 private:
  void write();

  store::Store& store_;
  net::WorkQueue& writes_;
  Metrics& metrics_;
  std::mutex mutex_;
  std::map<std::string, base::Instant> seen_;
  bool posted_ = false, stopped_ = false;
};

}  // namespace gridboard::server
