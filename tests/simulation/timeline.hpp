// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Virtual time: what is to happen, in order. Of two things due at one moment the one that was asked for first comes
// first.

#include <chrono>
#include <functional>
#include <map>
#include <utility>

#include "sync/base/clock.hpp"

namespace gridboard::simulation {

using std::chrono::milliseconds;

class Timeline {
 public:
  [[nodiscard]] milliseconds now() const { return now_; }

  void after(milliseconds delay, std::function<void()> act) {
    due_.emplace(std::pair(now_ + std::max(delay, milliseconds(0)), ++asked_), std::move(act));
  }
  // Lets happen what is due until then.
  void run_until(milliseconds end) {
    while (!due_.empty() && due_.begin()->first.first <= end) {
      auto next = due_.extract(due_.begin());
      now_ = next.key().first;
      next.mapped()();
    }
    now_ = end;
  }

 private:
  milliseconds now_{0};
  std::uint64_t asked_ = 0;
  std::map<std::pair<milliseconds, std::uint64_t>, std::function<void()>> due_;
};

// A machine's clocks: the wall clock may be wrong, the monotonic one isn't.
class MachineClock final : public base::Clock {
 public:
  explicit MachineClock(const Timeline& timeline) : timeline_(timeline) {}
  [[nodiscard]] base::Instant now() const override { return true_time() + wrong_by_; }
  [[nodiscard]] milliseconds monotonic() const override { return timeline_.now() + milliseconds(1); }
  [[nodiscard]] base::Instant true_time() const {
    return std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + timeline_.now();
  }
  void set_wrong_by(milliseconds by) { wrong_by_ = by; }
  [[nodiscard]] milliseconds wrong_by() const { return wrong_by_; }

 private:
  const Timeline& timeline_;
  milliseconds wrong_by_{0};
};

}  // namespace gridboard::simulation
