// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <span>

#include "sync/base/ids.hpp"
#include "sync/wire/feed.hpp"

using namespace gridboard;
using base::ErrorCode;

namespace {

std::string in_base64url(const std::string& text) {
  return base::to_base64url(std::as_bytes(std::span(text.data(), text.size())));
}

}  // namespace

TEST_CASE("a cursor comes back as it went, and the empty one is empty text") {
  CHECK(wire::encode_cursor({}).empty());
  CHECK(wire::decode_cursor("")->empty());
  const wire::Cursor cursor{
      {"YX", {1, 0}}, {"YX/BT/G1/XH", {3, 9223372036854775807}}, {"board/b-0042", {2, 17}}, {"中文", {1, 1}}};
  const std::string text = wire::encode_cursor(cursor);
  CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
        std::string::npos);
  const auto back = wire::decode_cursor(text);
  REQUIRE(back);
  CHECK(*back == cursor);
}

TEST_CASE("a cursor that isn't one is refused") {
  for (const std::string& text :
       {std::string("!"), std::string("A"), in_base64url("[]"), in_base64url("{\"YX\":1}"),
        in_base64url("{\"YX\":[1]}"), in_base64url("{\"YX\":[1,-2]}"), in_base64url("{\"YX\":[1,2,3]}"),
        in_base64url("{\"\":[1,2]}"), in_base64url("{\"YX\":[1,2],\"YX\":[1,3]}"), in_base64url("{\"YX\":[1,2]")}) {
    CAPTURE(text);
    const auto cursor = wire::decode_cursor(text);
    REQUIRE_FALSE(cursor);
    CHECK(cursor.error().code == ErrorCode::corrupt);
  }
  wire::Cursor many;
  for (int i = 0; i < 65; ++i) many["L" + std::to_string(i)] = {1, 1};
  CHECK(wire::decode_cursor(wire::encode_cursor(many)).error().code == ErrorCode::too_large);
  CHECK(wire::decode_cursor(std::string(9000, 'A')).error().code == ErrorCode::too_large);
}
