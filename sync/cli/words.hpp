// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Domain values in words, for people.

#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::cli {

// "新华社区/3栋/1单元, 新华社区/3栋/2单元"
[[nodiscard]] base::Result<std::string> places_in_words(store::Store& store, const std::vector<std::string>& paths);

}  // namespace gridboard::cli
