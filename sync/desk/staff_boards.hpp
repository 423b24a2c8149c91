// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What staff do with boards at the desk, each with its line in the audit chain in the same transaction. `now` is when.

#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/desk/add_board.hpp"
#include "sync/desk/set_board.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// As the audit chain keeps it, JSON: never its keys, code or PIN. `reason`: of what was done to it, "" for none.
[[nodiscard]] std::string text_of(const store::Board& board, const std::string& reason = "");

// Errors as those of add_board(), set_board() and revoke_board().
[[nodiscard]] base::Result<AddedBoard> add_board_by(store::Store& store, const Actor& actor, const AddBoard& wanted,
                                                    base::Instant now, base::Random& random);
[[nodiscard]] base::Result<store::Board> set_board_by(store::Store& store, const Actor& actor, const SetBoard& wanted,
                                                      base::Instant now, base::Random& random);
[[nodiscard]] base::Result<store::Board> set_board_by(store::Writer& writer, const Actor& actor, const SetBoard& wanted,
                                                      base::Instant now, base::Random& random);
[[nodiscard]] base::Result<store::Board> revoke_board_by(store::Store& store, const Actor& actor, std::string_view id,
                                                         const std::string& reason, base::Instant now);
// Another one-time code; the one before is worth nothing. conflict unless the board still waits to be enrolled;
// not_found.
[[nodiscard]] base::Result<AddedBoard> renew_board_code(store::Store& store, const Actor& actor, std::string_view id,
                                                        base::Instant now, base::Random& random);
// `pin_hash` of hash_pin(): made outside, for it is slow. not_found; conflict if the board is revoked.
[[nodiscard]] base::Result<store::Board> give_maintenance_pin(store::Store& store, const Actor& actor,
                                                              std::string_view id, const std::string& pin_hash,
                                                              base::Instant now, base::Random& random);

}  // namespace gridboard::desk
