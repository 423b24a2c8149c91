// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/wire/json_slices.hpp"
#include "sync/wire/json_writer.hpp"

using namespace gridboard;

TEST_CASE("strings are escaped in the one way that RFC 8785 gives") {
  std::string out;
  wire::append_json_string(out, std::string_view("a\"b\\c/\b\t\n\f\r\x01\x1f\0é中𠮷", 24));
  CHECK(out.starts_with(R"("a\"b\\c/\b\t\n\f\r\u0001\u001f\u0000é中)"));
  std::string back;
  CHECK(wire::read_text(out, back));
  CHECK(back.starts_with("a\"b\\c/"));
}

TEST_CASE("what isn't UTF-8 leaves as the replacement character") {
  std::string out;
  wire::append_json_string(out,
                           "a\xff"
                           "b");
  CHECK(out ==
        "\"a\xEF\xBF\xBD"
        "b\"");
}

TEST_CASE("objects are cut into their members as they stand") {
  const auto members = wire::split_object(R"( { "a" : 1 , "b\n":{"x":[1, {"y":"},]\""}]}, "c":"" } )");
  REQUIRE(members);
  REQUIRE(members->size() == 3);
  CHECK((*members)[0] == std::pair<std::string, std::string_view>("a", "1"));
  CHECK((*members)[1].first == "b\n");
  CHECK((*members)[1].second == R"({"x":[1, {"y":"},]\""}]})");
  CHECK((*members)[2].second == "\"\"");
  CHECK(wire::split_object("{}")->empty());
  CHECK(wire::split_array("[]")->empty());
}

TEST_CASE("what isn't whole is refused") {
  for (const char* text :
       {"", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1,}", "{\"a\":1}}", "{\"a\":[}]}", "{\"a\":\"\n\"}",
        "{a:1}", "{\"a\":1 \"b\":2}", "{\"a\":\"x}", "{\"a\":\"\\", "[1]", "{\"a\":#}"}) {
    CAPTURE(text);
    CHECK_FALSE(wire::split_object(text));
  }
  CHECK_FALSE(wire::split_array("[1,]"));
  CHECK_FALSE(wire::split_array("[1 2]"));
  CHECK_FALSE(wire::split_object("{\"a\":" + std::string(17, '[') + std::string(17, ']') + "}"));
  CHECK(wire::split_object("{\"a\":" + std::string(16, '[') + std::string(16, ']') + "}"));
}

TEST_CASE("counts are whole numbers from 0 to 2^63 - 1") {
  std::uint64_t number = 0;
  CHECK(wire::read_count("9223372036854775807", number));
  CHECK(number == 9223372036854775807u);
  for (const char* text : {"9223372036854775808", "-1", "1.0", "01", "1e3", "", "\"1\"", "18446744073709551616"}) {
    CAPTURE(text);
    CHECK_FALSE(wire::read_count(text, number));
  }
}
