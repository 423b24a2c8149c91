// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Cuts JSON into slices of the text it came as. Bodies of records and items pass through in their exact bytes this way,
// and one that is malformed inside spoils itself alone, not the line it came in.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::wire {

inline constexpr int kMaxJsonDepth = 16;

// Slices point into `json`; only brackets, quotes and commas were looked at inside of them. Errors say what was
// expected and at which byte.
[[nodiscard]] base::Result<std::vector<std::pair<std::string, std::string_view>>> split_object(std::string_view json);
[[nodiscard]] base::Result<std::vector<std::string_view>> split_array(std::string_view json);
// Whole values; false if the slice is anything else.
[[nodiscard]] bool read_text(std::string_view slice, std::string& out);
[[nodiscard]] bool read_count(std::string_view slice, std::uint64_t& out);  // an integer from 0 up to 2^63 - 1
[[nodiscard]] bool read_flag(std::string_view slice, bool& out);

}  // namespace gridboard::wire
