// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/writing_worker.hpp"

#include <doctest/doctest.h>

#include <condition_variable>
#include <future>
#include <mutex>

#include "tests/kiosk/input/stroke_data.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::input;

namespace {

// Takes answers on the worker's thread and lets the test wait for one.
class Answers {
 public:
  void take(Read read) {
    {
      const std::lock_guard lock(mutex_);
      all_.push_back(std::move(read));
    }
    came_.notify_all();
  }
  Read wait_for(std::uint64_t number) {
    std::unique_lock lock(mutex_);
    Read found;
    came_.wait(lock, [&] {
      for (const Read& read : all_) {
        if (read.number == number) found = read;
      }
      return found.number == number;
    });
    return found;
  }
  std::size_t count() {
    const std::lock_guard lock(mutex_);
    return all_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<Read> all_;
};

const std::vector<PenStroke> kTen{{{0.2f, 0.5f}, {0.8f, 0.5f}}, {{0.5f, 0.1f}, {0.5f, 0.9f}}};

}  // namespace

TEST_CASE("writing is answered beside the loop") {
  Answers answers;
  WritingWorker worker({tests::kStrokesFile, tests::kStrokeKeysFile},
                       [&](Read read) { answers.take(std::move(read)); });

  SUBCASE("what was written") {
    worker.ask({1, kTen, {}});
    const Read read = answers.wait_for(1);
    REQUIRE_FALSE(read.characters.empty());
    CHECK(read.characters[0] == "十");
  }
  SUBCASE("what was keyed") {
    worker.warm_up();
    worker.ask({1, {}, "hspn"});
    const Read read = answers.wait_for(1);
    REQUIRE_FALSE(read.characters.empty());
    CHECK(read.characters[0] == "木");
  }
  SUBCASE("no strokes and no keys are answered too") {
    worker.ask({7, {}, {}});
    CHECK(answers.wait_for(7).characters.empty());
  }
}

TEST_CASE("of what is written while one is answered the newest alone is answered") {
  Answers answers;
  std::promise<void> busy, go_on;
  WritingWorker worker({tests::kStrokesFile, tests::kStrokeKeysFile}, [&](Read read) {
    const bool first = read.number == 1;
    answers.take(std::move(read));
    if (!first) return;
    busy.set_value();
    go_on.get_future().wait();
  });
  worker.ask({1, kTen, {}});
  busy.get_future().wait();
  for (std::uint64_t number = 2; number <= 200; ++number) worker.ask({number, kTen, {}});
  go_on.set_value();
  CHECK_FALSE(answers.wait_for(200).characters.empty());
  CHECK(answers.count() == 2);
}

TEST_CASE("without its files writing is answered with nothing") {
  Answers answers;
  WritingWorker worker({"/nowhere/strokes.bin", tests::kStrokeKeysFile},
                       [&](Read read) { answers.take(std::move(read)); });
  worker.ask({1, kTen, {}});
  CHECK(answers.wait_for(1).characters.empty());
  worker.ask({2, {}, "hspn"});
  CHECK_FALSE(answers.wait_for(2).characters.empty());
}

TEST_CASE("a worker that was never asked, or is asked while it ends, ends") {
  {
    const WritingWorker never({tests::kStrokesFile, tests::kStrokeKeysFile}, [](const Read&) {});
  }
  WritingWorker asked({tests::kStrokesFile, tests::kStrokeKeysFile}, [](const Read&) {});
  asked.ask({1, kTen, {}});
}
