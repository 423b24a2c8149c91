// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Pieces of blobs in a bundle, and the header Range.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/server/byte_range.hpp"
#include "sync/wire/blob.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto line = wire::parse_blob_line(text)) {
    const auto again = wire::parse_blob_line(wire::encode(*line));
    if (!again || !(*again == *line) || line->offset + line->bytes.size() > line->size) std::abort();
  }
  for (const std::uint64_t bytes : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{100}}) {
    const auto wanted = server::wanted_range(text, bytes);
    if (wanted.kind != server::WantedRange::Kind::part) continue;
    if (wanted.range.from >= wanted.range.end || wanted.range.end > bytes) std::abort();
  }
  return 0;
}
