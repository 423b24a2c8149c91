// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/find_board.hpp"

#include "sync/desk/make_short_id.hpp"

namespace gridboard::desk {

base::Result<store::Board> find_board_in_use(store::Reader& reader, std::string_view typed_id) {
  const std::string id = canonical_short_id(typed_id);
  auto found = reader.board(id);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return base::fail(base::ErrorCode::not_found, "no board has the id '" + id + "'");
  if ((*found)->state == store::BoardState::revoked) {
    return base::fail(base::ErrorCode::conflict, "board " + id + " is revoked");
  }
  return std::move(**found);
}

}  // namespace gridboard::desk
