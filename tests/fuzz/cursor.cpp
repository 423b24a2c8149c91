// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A cursor as a board sends it.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/wire/feed.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto cursor = wire::decode_cursor({reinterpret_cast<const char*>(data), size});
  if (!cursor) return 0;
  const auto again = wire::decode_cursor(wire::encode_cursor(*cursor));
  if (!again || *again != *cursor) std::abort();
  return 0;
}
