// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Checks PINs beside the loop: argon2id takes about 0.1 s and 64 MiB, which are given back after each check.
//
// THREADING: look_up() and check() from the loop's thread; `answered` is called on the worker's and must not block.

#include <functional>
#include <memory>
#include <string>

#include "kiosk/app/inbox.hpp"
#include "sync/base/clock.hpp"

namespace gridboard::kiosk::app {

class PinWorker {
 public:
  // The thread comes with the first question.
  PinWorker(std::string locks_path, std::function<void(LockAnswered)> answered);
  ~PinWorker();
  PinWorker(const PinWorker&) = delete;
  PinWorker& operator=(const PinWorker&) = delete;

  // `hash` "" if the household has no PIN.
  void look_up(std::string account, std::string hash, base::Instant now);
  // The try is counted durably before it is checked.
  void check(std::string account, std::string hash, std::string pin, base::Instant now);

 private:
  class Thread;
  std::string locks_path_;
  std::function<void(LockAnswered)> answered_;
  std::unique_ptr<Thread> thread_;
};

}  // namespace gridboard::kiosk::app
