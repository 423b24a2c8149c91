// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// By id as typed. not_found; conflict if it is revoked.
[[nodiscard]] base::Result<store::Board> find_board_in_use(store::Reader& reader, std::string_view typed_id);

}  // namespace gridboard::desk
