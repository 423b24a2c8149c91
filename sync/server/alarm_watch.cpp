// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/alarm_watch.hpp"

#include <algorithm>

#include "sync/base/log.hpp"
#include "sync/desk/watch_boards.hpp"

namespace gridboard::server {
namespace {

// A gap of so many looks is no slow look.
constexpr int kLooksOfAGap = 10;
constexpr std::chrono::minutes kLeastGap{2};

}  // namespace

AlarmWatch::AlarmWatch(store::Store& store, const base::Clock& clock, base::Random& random, Metrics& metrics,
                       const model::AlarmFigures& figures, std::chrono::milliseconds beat,
                       const AlarmWatchOptions& options, std::function<void()> told)
    : store_(store),
      clock_(clock),
      random_(random),
      metrics_(metrics),
      figures_(figures),
      beat_(beat),
      options_(options),
      told_(std::move(told)),
      listening_since_(options.from_the_start ? base::Instant{} : clock.now()),
      thread_([this] { run(); }) {}

AlarmWatch::~AlarmWatch() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void AlarmWatch::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    look();
    lock.lock();
    wake_.wait_for(lock, options_.every, [this] { return stopping_; });
  }
}

void AlarmWatch::look() {
  const base::Instant now = clock_.now();
  const auto gap = std::max<std::chrono::milliseconds>(options_.every * kLooksOfAGap, kLeastGap);
  if (!options_.from_the_start && looked_at_ && std::chrono::abs(now - *looked_at_) > gap) listening_since_ = now;
  looked_at_ = now;
  const auto watched = desk::watch_boards(store_, {figures_, beat_, listening_since_, now}, random_);
  if (!watched) {
    if (!options_.from_the_start) listening_since_ = now;
    ++metrics_.store_errors;
    return base::log_event(base::LogLevel::error, "alarms.failed",
                           {{"code", std::string_view(base::name_of(watched.error().code))},
                            {"what", std::string_view(watched.error().message)}});
  }
  if (*watched == desk::Watched()) return;
  base::log_event(base::LogLevel::info, "alarms.changed",
                  {{"raised", static_cast<std::int64_t>(watched->raised)},
                   {"changed", static_cast<std::int64_t>(watched->changed)},
                   {"ended", static_cast<std::int64_t>(watched->ended)}});
  told_();
}

}  // namespace gridboard::server
