// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace gridboard::store {

// Where the writers of a store stand in line: who came first goes first. A plain mutex would let one that writes batch
// after batch in again and again before those who wait. Meets BasicLockable; thread-safe.
class WriteLine {
 public:
  void lock() {
    std::unique_lock lock(mutex_);
    const std::uint64_t mine = last_++;
    moved_.wait(lock, [&] { return first_ == mine; });
  }
  void unlock() {
    {
      const std::lock_guard lock(mutex_);
      ++first_;
    }
    moved_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable moved_;
  std::uint64_t first_ = 0, last_ = 0;
};

}  // namespace gridboard::store
