// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::link {

// One program at a time writes to a replica. Let go at the end, also when the program is killed.
class ReplicaLock {
 public:
  // unavailable while another one holds it; io.
  [[nodiscard]] static base::Result<std::unique_ptr<ReplicaLock>> take(const std::string& replica_path);
  ~ReplicaLock();
  ReplicaLock(const ReplicaLock&) = delete;
  ReplicaLock& operator=(const ReplicaLock&) = delete;

 private:
  explicit ReplicaLock(int descriptor) : descriptor_(descriptor) {}
  const int descriptor_;
};

}  // namespace gridboard::kiosk::link
