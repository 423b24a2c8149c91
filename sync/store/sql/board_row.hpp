// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A board as it stands in its row.

#include <string_view>

#include "sync/store/sql/columns.hpp"
#include "sync/store/store.hpp"

namespace gridboard::store {

// What read_board() takes, in its order.
inline constexpr std::string_view kBoardColumns =
    "id, name, place, hall, state, code_hash, code_expires, public_key, receipt_prefix, added_at, last_seen, "
    "quiet_from, quiet_to, maintenance_pin_hash, sign_in_key";

inline Board read_board(const SqlRow& row) {
  Board board;
  board.id = row.string(0);
  board.name = row.string(1);
  board.place_path = row.string(2);
  board.hall = row.boolean(3);
  board.state = enum_of<BoardState>(row, 4);
  board.code_hash = row.string(5);
  board.code_expires = instant_of(row, 6);
  board.public_key = row.string(7);
  board.receipt_prefix = row.string(8);
  board.added_at = instant_of(row, 9);
  board.last_seen = instant_if_any(row, 10);
  if (!row.is_null(11) && !row.is_null(12)) {
    board.quiet_hours = model::DayPart{static_cast<int>(row.integer(11)), static_cast<int>(row.integer(12))};
  }
  board.maintenance_pin_hash = row.string(13);
  board.sign_in_key = row.string(14);
  return board;
}

}  // namespace gridboard::store
