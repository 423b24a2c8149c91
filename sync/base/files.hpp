// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Small files read whole: settings, rules, catalogues. Anything large is streamed by its own reader.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::base {

// not_found if there is no such file, too_large over `max_bytes`, io for all else. The message names the path.
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t max_bytes = 16u << 20);
// Paths of the regular files of `folder` whose names start and end so, sorted by name.
[[nodiscard]] Result<std::vector<std::string>> list_files(const std::string& folder, std::string_view name_starts,
                                                          std::string_view name_ends);

}  // namespace gridboard::base
