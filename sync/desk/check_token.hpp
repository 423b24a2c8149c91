// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/desk/board_access.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// The board that sends this token, as it is stored now. unauthenticated; expired; forbidden: revoked since.
[[nodiscard]] base::Result<store::Board> check_token(store::Store& store, BoardAccess& access, std::string_view token,
                                                     base::Instant now);

}  // namespace gridboard::desk
