// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Where a centre's store is. Programs that work on the same data folder agree by its centre.toml:
//   store = "postgresql://db1,db2/gridboard"
// Without one it is a SQLite file in the folder itself.

#include <string>

#include "sync/base/result.hpp"

namespace gridboard::desk {

inline constexpr const char* kCentreFile = "centre.toml";

// `given` if it isn't "", else what centre.toml says, else the SQLite file. For store::open_store(). invalid_input if
// centre.toml can't be read, with the line.
[[nodiscard]] base::Result<std::string> store_location(const std::string& data_folder, const std::string& given);
// For all programs from now on; whole or not at all, mode 0600.
[[nodiscard]] base::Result<void> keep_store_location(const std::string& data_folder, const std::string& location);

}  // namespace gridboard::desk
