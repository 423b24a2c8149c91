// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The target of a request line: a path and its query, percent-decoded. Untrusted input.

#include <map>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::net {

struct Target {
  std::string path;                          // as sent, starts with '/', never decoded: routes are plain ASCII
  std::map<std::string, std::string> query;  // decoded
};

// invalid_input: not an origin-form target, a broken percent escape, bytes that aren't UTF-8, a name given twice.
[[nodiscard]] base::Result<Target> parse_target(std::string_view target);

}  // namespace gridboard::net
