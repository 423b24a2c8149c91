// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/base/utf8.hpp"
#include "sync/net/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto target = gridboard::net::parse_target({reinterpret_cast<const char*>(data), size});
  if (!target) return 0;
  if (target->path.empty() || target->path.front() != '/') std::abort();
  for (const auto& [name, value] : target->query) {
    if (!gridboard::base::is_valid_utf8(name) || !gridboard::base::is_valid_utf8(value)) std::abort();
  }
  return 0;
}
