// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the steps of a tour share: touching, and writing what is to be seen. After the first failure nothing is done any
// more, so that steps read as what a resident does.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/app/hands.hpp"
#include "kiosk/app/tour.hpp"

namespace gridboard::kiosk::app {

class Walk {
 public:
  Walk(Board& on, base::Clock& clock, const TourPlan& how) : board(on), plan(how), hands(on, clock) {}

  Board& board;
  const TourPlan& plan;
  Hands hands;

  [[nodiscard]] bool going() const { return !failure_; }
  void fail(base::ErrorCode code, const std::string& message) {
    if (!failure_) failure_ = base::Error{code, message};
  }
  [[nodiscard]] const std::optional<base::Error>& failure() const { return failure_; }
  [[nodiscard]] int steps() const { return steps_; }

  void shot(std::string_view name);
  // This page and those after it; the pages after the first are numbered.
  void shot_pages(std::string_view name, std::string_view pager);
  void tap(std::string_view id);
  void tap_one_of(std::initializer_list<std::string_view> ids);
  bool tap_first(std::string_view id_starts);  // no failure if there is none
  void type(std::string_view keys, std::string_view id_starts);
  void home();
  void finish();    // ends the session
  void put_away();  // the announcement, if one takes the glass
  void first_page(std::string_view pager);
  void expect(state::ScreenId screen);
  [[nodiscard]] state::ScreenId shown() const { return state::shown_screen(board.state()); }
  [[nodiscard]] bool can_tap(std::string_view id) const { return going() && hands.find_button(id) != nullptr; }

 private:
  std::optional<base::Error> failure_;
  int steps_ = 0;
};

// The household that the tour unlocks: of those with a PIN one with a bill to pay and earlier ones.
[[nodiscard]] std::optional<GivenPin> choose_household(Board& board, const std::vector<GivenPin>& pins);

void walk_announcement(Walk& walk);
void walk_public(Walk& walk);
void walk_idle(Walk& walk);
void walk_staff(Walk& walk);
void walk_unlock(Walk& walk, const GivenPin& household);  // from the board to the PIN pad
void walk_bill(Walk& walk, const GivenPin& household);
void walk_questions(Walk& walk);
void walk_requests(Walk& walk);
void walk_name_by_hand(Walk& walk);  // in a form's field for a name
void walk_faults(Walk& walk, const GivenPin& household);

}  // namespace gridboard::kiosk::app
