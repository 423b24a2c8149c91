// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the operations on boards have in common. Stays in this room.

#include <boost/json/array.hpp>
#include <vector>

#include "sync/api/call.hpp"
#include "sync/api/json_in.hpp"
#include "sync/store/store.hpp"

namespace gridboard::api {

// The board of the path's id, if the one who asks may do this there. not_found, forbidden.
[[nodiscard]] base::Result<store::Board> board_in_reach(const Call& call);
// In their order, with their places in words and what they said of themselves last.
[[nodiscard]] base::Result<boost::json::array> boards_said(const Call& call, store::Reader& reader,
                                                           const std::vector<store::Board>& boards);

[[nodiscard]] Outcome answer_board(const Call& call, const base::Result<store::Board>& board);
// {"from": "22:00", "to": "06:30"}; none if there are none, or they are null or wrong (which is collected).
[[nodiscard]] std::optional<model::DayPart> quiet_hours_in(const Fields& top);

}  // namespace gridboard::api
