// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A mutex that is had in the order of asking. With std::mutex a thread that works through much, giving way after each
// piece, takes it again before anybody who waits wakes up.
//
// THREADING: lock() and unlock() from any thread, as with std::mutex; for std::lock_guard.

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace gridboard::base {

class Turns {
 public:
  void lock() {
    std::unique_lock lock(mutex_);
    const std::uint64_t mine = asked_++;
    next_.wait(lock, [this, mine] { return served_ == mine; });
  }
  void unlock() {
    {
      const std::lock_guard lock(mutex_);
      ++served_;
    }
    next_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable next_;
  std::uint64_t asked_ = 0, served_ = 0;
};

}  // namespace gridboard::base
