// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The tries at each household's PIN, kept in one small file so that a restart forgets none of them.

#include <map>
#include <string>

#include "kiosk/update/pin_lock.hpp"
#include "sync/base/result.hpp"

namespace gridboard::kiosk::app {

class PinLocks {
 public:
  // A missing file holds no tries. A file that can't be read is set aside: nobody is locked out by a broken disk.
  explicit PinLocks(std::string path);

  [[nodiscard]] update::PinLock of(const std::string& account) const;
  // Durable when it returns. A lock without any try is forgotten.
  base::Result<void> keep(const std::string& account, const update::PinLock& lock);

 private:
  std::string path_;
  std::map<std::string, update::PinLock> locks_;
};

}  // namespace gridboard::kiosk::app
