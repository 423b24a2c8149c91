// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The audience of a feed record: a place path, several joined by '|', or "" for whoever follows the log.

#include <optional>
#include <string_view>

#include "sync/base/paths.hpp"

namespace gridboard::store {

inline constexpr char kAudienceSeparator = '|';

// The path of `audience` that reaches a board at the place; unset if none does.
[[nodiscard]] inline std::optional<std::string_view> reaching(std::string_view audience, std::string_view place_path) {
  if (audience.empty()) return audience;
  while (true) {
    const std::size_t end = audience.find(kAudienceSeparator);
    const std::string_view path = audience.substr(0, end);
    if (base::reaches(path, place_path)) return path;
    if (end == std::string_view::npos) return std::nullopt;
    audience.remove_prefix(end + 1);
  }
}

}  // namespace gridboard::store
