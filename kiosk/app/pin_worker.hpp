// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Checks PINs beside the loop: argon2id takes about 0.1 s and 64 MiB, which are given back after each check.
//
// THREADING: look_up() and check() from the loop's thread; `answered` is called on the worker's and must not block.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/app/inbox.hpp"
#include "sync/base/clock.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::kiosk::app {

// What a PIN is checked against: the lock of a household's key, or the hash of the maintenance PIN. Neither: there is no
// PIN.
struct PinSecret {
  std::string hash;
  std::optional<wire::HouseholdLock> lock;
  [[nodiscard]] bool none() const { return hash.empty() && !lock; }
};

class PinWorker {
 public:
  // The thread comes with the first question.
  PinWorker(std::string locks_path, std::function<void(LockAnswered)> answered);
  ~PinWorker();
  PinWorker(const PinWorker&) = delete;
  PinWorker& operator=(const PinWorker&) = delete;

  void look_up(std::string account, PinSecret secret, base::Instant now);
  // The try is counted durably before it is checked. A right PIN of a household answers with the household's key.
  void check(std::string account, PinSecret secret, std::string pin, base::Instant now);

 private:
  class Thread;
  std::string locks_path_;
  std::function<void(LockAnswered)> answered_;
  std::unique_ptr<Thread> thread_;
};

}  // namespace gridboard::kiosk::app
