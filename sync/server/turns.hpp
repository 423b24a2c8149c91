// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Lets callers in at a steady rate when they all come at once, as a city does after a power cut. Whoever has to wait is
// given a turn and told when it comes: nobody who returns then is sent away again, however many come in between, so
// that none starves. Thread-safe, bounded.

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace gridboard::server {

struct TurnOptions {
  // What two cores do with room to spare: a return (login, feed, what came since) takes them about 0.6 ms. A city of
  // 10,000 boards is back in 10 s.
  std::size_t a_second = 1000;
  std::size_t at_once = 1000;       // before anybody has to wait
  std::size_t most_turns = 100000;  // given out and not used; who comes beyond gets none and tries again
};

class Turns {
 public:
  explicit Turns(const TurnOptions& options);

  // `now` is monotonic. Zero: go on. Otherwise how long to stay away; `who` then has a turn. A turn that isn't taken
  // lapses some minutes later, long after the back-off of whoever was told to come.
  [[nodiscard]] std::chrono::milliseconds wait_for(std::string_view who, std::chrono::milliseconds now);

 private:
  using Moment = std::chrono::nanoseconds;
  void drop_lapsed(Moment now);

  const Moment between_, burst_;
  const std::size_t most_turns_;
  std::mutex mutex_;
  Moment next_{0};  // when the next one who has no turn may go in, if nobody came all at once
  std::map<std::string, Moment, std::less<>> turns_;
  std::multimap<Moment, std::string> by_time_;
};

}  // namespace gridboard::server
