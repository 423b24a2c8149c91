// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/work_queue.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "sync/base/log.hpp"

namespace gridboard::net {

struct WorkQueue::State {
  explicit State(std::size_t limit) : max_waiting(limit) {}

  void work() {
    for (;;) {
      std::function<void()> task;
      {
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return stopping || !waiting.empty(); });
        if (waiting.empty()) return;
        task = std::move(waiting.front());
        waiting.pop_front();
      }
      try {
        task();
      } catch (const std::exception& thrown) {
        base::log_event(base::LogLevel::error, "work.threw", {{"what", std::string_view(thrown.what())}});
      }
    }
  }

  const std::size_t max_waiting;
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::function<void()>> waiting;
  bool stopping = false;
  std::vector<std::thread> threads;
};

WorkQueue::WorkQueue(std::size_t threads, std::size_t max_waiting) : state_(std::make_unique<State>(max_waiting)) {
  for (std::size_t i = 0; i < threads; ++i) state_->threads.emplace_back([state = state_.get()] { state->work(); });
}

WorkQueue::~WorkQueue() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->wake.notify_all();
  for (auto& thread : state_->threads) thread.join();
}

bool WorkQueue::post(std::function<void()> task) {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->stopping || state_->waiting.size() >= state_->max_waiting) return false;
    state_->waiting.push_back(std::move(task));
  }
  state_->wake.notify_one();
  return true;
}

}  // namespace gridboard::net
