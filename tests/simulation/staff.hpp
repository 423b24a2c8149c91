// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What people at the centre do, through the desk's real functions.

#include <string>
#include <vector>

#include "tests/simulation/board.hpp"
#include "tests/simulation/centre.hpp"

namespace gridboard::simulation {

class Staff {
 public:
  Staff(Centre& centre, std::vector<std::unique_ptr<Board>>& boards, std::uint64_t seed)
      : centre_(centre), boards_(boards), random_(seed) {}

  // Any one thing; what the centre can't do just then is left undone. Nothing while it is down.
  void do_something();
  // A new board and its one-time code.
  [[nodiscard]] base::Result<std::string> add_board(const std::string& place, bool hall);
  void revoke(const std::string& board_id);

 private:
  void publish_notice();
  void withdraw_notice();
  void announce_outage();
  void end_outage();
  void change_household();
  void pay_bill();
  void answer_request();
  void set_board();
  void move_board();
  template <class T>
  const T& any_of(const std::vector<T>& values) {
    return values[random_.below(values.size())];
  }

  Centre& centre_;
  std::vector<std::unique_ptr<Board>>& boards_;
  base::SeededRandom random_;
  std::vector<std::string> notices_, outages_;
  std::uint64_t done_ = 0, ended_outages_ = 0;
};

}  // namespace gridboard::simulation
