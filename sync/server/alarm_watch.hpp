// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Looks after the boards again and again, on a thread of its own: desk/watch_boards.hpp.
//
// Silence counts from when this server began to listen. It begins anew after a look that failed (while the database is
// gone nobody is heard) and after a gap between two looks (the machine slept, or its clock was set).

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/model/alarm.hpp"
#include "sync/server/metrics.hpp"
#include "sync/store/store.hpp"

namespace gridboard::server {

struct AlarmWatchOptions {
  std::chrono::milliseconds every{20000};
  bool from_the_start = false;  // for tests: silence from before counts
};

class AlarmWatch {
 public:
  // All that is given outlives it and is thread-safe. `told`: something was raised, changed or ended; called on its
  // thread.
  AlarmWatch(store::Store& store, const base::Clock& clock, base::Random& random, Metrics& metrics,
             const model::AlarmFigures& figures, std::chrono::milliseconds beat, const AlarmWatchOptions& options,
             std::function<void()> told);
  // Waits for a look that is under way.
  ~AlarmWatch();
  AlarmWatch(const AlarmWatch&) = delete;
  AlarmWatch& operator=(const AlarmWatch&) = delete;

 private:
  void run();
  void look();

  store::Store& store_;
  const base::Clock& clock_;
  base::Random& random_;
  Metrics& metrics_;
  const model::AlarmFigures& figures_;
  const std::chrono::milliseconds beat_;
  const AlarmWatchOptions options_;
  const std::function<void()> told_;
  // Of the thread alone.
  base::Instant listening_since_{};
  std::optional<base::Instant> looked_at_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace gridboard::server
