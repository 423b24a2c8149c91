// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/base/newest_worker.hpp"

#include <doctest/doctest.h>

#include <future>
#include <vector>

using gridboard::base::NewestWorker;

TEST_CASE("a worker does the newest task alone of those that wait") {
  std::promise<void> busy, go_on, last;
  std::vector<int> done;
  {
    NewestWorker<int> worker([] {}, [&](const int* task) {
      done.push_back(task ? *task : 0);
      if (done.size() == 1) {
        busy.set_value();
        go_on.get_future().wait();
      } else {
        last.set_value();
      }
    });
    SUBCASE("of several") {
      worker.give(1);
      busy.get_future().wait();
      worker.give(2);
      worker.give(3);
      go_on.set_value();
      last.get_future().wait();
    }
    SUBCASE("or none, when it is only woken") {
      worker.wake();
      busy.get_future().wait();
      worker.give(3);
      go_on.set_value();
      last.get_future().wait();
    }
  }
  REQUIRE(done.size() == 2);
  CHECK(done.back() == 3);
}
