// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

inline constexpr std::size_t kBoardCodeLength = 10;
inline constexpr std::chrono::hours kBoardCodeLifetime{24};

struct AddBoard {
  std::string name;   // "3栋2单元门口"; "" for the place in words
  std::string place;  // as resolve_place takes it
  bool hall = false;  // finds any household under its place, instead of showing one unit
};

struct AddedBoard {
  store::Board board;
  std::string code;  // shown once; only its hash is kept
};

// The board, its receipt prefix and what it needs to know of itself, in one transaction. invalid_input if a board for
// one unit is to stand above a unit; not_found, ambiguous.
[[nodiscard]] base::Result<AddedBoard> add_board(store::Store& store, const AddBoard& wanted, const base::Clock& clock,
                                                 base::Random& random);
[[nodiscard]] base::Result<AddedBoard> add_board(store::Writer& writer, const AddBoard& wanted, base::Instant now,
                                                 base::Random& random);
// Makes another one-time code in the board; what was given out before is worth nothing. The caller puts the board.
[[nodiscard]] std::string renew_code(store::Board& board, base::Instant now, base::Random& random);

// What the store keeps of a one-time code: BLAKE2b-256 of the normalised code, hex.
[[nodiscard]] std::string hash_board_code(std::string_view code);

}  // namespace gridboard::desk
