// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sync/model/place.hpp"

namespace gridboard::desk {

// True if a board at or under one of the places gets what has this audience; also if no place is named.
[[nodiscard]] bool concerns(const std::vector<std::string>& audience, const std::vector<model::Place>& places);

}  // namespace gridboard::desk
