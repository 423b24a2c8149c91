// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "sync/base/result.hpp"
#include "sync/desk/board_access.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::desk {

// A nonce for the board to sign, good once and for kChallengeLifetime. unauthenticated: no enrolled board of that id;
// forbidden: it is revoked.
[[nodiscard]] base::Result<wire::ChallengeAnswer> issue_challenge(store::Store& store, BoardAccess& access,
                                                                  const wire::ChallengeRequest& request,
                                                                  base::Instant now, base::Random& random);

// The enrolled board of that id, with the same errors.
// Said with `conflict` of a board that waits until staff approve of it.
inline constexpr std::string_view kAwaitsApproval = "the board waits for approval";
[[nodiscard]] base::Result<store::Board> find_active_board(store::Store& store, std::string_view board_id);

}  // namespace gridboard::desk
