// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/issue_token.hpp"

#include <sodium.h>

#include "sync/base/ids.hpp"
#include "sync/desk/issue_challenge.hpp"

namespace gridboard::desk {
namespace {

bool signature_fits(const std::string& public_key, const std::string& signature, const std::string& bytes) {
  const std::string key = base::from_base64url(public_key), proof = base::from_base64url(signature);
  if (key.size() != crypto_sign_PUBLICKEYBYTES || proof.size() != crypto_sign_BYTES) return false;
  const auto raw = [](const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); };
  return crypto_sign_verify_detached(raw(proof), raw(bytes), bytes.size(), raw(key)) == 0;
}

}  // namespace

base::Result<wire::TokenAnswer> issue_token(store::Store& store, BoardAccess& access, const wire::TokenRequest& request,
                                            base::Instant now) {
  const auto board = find_active_board(store, request.board_id);
  if (!board) return tl::unexpected(board.error());
  if (auto used = access.use_challenge(board->id, request.nonce, now); !used) return tl::unexpected(used.error());
  if (!signature_fits(board->public_key, request.signature, wire::challenge_bytes(board->id, request.nonce))) {
    return base::fail(base::ErrorCode::unauthenticated, "the signature isn't this board's");
  }
  wire::TokenAnswer answer;
  answer.token = access.open_token(board->id, now);
  answer.expires_at = now + kTokenLifetime;
  return answer;
}

}  // namespace gridboard::desk
