// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// BIGINT[] and TEXT[] in binary, as PostgreSQL's array_recv() reads them: dimensions, whether there are nulls, the
// elements' type, how many, the first index, then each with its length.

#include <cstdint>
#include <string>
#include <vector>

namespace gridboard::store {

inline void append_big_endian(std::string& bytes, std::uint64_t value, int width) {
  for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xff);
}

inline std::string begun_array(std::uint64_t type, std::size_t size) {
  std::string bytes;
  append_big_endian(bytes, size == 0 ? 0 : 1, 4);
  append_big_endian(bytes, 0, 4);
  append_big_endian(bytes, type, 4);
  if (size == 0) return bytes;
  append_big_endian(bytes, size, 4);
  append_big_endian(bytes, 1, 4);
  return bytes;
}

inline std::string array_of(const std::vector<std::int64_t>& numbers) {
  constexpr std::uint64_t kBigint = 20;  // pg_type.dat
  std::string bytes = begun_array(kBigint, numbers.size());
  for (const std::int64_t number : numbers) {
    append_big_endian(bytes, 8, 4);
    append_big_endian(bytes, static_cast<std::uint64_t>(number), 8);
  }
  return bytes;
}

inline std::string array_of(const std::vector<std::string>& texts) {
  constexpr std::uint64_t kText = 25;
  std::string bytes = begun_array(kText, texts.size());
  for (const std::string& text : texts) {
    append_big_endian(bytes, text.size(), 4);
    bytes += text;
  }
  return bytes;
}

}  // namespace gridboard::store
