// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/query.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "sync/base/utf8.hpp"
#include "tests/kiosk/questions/small_readings.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::questions;

namespace {

std::vector<std::string> asked_for(std::string_view typed) {
  const tests::SmallReadings readings;
  const Syllables syllables(&readings);
  const auto synonyms =
      Synonyms::parse(R"({"groups": [{"words": ["跳闸", "掉闸"]}], "not_same": []})", "s.json").value();
  const std::set<std::string, std::less<>> english{"how", "to", "pay", "bill", "forgotten"};
  std::vector<std::string> matches;
  for (const QueryPart& part : query_parts(typed, {&readings, syllables, synonyms, english})) {
    matches.push_back(part.match);
  }
  return matches;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

TEST_CASE("characters are asked for in pairs, one by one, by what else they are called and by their sound") {
  const auto asked = asked_for("跳闸怎么");
  CHECK(has(asked, R"("跳 闸" OR "闸 怎" OR "怎 么")"));
  CHECK(has(asked, R"("跳" OR "闸" OR "怎" OR "么")"));
  CHECK(has(asked, R"("掉 闸")"));
  CHECK(has(asked, R"("=tiao =zha" OR "=zha =zen" OR "=zen =me")"));
}

TEST_CASE("letters are pinyin, first letters or English") {
  CHECK(has(asked_for("tingdian"), R"("=ting =dian" *)"));
  CHECK(has(asked_for("tiaozha zenme"), R"("=tiao =zha" OR "=zha =zen" OR "=zen =me" *)"));
  CHECK(has(asked_for("tz"), R"("-t -z")"));
  CHECK(has(asked_for("停dian"), R"("=ting =dian")"));
  CHECK(asked_for("How to pay bills") == std::vector<std::string>{R"("how" OR "to" OR "pay" OR "bill")"});
  CHECK(has(asked_for("how forgot"), R"("how" OR "forgot" *)"));
}

TEST_CASE("nothing to look for asks for nothing, and what is too long is cut") {
  for (const char* typed : {"", " ", "？！", "\"", "\xff\xff", "AND OR NOT"}) {
    CAPTURE(typed);
    for (const std::string& match : asked_for(typed)) CHECK(match.find('"') == 0);
  }
  CHECK(asked_for("？").empty());
  std::string longest, longer;
  for (std::size_t i = 0; i < kMaxAskedCharacters; ++i) longest += i % 2 == 0 ? "跳" : "费";
  longer = longest;
  for (int i = 0; i < 100000; ++i) longer += "密";
  CHECK(asked_for(longer) == asked_for(longest));
}
