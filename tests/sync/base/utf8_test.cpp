// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/base/utf8.hpp"

using namespace gridboard::base;

TEST_CASE("every code point goes round") {
  std::size_t wrong = 0;
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, code_point);
    std::size_t offset = 0;
    if (!is_valid_utf8(text) || decode_utf8(text, offset) != code_point || offset != text.size()) ++wrong;
    if (drop_last_code_point("x" + text) != "x") ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("malformed text decodes to U+FFFD, one byte at a time") {
  for (const char* text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                           "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE7\x94", "\xFF", "\xE7\x94x"}) {
    CAPTURE(text);
    CHECK_FALSE(is_valid_utf8(text));
    std::size_t offset = 0;
    CHECK(decode_utf8(text, offset) == 0xFFFD);
    CHECK(offset == 1);
  }
  std::string text;
  append_utf8(text, 0xD800);
  append_utf8(text, 0x110000);
  CHECK(text == "\uFFFD\uFFFD");
}

TEST_CASE("names are counted and cut by characters, also beyond the BMP") {
  const std::string name = "𠮷䶮𬱖龑";
  CHECK(count_code_points(name) == 4);
  CHECK(first_code_points(name, 2) == "𠮷䶮");
  CHECK(first_code_points(name, 9) == name);
  CHECK(drop_last_code_point(name) == "𠮷䶮𬱖");
  CHECK(drop_last_code_point("") == "");
  CHECK(drop_last_code_point("a\xFF") == "a");
  CHECK(count_code_points("") == 0);
}

TEST_CASE("white space goes from both ends, the ideographic one too") {
  CHECK(trim(" \t\u3000 新华 社区\u3000\r\n") == "新华 社区");
  CHECK(trim("\u3000\u3000") == "");
  CHECK(trim("") == "");
}
