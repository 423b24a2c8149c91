// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/revoke_board.hpp"

#include "sync/desk/feed_records.hpp"
#include "sync/desk/make_short_id.hpp"

namespace gridboard::desk {

using base::Result;

Result<store::Board> revoke_board(store::Writer& writer, std::string_view typed_id) {
  const std::string id = canonical_short_id(typed_id);
  auto found = writer.board(id);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return base::fail(base::ErrorCode::not_found, "no board has the id '" + id + "'");
  store::Board board = std::move(**found);
  board.state = store::BoardState::revoked;
  board.code_hash.clear();
  if (auto put = writer.put(board); !put) return tl::unexpected(put.error());
  // Moves the head of its own log, so that servers end its live stream at once.
  if (auto taken = writer.unpublish(board_log(board.id), "board"); !taken) return tl::unexpected(taken.error());
  return board;
}

Result<store::Board> revoke_board(store::Store& store, std::string_view id) {
  store::Board board;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto revoked = revoke_board(writer, id);
    if (!revoked) return tl::unexpected(revoked.error());
    board = std::move(*revoked);
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return board;
}

}  // namespace gridboard::desk
