// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/revoke_board.hpp"

#include "sync/desk/feed_records.hpp"
#include "sync/desk/make_short_id.hpp"

namespace gridboard::desk {

using base::Result;

Result<store::Board> revoke_board(store::Store& store, std::string_view typed_id) {
  const std::string id = canonical_short_id(typed_id);
  store::Board board;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto found = writer.board(id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return base::fail(base::ErrorCode::not_found, "no board has the id '" + id + "'");
    board = std::move(**found);
    board.state = store::BoardState::revoked;
    board.code_hash.clear();
    if (auto put = writer.put(board); !put) return put;
    // Moves the head of its own log, so that servers end its live stream at once.
    return writer.unpublish(board_log(board.id), "board");
  });
  if (!written) return tl::unexpected(written.error());
  return board;
}

}  // namespace gridboard::desk
