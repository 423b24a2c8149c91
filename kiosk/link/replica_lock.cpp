// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/replica_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace gridboard::kiosk::link {

base::Result<std::unique_ptr<ReplicaLock>> ReplicaLock::take(const std::string& replica_path) {
  const std::string path = replica_path + ".lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return base::fail(base::ErrorCode::io, path + ": " + std::strerror(errno));
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return base::fail(base::ErrorCode::unavailable, "another program is using " + replica_path);
  }
  return std::unique_ptr<ReplicaLock>(new ReplicaLock(descriptor));
}

ReplicaLock::~ReplicaLock() {
  ::close(descriptor_);
}

}  // namespace gridboard::kiosk::link
