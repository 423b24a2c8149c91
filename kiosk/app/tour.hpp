// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A walk through every screen by touches alone: NN-name.png and NN-name.json of each.

#include <string>
#include <vector>

#include "kiosk/app/board.hpp"
#include "kiosk/app/tour_files.hpp"

namespace gridboard::kiosk::app {

struct TourPlan {
  std::string folder;
  std::vector<GivenPin> pins;
  std::string maintenance_pin;  // "" to stop at the pad
  std::string receipt;          // of a request of this board that is done: it is rated and opened again; "" without
};

// Where the data hold no announcement to take over the glass, the newest notice stands for one.
// not_found says what has to be given first (data, PINs); every other failure names the screen and the widget that
// wasn't there. The board is shown as out of service when it ends.
[[nodiscard]] base::Result<int> make_tour(Board& board, base::Clock& clock, const TourPlan& plan);  // number of steps

}  // namespace gridboard::kiosk::app
