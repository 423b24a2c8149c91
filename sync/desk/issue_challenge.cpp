// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/issue_challenge.hpp"

namespace gridboard::desk {

base::Result<store::Board> find_active_board(store::Store& store, std::string_view board_id) {
  std::optional<store::Board> board;
  const auto read = store.read([&](store::Reader& reader) -> base::Result<void> {
    auto found = reader.board(board_id);
    if (!found) return tl::unexpected(found.error());
    board = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (board && board->state == store::BoardState::revoked) {
    return base::fail(base::ErrorCode::forbidden, "the board is revoked");
  }
  if (board && board->state == store::BoardState::unapproved) {
    return base::fail(base::ErrorCode::conflict, std::string(kAwaitsApproval));
  }
  if (!board || board->state != store::BoardState::active || board->public_key.empty()) {
    return base::fail(base::ErrorCode::unauthenticated, "no enrolled board has this id");
  }
  return *board;
}

base::Result<wire::ChallengeAnswer> issue_challenge(store::Store& store, BoardAccess& access,
                                                    const wire::ChallengeRequest& request, base::Instant now,
                                                    base::Random& random) {
  const auto board = find_active_board(store, request.board_id);
  if (!board) return tl::unexpected(board.error());
  wire::ChallengeAnswer answer;
  answer.nonce = access.open_challenge(board->id, now, random);
  return answer;
}

}  // namespace gridboard::desk
