// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A record: the key up to the first newline, then the body. What is taken must come back from its own bytes.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/wire/records.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return 0;
  const auto record = wire::decode(text.substr(0, end), text.substr(end + 1));
  if (!record) return 0;
  const auto again = wire::decode(wire::key_of(*record), wire::encode(*record, base::Zone()));
  if (!again || !(*again == *record)) std::abort();
  return 0;
}
