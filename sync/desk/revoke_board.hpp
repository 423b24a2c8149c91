// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// From now on the board is refused, its code too. A second time changes nothing. not_found.
[[nodiscard]] base::Result<store::Board> revoke_board(store::Store& store, std::string_view id);
[[nodiscard]] base::Result<store::Board> revoke_board(store::Writer& writer, std::string_view id);

}  // namespace gridboard::desk
