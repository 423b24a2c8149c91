// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A line of the feed: what is taken must be written again to a line that means the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/wire/feed.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto line = wire::parse_feed_line({reinterpret_cast<const char*>(data), size});
  if (!line) return 0;
  if (const auto* key = std::get_if<wire::KeyLine>(&*line)) {
    const auto same = wire::parse_feed_line(wire::encode(*key, base::Zone()));
    if (!same || !(std::get<wire::KeyLine>(*same) == *key)) std::abort();
  }
  const auto* segment = std::get_if<wire::SegmentLine>(&*line);
  if (segment == nullptr) return 0;
  const auto again =
      wire::parse_feed_line(wire::encode_segment_line(segment->signature, wire::encode_segment_body(segment->segment)));
  if (!again || !(std::get<wire::SegmentLine>(*again).segment == segment->segment)) std::abort();
  return 0;
}
