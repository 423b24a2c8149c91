// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/daily_job.hpp"

#include <algorithm>

namespace gridboard::server {
namespace {

constexpr std::chrono::milliseconds kLookAgain{60000};

}  // namespace

DailyJob::DailyJob(const base::Clock& clock, base::Zone zone, std::function<void(base::Instant)> job)
    : clock_(clock), zone_(zone), job_(std::move(job)), thread_([this] { run(); }) {}

DailyJob::~DailyJob() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void DailyJob::run() {
  std::optional<base::Date> done;
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const base::Instant now = clock_.now();
    const base::Date today = base::date_of(now, zone_);
    if (done != today) {
      done = today;
      lock.unlock();
      job_(now);
      lock.lock();
      continue;
    }
    const auto until_midnight = base::start_of_day(base::add_days(today, 1), zone_) - now;
    wake_.wait_for(lock, std::min(kLookAgain, std::chrono::milliseconds(until_midnight)), [this] { return stopping_; });
  }
}

}  // namespace gridboard::server
