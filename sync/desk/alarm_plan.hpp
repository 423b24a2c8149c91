// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What becomes of alarms after a look at all boards. Pure: the same look at the same alarms says the same, and once it
// has been carried out it says nothing more, so several servers may look at once.
//
// Silence is said once for what stands behind it. A board that falls silent comes under a standing alarm of the outage
// that is known at its place, or of a supply point that it hangs on if it fell silent within kTogether of that one's
// first; what is left is raised by outage, by supply point (group_silences(), board_health.hpp), or singly. A group is
// raised as soon as one of its boards is past its figure, with all of them that are silent. A board stays under its
// alarm until it is heard again; the alarm ends with the last.

#include <set>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/desk/board_health.hpp"
#include "sync/store/alarms.hpp"

namespace gridboard::desk {

// An active board that isn't live, and whose silence somebody wants to know of.
struct SilentNow {
  SilentBoard board;  // hangs_on: needed only of those that stand under no alarm yet
  std::int64_t figure = 0;
  bool past_figure = false;
  std::string outage_id, outage_words;  // in force at its place; "" for none
};

// Something is wrong with a board, by its own word.
struct BoardTrouble {
  std::string board_id, place_path;
  model::AlarmKind kind = model::AlarmKind::clock;
  std::string value;
  std::int64_t figure = 0;
  base::Instant since{};
};

struct BoardLook {
  base::Instant now{};
  std::vector<SilentNow> silent;
  std::vector<std::string> points_alive;  // supply points with live boards below them
  std::vector<BoardTrouble> troubles;     // of boards that are live
  // Boards that aren't live say nothing: their troubles stand as they are.
  std::set<std::string, std::less<>> unheard;
};

struct AlarmPlan {
  std::vector<store::Alarm> raised;   // without their ids
  std::vector<store::Alarm> changed;  // a board came under it or is back
  std::vector<store::Alarm> ended;

  [[nodiscard]] bool empty() const { return raised.empty() && changed.empty() && ended.empty(); }
};

[[nodiscard]] AlarmPlan plan_alarms(const std::vector<store::Alarm>& standing, const BoardLook& look);

}  // namespace gridboard::desk
