// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/enrol_board.hpp"

#include <sodium.h>

#include "sync/base/ids.hpp"
#include "sync/desk/add_board.hpp"
#include "sync/desk/approve_board.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/feed_records.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;

base::Result<store::Board> board_of_code(store::Reader& reader, const std::string& code, base::Instant now) {
  if (base::normalise_code(code).size() != kBoardCodeLength) {
    return fail(ErrorCode::unauthenticated, "the code is wrong or used");
  }
  auto found = reader.board_with_code(hash_board_code(code));
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::unauthenticated, "the code is wrong or used");
  if ((*found)->state == store::BoardState::revoked) return fail(ErrorCode::forbidden, "the board is revoked");
  if (now >= (*found)->code_expires) {
    return fail(ErrorCode::expired, "the code has expired; ask for a new one");
  }
  return **found;
}

}  // namespace

base::Result<wire::EnrolAnswer> enrol_board(store::Store& store, const CentrePublicKeys& keys,
                                            const wire::EnrolRequest& request, base::Instant now) {
  const std::string key = base::from_base64url(request.public_key);
  if (key.size() != crypto_sign_PUBLICKEYBYTES) {
    return fail(ErrorCode::invalid_input, "public_key: must be the 32 bytes of an Ed25519 key in base64url");
  }
  wire::EnrolAnswer answer;
  const auto done = store.write([&](store::Writer& writer) -> base::Result<void> {
    auto board = board_of_code(writer, request.code, now);
    if (!board) return tl::unexpected(board.error());
    board->public_key = request.public_key;
    board->code_hash.clear();
    const auto waits = boards_need_approval(writer);
    if (!waits) return tl::unexpected(waits.error());
    board->state = *waits ? store::BoardState::unapproved : store::BoardState::active;
    board->last_seen = now;
    if (auto put = writer.put(*board); !put) return put;
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    answer.board_id = board->id;
    answer.publishing_key = keys.publishing;
    answer.sealing_key = keys.sealing;
    if (*waits) return {};
    return publish_board(writer, *settings, *board);
  });
  if (!done) return tl::unexpected(done.error());
  return answer;
}

}  // namespace gridboard::desk
