// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/centre_keys.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::desk {

// Takes a board's public key for its one-time code; the code is used up in the same transaction, so of two boards with
// one code one wins. invalid_input: not an Ed25519 key; unauthenticated: no such code (wrong or used, which of them is
// not told); expired; forbidden: the board is revoked. Where the centre wants it, the board waits for approval then
// (approve_board.hpp).
[[nodiscard]] base::Result<wire::EnrolAnswer> enrol_board(store::Store& store, const CentrePublicKeys& keys,
                                                          const wire::EnrolRequest& request, base::Instant now);

}  // namespace gridboard::desk
