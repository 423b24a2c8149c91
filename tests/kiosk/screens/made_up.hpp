// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// States to draw: a unit, a hall, bills of every standing, long names, nothing at all.

#include <functional>
#include <string>
#include <vector>

#include "kiosk/state/app_state.hpp"
#include "sync/model/catalogue.hpp"

namespace gridboard::tests {

// What only an unlocked screen may show.
inline constexpr const char* kPrivate[] = {"欧阳", "4471", "96.40", "138****8000", "¥"};

struct Scene {
  std::string name;
  bool locked = true;
  std::function<void(kiosk::state::AppState&)> prepare;
  bool main = false;  // the first state of its screen: golden in every variant
};

// A board with 24 doors, outages, notices and a manager; a household's bill is in the state, locked.
[[nodiscard]] kiosk::state::AppState usual_state();
[[nodiscard]] std::vector<Scene> scenes(const model::Catalogue& catalogue);
[[nodiscard]] model::Catalogue whole_catalogue();

// Parts of such states. Times are those of the board's zone.
[[nodiscard]] base::Date day(int year, unsigned month, unsigned day);
[[nodiscard]] base::Instant at(int year, unsigned month, unsigned day, int hour = 8, int minute = 0);
[[nodiscard]] std::vector<kiosk::state::SlotView> made_up_slots(int floors, int doors);
[[nodiscard]] std::vector<kiosk::state::NoticeView> made_up_notices(int count);
[[nodiscard]] kiosk::state::OutageView made_up_outage(std::string id, model::OutageKind kind, model::OutageState now,
                                                      base::Instant start, std::optional<base::Instant> etr);
[[nodiscard]] kiosk::state::RequestView made_up_request();
// What a board shows of itself: urgent announcements, posters, night, and what staff see.
void add_life(std::vector<Scene>& out);
// Entering characters, asking, printing, reading aloud.
void add_asking(std::vector<Scene>& out, const model::Catalogue& catalogue);

}  // namespace gridboard::tests
