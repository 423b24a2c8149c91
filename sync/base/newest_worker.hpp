// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A thread beside the loop for what only the newest counts of: a task that waits while another is given is dropped. What
// a task holds is given back, and so wiped, as soon as it was worked on.
//
// THREADING: give() and wake() from any thread; `begin` once and `work` each time on the worker's. The destructor waits
// for the task in hand.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "sync/base/wipe_stack.hpp"

namespace gridboard::base {

template <class Task>
class NewestWorker {
 public:
  // `work` is given no task when the worker was only woken.
  NewestWorker(std::function<void()> begin, std::function<void(const Task*)> work)
      : begin_(std::move(begin)), work_(std::move(work)), thread_([this] { run(); }) {}
  ~NewestWorker() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    something_.notify_one();
    thread_.join();
  }
  NewestWorker(const NewestWorker&) = delete;
  NewestWorker& operator=(const NewestWorker&) = delete;

  void give(Task task) {
    {
      const std::lock_guard lock(mutex_);
      newest_ = std::make_unique<Task>(std::move(task));
    }
    something_.notify_one();
  }
  void wake() {
    {
      const std::lock_guard lock(mutex_);
      woken_ = true;
    }
    something_.notify_one();
  }

 private:
  void run() {
    begin_();
    std::unique_lock lock(mutex_);
    while (true) {
      something_.wait(lock, [this] { return stopping_ || woken_ || newest_ != nullptr; });
      if (stopping_) return;
      woken_ = false;
      std::unique_ptr<const Task> task = std::move(newest_);
      lock.unlock();
      work_(task.get());
      task.reset();
      wipe_stack();
      lock.lock();
    }
  }

  const std::function<void()> begin_;
  const std::function<void(const Task*)> work_;
  std::mutex mutex_;
  std::condition_variable something_;
  std::unique_ptr<Task> newest_;  // not within: what is freed is wiped
  bool stopping_ = false, woken_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace gridboard::base
