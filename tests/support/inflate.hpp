// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads gzip as a client does that takes one member only and checks its sum.

#include <doctest/doctest.h>
#include <zlib.h>

#include <string>

namespace gridboard::test {

inline std::string inflate_gzip(const std::string& bytes) {
  constexpr int kGzipAlone = 15 + 16;
  z_stream state{};
  REQUIRE(inflateInit2(&state, kGzipAlone) == Z_OK);
  std::string plain(1 << 20, '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  state.avail_in = static_cast<uInt>(bytes.size());
  state.next_out = reinterpret_cast<Bytef*>(plain.data());
  state.avail_out = static_cast<uInt>(plain.size());
  const int end = inflate(&state, Z_FINISH);
  plain.resize(plain.size() - state.avail_out);
  CHECK(end == Z_STREAM_END);
  CHECK(state.avail_in == 0);
  inflateEnd(&state);
  return plain;
}

}  // namespace gridboard::test
