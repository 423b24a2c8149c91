// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/pieces.hpp"

#include <doctest/doctest.h>

#include "kiosk/questions/question_tokenizer.hpp"
#include "kiosk/questions/syllables.hpp"
#include "kiosk/questions/synonyms.hpp"
#include "tests/kiosk/questions/small_readings.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::questions;

namespace {

std::string joined(std::string_view text) {
  std::string all;
  for (const Piece& piece : pieces_of(text)) all += (all.empty() ? "" : "/") + piece.text;
  return all;
}

std::string tokens(std::string_view text, sqlite::Tokenizer::Purpose purpose) {
  const tests::SmallReadings readings;
  std::string all;
  QuestionTokenizer(&readings).tokenize(text, purpose, [&all](const sqlite::Tokenizer::Token& token) {
    all += (all.empty() ? "" : token.colocated ? "+" : " ") + std::string(token.text);
  });
  return all;
}

std::string cut(std::string_view letters, bool may_be_begun = false) {
  const tests::SmallReadings readings;
  std::string all;
  const auto found = Syllables(&readings).cut(letters, may_be_begun);
  for (const std::string& syllable : found.syllables) all += (all.empty() ? "" : " ") + syllable;
  return all + (found.last_begun ? "*" : "");
}

}  // namespace

TEST_CASE("a text is cut into characters, words and numbers") {
  CHECK(joined("停电，多久？") == "停/电/多/久");
  CHECK(joined("用了3000度 LED灯") == "用/了/3000/度/led/灯");
  CHECK(joined("ＡＰＰ１２") == "app/12");
  CHECK(joined("My bills, this address") == "my/bill/thi/address");
  CHECK(joined("\xff\xfe停\xe5") == "停");
  CHECK(joined("") == "");
  SUBCASE("what stands right beside each other is told") {
    const auto pieces = pieces_of("停电 跳闸");
    CHECK(pieces[1].follows);
    CHECK_FALSE(pieces[2].follows);
  }
}

TEST_CASE("a document's tokens carry the sound and its first letter, a query's don't") {
  using Purpose = sqlite::Tokenizer::Purpose;
  CHECK(tokens("跳闸A", Purpose::document) == "跳+=tiao+-t 闸+=zha+-z a");
  CHECK(tokens("了\n电", Purpose::document) == "了+=le+=liao+-l | 电+=dian+-d");
  CHECK(tokens("银行", Purpose::document) == "银+=yin+-y 行+=hang+-h");
  CHECK(tokens("行", Purpose::document) == "行+=xing+=hang+-x+-h");
  CHECK(tokens("跳闸", Purpose::query) == "跳 闸");
  CHECK(tokens("=tiao =zha", Purpose::query) == "=tiao =zha");
  CHECK(tokens("-t -z", Purpose::query) == "-t -z");
}

TEST_CASE("pinyin is cut into the fewest syllables") {
  CHECK(cut("tingdian") == "ting dian");
  CHECK(cut("xian") == "xian");
  CHECK(cut("jiaodianfei") == "jiao dian fei");
  CHECK(cut("tdq") == "");
  CHECK(cut("") == "");
  CHECK(cut("tingd", true) == "ting d*");
  CHECK(cut("tingd", false) == "");
}

TEST_CASE("synonyms: the longest word counts, and near ones are kept apart") {
  const auto synonyms = Synonyms::parse(R"({"groups": [{"words": ["停电", "没电"]}, {"words": ["欠费停电", "掐电"]},
    {"words": ["LED", "节能灯"]}], "not_same": [{"pair": ["停电", "欠费停电"], "why": "不同"}]})",
                                        "s.json");
  REQUIRE(synonyms);
  CHECK(synonyms->others("又停电了") == std::vector<std::string>{"没电"});
  CHECK(synonyms->others("欠费停电怎么办") == std::vector<std::string>{"掐电"});
  CHECK(synonyms->others("led灯") == std::vector<std::string>{"节能灯"});
  CHECK(synonyms->others("sledge") == std::vector<std::string>{});
  CHECK(synonyms->others("停电没电") == std::vector<std::string>{"没电"});
  CHECK(synonyms->others("\xff") == std::vector<std::string>{});
  const auto why = [](const char* text) {
    const auto parsed = Synonyms::parse(text, "s.json");
    REQUIRE_FALSE(parsed);
    return parsed.error().message;
  };
  CHECK(why("[]") == "s.json: groups: must be a list");
  CHECK(why(R"({"groups": [{"words": ["a"]}], "not_same": []})").starts_with("s.json: groups[0].words: "));
  CHECK(why(R"({"groups": [{"words": ["a", "b"]}, {"words": ["b", "c"]}], "not_same": []})") ==
        "s.json: groups[1]: \"b\" stands twice");
  CHECK(why(R"({"groups": [{"words": ["a", "b"]}], "not_same": [{"pair": ["b", "a"]}]})") ==
        "s.json: groups[0]: \"b\" and \"a\" are not the same");
}
