// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "sync/replica/replica.hpp"
#include "sync/sqlite/database.hpp"

namespace gridboard::replica {

// What this board knows of a request: what it took in itself, over that the newest record of the centre, and over that
// what the resident replied here and the centre hasn't taken up yet. Nothing if it didn't give out the receipt.
[[nodiscard]] Result<std::optional<FollowedRequest>> followed_request(sqlite::Database& database,
                                                                      std::string_view receipt);

}  // namespace gridboard::replica
