// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/base/turns.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

using gridboard::base::Turns;

TEST_CASE("who asks while another works through much has the next turn") {
  Turns turns;
  std::atomic<bool> asking = false, had = false;
  int pieces_after_asking = 0;
  std::thread other;
  // Each piece is long enough for the other to have asked; it asks during the first.
  for (int piece = 0; piece < 3; ++piece) {
    const std::lock_guard lock(turns);
    if (asking && !had) ++pieces_after_asking;
    if (piece > 0) continue;
    other = std::thread([&] {
      asking = true;
      const std::lock_guard its(turns);
      had = true;
    });
    while (!asking) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  other.join();
  CHECK(had);
  CHECK(pieces_after_asking == 0);
}

TEST_CASE("one at a time") {
  Turns turns;
  int count = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 2000; ++k) {
        const std::lock_guard lock(turns);
        ++count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(count == 8000);
}
