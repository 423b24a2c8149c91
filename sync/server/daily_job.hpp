// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Does something at the start and after every local midnight, on a thread of its own. Looks at the clock each minute,
// so that a clock that was set is noticed.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "sync/base/clock.hpp"
#include "sync/base/time.hpp"

namespace gridboard::server {

class DailyJob {
 public:
  // `clock` must outlive it and be thread-safe.
  DailyJob(const base::Clock& clock, base::Zone zone, std::function<void(base::Instant)> job);
  // Waits for a run that is under way.
  ~DailyJob();
  DailyJob(const DailyJob&) = delete;
  DailyJob& operator=(const DailyJob&) = delete;

 private:
  void run();

  const base::Clock& clock_;
  const base::Zone zone_;
  const std::function<void(base::Instant)> job_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace gridboard::server
