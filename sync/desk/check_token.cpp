// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/check_token.hpp"

#include "sync/desk/issue_challenge.hpp"

namespace gridboard::desk {

base::Result<store::Board> check_token(store::Store& store, BoardAccess& access, std::string_view token,
                                       base::Instant now) {
  const auto board_id = access.board_of_token(token, now);
  if (!board_id) return tl::unexpected(board_id.error());
  return find_active_board(store, *board_id);
}

}  // namespace gridboard::desk
