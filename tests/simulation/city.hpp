// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One seed's city: a centre, its boards, what people do and what breaks.

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/simulation/board.hpp"
#include "tests/simulation/centre.hpp"
#include "tests/simulation/ledger.hpp"
#include "tests/simulation/run.hpp"
#include "tests/simulation/staff.hpp"
#include "tests/simulation/tamperer.hpp"

namespace gridboard::simulation {

class City {
 public:
  City(const World& world, std::uint64_t seed, Plant plant, bool verbose);

  // False (and a violation) if the boards can't even be enrolled.
  bool open();
  void live_through_faults();
  void mend_everything();
  // Until all is as it must be, or the time that this may take is over: then what isn't becomes a violation.
  void settle();
  void check_requests();
  [[nodiscard]] Outcome outcome();

 private:
  // city.cpp
  void staff_works();
  void residents_come();
  void note(const std::string& what);

  // faults.cpp
  void something_breaks();
  void storm();
  void part_a_board();
  void centre_goes();
  void board_goes();
  void disk_fills();
  void clock_jumps();
  void centre_clock_runs_ahead();
  void tamper();
  void change_disk(Board& board);
  void back_up_or_restore();
  void maybe_revoke();
  void keys_are_rotated();
  void sticks_are_carried();
  void carry_bundle_to(Board& board);
  void carry_outbox_of(Board& board);
  Board& any_board() { return *boards_[random_.below(boards_.size())]; }
  milliseconds between(int least_s, int most_s) {
    return milliseconds(1000) *
           (least_s + static_cast<int>(random_.below(static_cast<std::uint64_t>(most_s - least_s + 1))));
  }

  // checks.cpp
  [[nodiscard]] std::string what_is_wrong_with(Board& board);
  [[nodiscard]] std::set<std::string> receipts_at_centre();

  const World& world_;
  const std::uint64_t seed_;
  const bool verbose_;
  base::SeededRandom random_, key_random_, stick_random_, clock_random_;
  std::chrono::milliseconds copied_at_{0};  // how far ahead the centre's clock was when a disk was copied
  Timeline timeline_;
  Ledger ledger_;
  Centre centre_;
  Network network_;
  std::vector<std::unique_ptr<Board>> boards_;
  Staff staff_;
  Tamperer tamperer_;
  std::unique_ptr<tests::TemporaryFolder> sticks_;
  std::uint64_t last_stick_ = 0;
  Outcome outcome_;
  bool faults_on_ = false;
};

}  // namespace gridboard::simulation
