// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Threads for what blocks (the store), so that io threads never wait. Bounded: a full queue refuses.

#include <cstddef>
#include <functional>
#include <memory>

namespace gridboard::net {

class WorkQueue {
 public:
  WorkQueue(std::size_t threads, std::size_t max_waiting);
  // Runs what waits, then joins.
  ~WorkQueue();
  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;

  // False if too many wait already. Thread-safe. A task that throws is logged and dropped.
  [[nodiscard]] bool post(std::function<void()> task);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gridboard::net
