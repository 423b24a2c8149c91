// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/turns.hpp"

#include <algorithm>

namespace gridboard::server {
namespace {

// A board that was sent away waits at most 5 minutes longer than it was told (the longest back-off of a hello).
constexpr std::chrono::minutes kTurnLapsesAfter{6};

std::chrono::milliseconds whole_milliseconds(std::chrono::nanoseconds wait) {
  return std::max(std::chrono::ceil<std::chrono::milliseconds>(wait), std::chrono::milliseconds{1});
}

}  // namespace

Turns::Turns(const TurnOptions& options)
    : between_(Moment(std::chrono::seconds(1)) / std::max<std::size_t>(1, options.a_second)),
      burst_(between_ * options.at_once),
      most_turns_(options.most_turns) {}

std::chrono::milliseconds Turns::wait_for(std::string_view who, std::chrono::milliseconds now_ms) {
  const Moment now = now_ms;
  const std::lock_guard lock(mutex_);
  drop_lapsed(now);
  if (const auto turn = turns_.find(who); turn != turns_.end()) {
    if (now < turn->second) return whole_milliseconds(turn->second - now);
    auto [at, end] = by_time_.equal_range(turn->second);
    while (at != end && at->second != who) ++at;
    if (at != end) by_time_.erase(at);
    turns_.erase(turn);
    return std::chrono::milliseconds{0};
  }
  next_ = std::max(next_, now - burst_);
  if (next_ + between_ <= now) {
    next_ += between_;
    return std::chrono::milliseconds{0};
  }
  const Moment turn = next_ + between_;
  if (turns_.size() < most_turns_) {
    next_ = turn;
    turns_.emplace(std::string(who), turn);
    by_time_.emplace(turn, std::string(who));
  }
  return whole_milliseconds(turn - now);
}

void Turns::drop_lapsed(Moment now) {
  while (!by_time_.empty() && by_time_.begin()->first + kTurnLapsesAfter <= now) {
    turns_.erase(by_time_.begin()->second);
    by_time_.erase(by_time_.begin());
  }
}

}  // namespace gridboard::server
