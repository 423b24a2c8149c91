// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/csv.hpp"

#include <doctest/doctest.h>

using namespace gridboard;
using desk::CsvReader;
using desk::CsvRecord;
using desk::CsvStep;

namespace {

// "line:field|field" for each record, "line!" for each malformed one.
std::string read_all(std::string_view text) {
  CsvReader reader = CsvReader::of_text(text);
  CsvRecord record;
  std::string all;
  while (true) {
    const auto step = reader.next(record);
    REQUIRE(step);
    if (*step == CsvStep::end) return all;
    all += std::to_string(record.line) + (*step == CsvStep::malformed ? "!" : ":");
    if (*step == CsvStep::record) {
      for (std::size_t i = 0; i < record.fields.size(); ++i) all += (i > 0 ? "|" : "") + std::string(record.fields[i]);
    }
    all += ' ';
  }
}

}  // namespace

TEST_CASE("records and fields as RFC 4180 has them") {
  CHECK(read_all("").empty());
  CHECK(read_all("a,b\nc,d") == "1:a|b 2:c|d ");
  CHECK(read_all("a,b\r\n,\r\nc,\r\n") == "1:a|b 3:c| ");
  CHECK(read_all("\"a,1\",\"b\"\"2\"\"\"\n") == "1:a,1|b\"2\" ");
  CHECK(read_all("\"a\nb\",c\nd,e\n") == "1:a\nb|c 3:d|e ");
  CHECK(read_all("a,\"\"\nb,\"\"\"\"\n") == "1:a| 2:b|\" ");
}

TEST_CASE("lines are physical ones, and a malformed record doesn't swallow what follows") {
  CHECK(read_all("\n\na\n") == "3:a ");
  CHECK(read_all("a\"b\nc\n") == "1! 2:c ");
  CHECK(read_all("\"a\"b\nc\n") == "1! 2:c ");
  CHECK(read_all("\"a\nb\nc\n") == "1! 2:b 3:c ");
  CHECK(read_all("\"a\n\"b\nc\n") == "1! 2! 3:c ");
}

TEST_CASE("a record over the limit is malformed") {
  const std::string longest(desk::kMaxCsvRecordBytes, 'x');
  CHECK(read_all(longest + "\nb\n").ends_with(" 2:b "));
  CHECK(read_all("\"" + longest + "\n" + longest + "\nb\n").starts_with("1!"));
}

TEST_CASE("records across block borders are whole") {
  std::string text;
  for (int i = 0; i < 60000; ++i) text += i % 7 == 0 ? "\"a\n\"\"b\",0123456789\n" : "a,0123456789\n";
  CsvReader reader = CsvReader::of_text(text);
  CsvRecord record;
  std::size_t records = 0;
  while (reader.next(record).value() == CsvStep::record) {
    REQUIRE(record.fields.size() == 2);
    REQUIRE(record.fields[0] == (records % 7 == 0 ? "a\n\"b" : "a"));
    REQUIRE(record.fields[1] == "0123456789");
    ++records;
  }
  CHECK(records == 60000);
}
