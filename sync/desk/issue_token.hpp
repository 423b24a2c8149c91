// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "sync/base/result.hpp"
#include "sync/desk/board_access.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::desk {

// A bearer token for kTokenLifetime, for the board's signature over its challenge. The challenge is used up even if the
// signature is wrong. unauthenticated, expired, forbidden.
[[nodiscard]] base::Result<wire::TokenAnswer> issue_token(store::Store& store, BoardAccess& access,
                                                          const wire::TokenRequest& request, base::Instant now);

}  // namespace gridboard::desk
