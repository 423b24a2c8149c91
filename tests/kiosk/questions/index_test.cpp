// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/question_index.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/kiosk/questions/small_readings.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::questions;

namespace {

model::Question question(std::string id, std::string zh, std::string answer, std::string en,
                         std::vector<std::string> asked, std::vector<std::string> related) {
  model::Question made;
  made.id = std::move(id);
  made.zh = {std::move(zh), std::move(answer)};
  made.en = {std::move(en), "See there."};
  made.asked = std::move(asked);
  made.related = std::move(related);
  return made;
}

std::vector<model::Question> few() {
  return {question("trip", "跳闸了怎么推上去？", "先拔插头，再推上开关。", "The breaker has tripped.", {"空开掉了"},
                   {"off"}),
          question("pay", "怎么交电费？", "扫码，或到银行。", "How do I pay the bills?", {"在哪缴费"}, {"bank", "off"}),
          question("off", "为什么停电？", "看停电信息。", "Why is the power off?", {"怎么没电了"}, {}),
          question("pin", "查询密码忘了怎么办？", "找客户经理。", "I have forgotten the PIN.", {}, {"pay"}),
          question("bank", "银行代扣怎么签？", "到银行签约。", "How do I set up a direct debit?", {}, {"gone"})};
}

struct Searched {
  tests::SmallReadings readings;
  Synonyms synonyms = Synonyms::parse(R"({"groups": [{"words": ["停电", "断电"]}], "not_same": []})", "s.json").value();
  std::unique_ptr<QuestionIndex> index = QuestionIndex::make(few(), &readings, synonyms).value();

  std::string first(std::string_view typed) {
    const auto found = index->find(typed, 20);
    REQUIRE(found);
    return found->empty() ? std::string() : found->front()->id;
  }
};

}  // namespace

TEST_CASE("a question is found as people type it") {
  Searched searched;
  CHECK(searched.first("跳闸") == "trip");
  CHECK(searched.first("空开又掉了") == "trip");
  CHECK(searched.first("断电") == "off");        // another word for it
  CHECK(searched.first("电飞怎么交") == "pay");  // another character of the same sound
  CHECK(searched.first("tiaozha") == "trip");
  CHECK(searched.first("tiaozh") == "trip");  // not typed to its end
  CHECK(searched.first("tingdian zenme") == "off");
  CHECK(searched.first("tz") == "trip");
  CHECK(searched.first("yinhang daikou") == "bank");  // 行 as it is read in 银行
  CHECK(searched.first("密") == "pin");
  CHECK(searched.first("forgot my PIN") == "pin");
  CHECK(searched.first("Pay bill") == "pay");
}

TEST_CASE("whatever is typed is searched without an error") {
  Searched searched;
  for (const char* typed : {"",
                            "   ",
                            "\"",
                            "\"\"\"",
                            "AND",
                            "NOT NOT",
                            "a*",
                            "*",
                            "^跳",
                            "跳 NEAR 闸",
                            "(",
                            ")",
                            "question:跳",
                            "{question}: x",
                            "- -",
                            "=ting",
                            "-t -z",
                            "+",
                            "\\",
                            "'; DROP TABLE entry; --",
                            "\xff\xc0",
                            "\n\n",
                            "𠮷䶮",
                            "？！，。",
                            "0 1 2"}) {
    CAPTURE(typed);
    CHECK(searched.index->find(typed, 20));
  }
  CHECK(searched.first("？！") == "");
  CHECK(searched.first("龘") == "");
  std::string longest;
  for (int i = 0; i < 2000; ++i) longest += "停电 tz ting ";
  CHECK(searched.first(longest) == "off");
}

TEST_CASE("no more are found than asked for, the best first, and those related once") {
  Searched searched;
  const auto found = searched.index->find("怎么", 2);
  REQUIRE(found);
  CHECK(found->size() == 2);
  const auto pay = searched.index->by_id("pay"), trip = searched.index->by_id("trip");
  REQUIRE(pay);
  const auto related = searched.index->related_to({trip, pay});
  REQUIRE(related.size() == 2);
  CHECK(related[0]->id == "off");
  CHECK(related[1]->id == "bank");
  CHECK(searched.index->related_to({searched.index->by_id("bank")}).empty());  // it names one that isn't there
  CHECK_FALSE(searched.index->by_id("none"));
}

TEST_CASE("without readings characters and English are still found") {
  const Synonyms none;
  const auto index = QuestionIndex::make(few(), nullptr, none);
  REQUIRE(index);
  CHECK((*index)->find("跳闸", 3)->front()->id == "trip");
  CHECK((*index)->find("pay the bill", 3)->front()->id == "pay");
  CHECK((*index)->find("tiaozha", 3)->empty());
}

TEST_CASE("an index of nothing finds nothing") {
  const Synonyms none;
  const auto index = QuestionIndex::make({}, nullptr, none);
  REQUIRE(index);
  CHECK((*index)->find("跳闸", 3)->empty());
}
