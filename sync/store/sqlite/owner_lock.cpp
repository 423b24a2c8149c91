// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sqlite/owner_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace gridboard::store {

OwnerLock::~OwnerLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool OwnerLock::try_take() {
  if (held_) return true;
  if (descriptor_ < 0) descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  held_ = descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
  return held_;
}

}  // namespace gridboard::store
