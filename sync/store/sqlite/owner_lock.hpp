// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// SQLite before 3.51.3 has a rare bug when two connections checkpoint and reset a WAL at the same time. So only one
// process checkpoints a store: the one that holds an flock on <path>.owner. The kernel lets go of it when the process
// ends, however it ends.

#include <string>

namespace gridboard::store {

class OwnerLock {
 public:
  explicit OwnerLock(std::string path) : path_(std::move(path)) {}
  OwnerLock(const OwnerLock&) = delete;
  OwnerLock& operator=(const OwnerLock&) = delete;
  ~OwnerLock();

  // Never waits. True if this process has it now.
  bool try_take();
  [[nodiscard]] bool held() const { return held_; }

 private:
  std::string path_;
  int descriptor_ = -1;
  bool held_ = false;
};

}  // namespace gridboard::store
