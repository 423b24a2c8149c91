// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

[[nodiscard]] const char* name_of(store::BoardState state);
// All, or those at or under the places; by place, then id.
[[nodiscard]] base::Result<std::vector<store::Board>> list_boards(store::Store& store,
                                                                  const std::vector<std::string>& places);

}  // namespace gridboard::desk
