// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The data of a COPY ... WITH (FORMAT binary), as PostgreSQL's manual describes it.

#include <cstdint>
#include <string>
#include <string_view>

namespace gridboard::store {

class CopyBytes {
 public:
  CopyBytes() { clear(); }
  void clear();
  void row(int columns) { append(static_cast<std::uint64_t>(columns), 2); }
  void integer(std::int64_t value) {
    append(8, 4);
    append(static_cast<std::uint64_t>(value), 8);
  }
  void bytes(std::string_view value) {
    append(value.size(), 4);
    bytes_ += value;
  }
  void null() { append(0xffffffff, 4); }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  // With the end behind the last row.
  [[nodiscard]] std::string_view finish() {
    append(0xffff, 2);
    return bytes_;
  }

 private:
  // Big-endian.
  void append(std::uint64_t value, int width) {
    for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) bytes_ += static_cast<char>(value >> shift & 0xff);
  }
  std::string bytes_;
};

inline void CopyBytes::clear() {
  constexpr std::string_view kSignature("PGCOPY\n\377\r\n\0", 11);
  bytes_ = kSignature;
  append(0, 4);  // no flags
  append(0, 4);  // no more of a header
}

}  // namespace gridboard::store
