// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The header Range of HTTP (RFC 9110, 14.2), of one range of bytes.

#include <cstdint>
#include <optional>
#include <string_view>

namespace gridboard::server {

struct ByteRange {
  std::uint64_t from = 0, end = 0;  // from <= byte < end

  bool operator==(const ByteRange&) const = default;
};

struct WantedRange {
  enum class Kind {
    all,      // no range, or one that may be passed over: malformed, of another unit, several at once
    part,     // `range`
    outside,  // nothing of it is there: 416
  };
  Kind kind = Kind::all;
  ByteRange range;

  bool operator==(const WantedRange&) const = default;
};
// Untrusted input.
[[nodiscard]] WantedRange wanted_range(std::string_view header, std::uint64_t size);

}  // namespace gridboard::server
