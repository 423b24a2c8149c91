// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/line_break.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::text {
namespace {

// A Chinese character is 2 wide, all of ASCII 1: widths count in half characters.
float narrow_or_wide(char32_t c) {
  return c < 0x300 ? 1.0f : 2.0f;
}

std::vector<std::string> lines_of(std::string_view text, float width) {
  std::vector<std::string> out;
  for (const Line& line : break_text(text, width, narrow_or_wide)) {
    out.emplace_back(text.substr(line.begin, line.end - line.begin));
  }
  return out;
}

using Lines = std::vector<std::string>;

char32_t first_of(std::string_view line) {
  std::size_t offset = 0;
  return base::decode_utf8(line, offset);
}

char32_t last_of(std::string_view line) {
  char32_t last = 0;
  for (std::size_t offset = 0; offset < line.size();) last = base::decode_utf8(line, offset);
  return last;
}

}  // namespace

TEST_CASE("Chinese text fills its lines and breaks anywhere between characters") {
  CHECK(lines_of("本单元计划停电通知", 8) == Lines{"本单元计", "划停电通", "知"});
  CHECK(lines_of("停电", 4) == Lines{"停电"});
  CHECK(lines_of("", 8) == Lines{""});
}

TEST_CASE("No line starts with closing punctuation") {
  for (const char* mark : {"，", "。", "、", "；", "：", "？", "！", "）", "」", "』", "》", "〉", "】", "］", "”",
                           "’",  "…",  "—",  "·",  "％", "℃",  ",",  ".",  "!",  "?",  ":",  ";",  ")",  "]",  "%"}) {
    CAPTURE(mark);
    const std::string text = std::string("本单元计") + mark + "划停电";
    const Lines lines = lines_of(text, 8);
    CHECK(lines.size() >= 2);
    CHECK(lines[0] == "本单元");
    CHECK(lines[1].rfind(std::string("计") + mark, 0) == 0);
  }
}

TEST_CASE("No line ends with opening punctuation") {
  for (const char* mark : {"（", "「", "『", "《", "〈", "【", "［", "“", "‘", "¥", "￥", "$", "№", "(", "["}) {
    CAPTURE(mark);
    const std::string text = std::string("本单元") + mark + "计划停电通知";
    for (const std::string& line : lines_of(text, 8)) CHECK(may_end_line(last_of(line)));
  }
}

TEST_CASE("Runs of punctuation stay with the character before them") {
  CHECK(lines_of("请按时缴费。”他说", 10) == Lines{"请按时缴", "费。”他说"});
  CHECK(lines_of("停电范围……全部", 8) == Lines{"停电范", "围……全", "部"});
  CHECK(lines_of("服务承诺——四十五", 8) == Lines{"服务承", "诺——四", "十五"});
}

TEST_CASE("Numbers, times, dates and phones stay whole") {
  const auto whole = [](std::string_view part) {
    // Whatever the width, the part is never torn as long as it fits a line.
    for (float width = 18; width <= 40; ++width) {
      bool found = false;
      const std::string text = "请于每月二十日前来电" + std::string(part) + "咨询办理有关业务";
      for (const std::string& line : lines_of(text, width)) found = found || line.find(part) != line.npos;
      CAPTURE(width);
      CAPTURE(part);
      CHECK(found);
    }
  };
  whole("95598");
  whole("139 0000 5598");
  whole("0371-6666 5598");
  whole("138****8000");
  whole("1,234.56元");
  whole("56.40 元");
  whole("8:00–11:30");
  whole("2026-11-21");
  whole("11 月 21 日");
  whole("2026年11月21日");
  whole("45 分钟");
  whole("3 栋");
  whole("12.5%");
  whole("-3.5℃");
  whole("user@grid.example");
  whole("kWh");
}

TEST_CASE("A break is allowed between a counted thing and the next number") {
  CHECK(lines_of("新华社区 3 栋 2 单元", 13) == Lines{"新华社区 3 栋", "2 单元"});
}

TEST_CASE("Latin words break at spaces and white space at a break is gone") {
  CHECK(lines_of("Power will be off", 10) == Lines{"Power will", "be off"});
  CHECK(lines_of("Power    off", 6) == Lines{"Power", "off"});
}

TEST_CASE("A word wider than the line is cut where the line is full, and never loses a character") {
  CHECK(lines_of("abcdefghij", 4) == Lines{"abcd", "efgh", "ij"});
  CHECK(lines_of("（（（（", 4) == Lines{"（（", "（（"});
  CHECK(lines_of("电", 1) == Lines{"电"});
  CHECK(lines_of("139 0000 5598！", 14) == Lines{"139 0000", "5598！"});
}

TEST_CASE("Line feeds always break, empty lines are kept") {
  CHECK(lines_of("停电\n\n复电\n", 20) == Lines{"停电", "", "复电", ""});
}

TEST_CASE("Every line of mixed text keeps the rules, fits, and together they are the text") {
  const std::string text =
      "【计划停电】11 月 29 日 8:00–11:30，更换 3 栋配电箱（影响 1–3 单元）。如有“特殊情况”，请拨 95598 或 139 0000 "
      "5598！"
      "电费￥56.40 元，于 2026-12-20 前缴清；逾期按《供电营业规则》收违约金……";
  for (float width = 14; width <= 60; ++width) {
    CAPTURE(width);
    std::size_t previous_end = 0;
    bool first = true;
    for (const Line& line : break_text(text, width, narrow_or_wide)) {
      const std::string part = text.substr(line.begin, line.end - line.begin);
      CAPTURE(part);
      CHECK(line.width_px <= width + 0.01f);
      if (!first) CHECK(may_start_line(first_of(part)));
      CHECK(may_end_line(last_of(part)));
      CHECK(base::trim(text.substr(previous_end, line.begin - previous_end)).empty());
      previous_end = line.end;
      first = false;
    }
    CHECK(previous_end == text.size());
  }
}

TEST_CASE("Malformed UTF-8 breaks without reading past its end") {
  const std::string text = "停\xE5\x81电\xF0\x9F";
  std::size_t covered = 0;
  for (const Line& line : break_text(text, 4, narrow_or_wide)) covered += line.end - line.begin;
  CHECK(covered == text.size());
}

}  // namespace gridboard::kiosk::text
