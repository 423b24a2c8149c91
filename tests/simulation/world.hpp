// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The small city that every seed begins with: two communities, eight units with a household and a bill each.

#include <string>
#include <vector>

#include "tests/simulation/centre.hpp"

namespace gridboard::simulation {

// Throws std::runtime_error where something can't be made. `key_folder`: of the real file system, for both key rings.
[[nodiscard]] World make_world(const std::string& key_folder);

// Where boards may hang, and what may be addressed.
[[nodiscard]] const std::vector<std::string>& unit_paths();
[[nodiscard]] const std::vector<std::string>& audience_paths();
[[nodiscard]] std::string account_of(std::size_t household);
inline constexpr std::size_t kHouseholds = 8;

}  // namespace gridboard::simulation
