// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What the centre, or who stands between, says of digests; and what a board says of drift.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/wire/digest.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto digests = wire::decode_digests(text)) {
    const auto again = wire::decode_digests(wire::encode_digests(*digests));
    if (!again || *again != *digests) std::abort();
  }
  if (const auto drift = wire::decode_drift(text)) {
    const auto again = wire::decode_drift(wire::encode(*drift));
    if (!again || *again != *drift) std::abort();
  }
  return 0;
}
