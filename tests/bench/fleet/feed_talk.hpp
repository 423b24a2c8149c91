// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Boards that talk to the centre as real ones do: a challenge, a token, the feed from their cursor, full jitter and
// Retry-After where they are sent away.

#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/bench/fleet/deliveries.hpp"

namespace gridboard::fleet {

class FeedTalk final : public Talk {
 public:
  FeedTalk(std::size_t boards, Deliveries& deliveries);

  // From now on a board is complete once it has this mark and a commit after it.
  void expect(const std::string& mark);
  [[nodiscard]] bool all_complete() const { return complete_ == boards_.size(); }
  [[nodiscard]] std::size_t complete() const { return complete_; }
  [[nodiscard]] const std::vector<Nanoseconds>& completed_at() const { return completed_at_; }
  [[nodiscard]] const std::map<int, std::size_t>& statuses() const { return statuses_; }
  [[nodiscard]] std::size_t lost_count() const { return lost_; }
  [[nodiscard]] std::size_t most_tries() const;
  void forget_counts();

  void connected(Connections& all, std::size_t board) override;
  void heard(Connections& all, std::size_t board, std::string& received) override;
  void lost(Connections& all, std::size_t board) override;

 private:
  enum class Phase { challenge, token, feed, live };
  struct Board {
    Phase phase = Phase::challenge;
    std::string cursor;
    bool has_mark = false, complete = false;
    std::size_t tries = 0;
  };
  void answered(Connections& all, std::size_t board, int status, const std::string& head, const std::string& body);
  void take_lines(Connections& all, std::size_t board, std::string& received);
  void come_again(Connections& all, std::size_t board, Nanoseconds floor);

  Deliveries& deliveries_;
  std::vector<Board> boards_;
  std::vector<Nanoseconds> completed_at_;
  std::string mark_;
  std::size_t complete_ = 0, lost_ = 0;
  std::map<int, std::size_t> statuses_;
  std::mt19937_64 random_{7};
};

}  // namespace gridboard::fleet
