// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::desk {

// Runs a program by its path, with these arguments and no shell, writes `input` to it and reads what it writes, at most
// `most_bytes`. It is killed at the deadline. Of our environment it gets PATH, HOME and what begins with XDG_, LC_ or
// LANG, no descriptor but the three, and its standard error is ours. unavailable: it can't be started, ends with
// another status than 0, or writes more; timed_out. Blocks; any thread.
[[nodiscard]] base::Result<std::string> run_filter(const std::string& program,
                                                   const std::vector<std::string>& arguments, std::string_view input,
                                                   std::size_t most_bytes, std::chrono::milliseconds deadline);

}  // namespace gridboard::desk
