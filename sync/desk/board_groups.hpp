// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Named sets of boards, and what is done to many boards at once. As alarms.hpp: one transaction each, audited;
// forbidden unless it may be done at the place of every board that it touches.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/desk/alarms.hpp"
#include "sync/model/notice.hpp"

namespace gridboard::desk {

inline constexpr std::size_t kMostBoardsOfGroup = 2000;

// invalid_input: a board that isn't there; conflict: the name is taken. Boards may stand in it in any order.
[[nodiscard]] base::Result<store::BoardGroup> add_board_group(const AlarmDesk& desk, const store::BoardGroup& group);
// Asked at its boards as they are and as they were. not_found.
[[nodiscard]] base::Result<store::BoardGroup> change_board_group(const AlarmDesk& desk, const store::BoardGroup& group);
// With its alarm rules.
[[nodiscard]] base::Result<void> remove_board_group(const AlarmDesk& desk, std::string_view id);

// Places of those boards that are there, each once.
[[nodiscard]] base::Result<std::vector<std::string>> places_of_boards(store::Reader& reader,
                                                                      const std::vector<std::string>& board_ids);

// One thing for many boards: all of them or none.
struct BoardsTogether {
  std::vector<std::string> boards;  // or
  std::string group;                // "" for none
  enum class Action { approve, quiet_hours } action = Action::approve;
  std::optional<model::DayPart> quiet_hours;  // none: they are awake all day
};
struct DoneTogether {
  std::size_t done = 0, passed_over = 0;  // passed over: nothing to approve, revoked
};
[[nodiscard]] base::Result<DoneTogether> act_on_boards(const AlarmDesk& desk, const BoardsTogether& wanted);

inline constexpr std::string_view kNoSuchBoardGroup = "no group of boards has this id";
inline constexpr std::string_view kNoSuchBoardInGroup = "boards: one of them isn't there";

}  // namespace gridboard::desk
