// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/question.hpp"

#include <doctest/doctest.h>

#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using namespace gridboard::model;

namespace {

const char* const kFile = R"([
 {"id": "late-fee", "question": {"zh": "违约金怎么算？", "en": "How is the late fee worked out?"},
  "asked": ["滞纳金怎么收"], "answer": {"zh": "每天千分之一。", "en": "0.1% a day."},
  "keywords": ["违约金"], "related": ["pay"], "open": "bill"},
 {"id": "pay", "question": {"zh": "怎么交电费？"}, "answer": {"zh": "扫码。"}}
])";

std::string why(const base::Result<std::vector<Question>>& result) {
  REQUIRE_FALSE(result);
  CHECK(result.error().code == base::ErrorCode::invalid_input);
  return result.error().message;
}

Question question() {
  Question question;
  question.id = "late-fee";
  question.zh = {"违约金怎么算？", "每天千分之一。"};
  return question;
}

}  // namespace

TEST_CASE("a topic file is read, and its name is its topic") {
  const auto questions = parse_questions(kFile, "knowledge/04-arrears.json");
  REQUIRE(questions);
  REQUIRE(questions->size() == 2);
  const Question& first = questions->front();
  CHECK(first.id == "late-fee");
  CHECK(first.topic == "arrears");
  CHECK(first.zh == QuestionWords{"违约金怎么算？", "每天千分之一。"});
  CHECK(first.en.answer == "0.1% a day.");
  CHECK(first.asked == std::vector<std::string>{"滞纳金怎么收"});
  CHECK(first.related == std::vector<std::string>{"pay"});
  CHECK(first.open == "bill");
  CHECK(questions->back().en == QuestionWords{});
  CHECK_FALSE(takes_away(first));
}

TEST_CASE("an entry may take away what ships with boards, and holds nothing else then") {
  const auto away = parse_questions(R"([{"id": "pay", "takes_away": true}])", "ours.json");
  REQUIRE(away);
  CHECK(takes_away(away->front()));
  CHECK(check(away->front()));
  CHECK(why(parse_questions(R"([{"id": "pay", "takes_away": true, "asked": ["x"]}])", "ours.json")) ==
        "ours.json: pay.asked: is not a known field");
}

TEST_CASE("what is wrong in a topic file is named with the file and the entry") {
  CHECK(why(parse_questions("[", "a.json")).starts_with("a.json: not JSON"));
  CHECK(why(parse_questions("{}", "a.json")) == "a.json: must be a list of at most 500");
  CHECK(why(parse_questions("[7]", "a.json")) == "a.json: [0]: must be an object");
  CHECK(why(parse_questions(R"([{"id": "x", "question": {"zh": "问"}}])", "a.json")) ==
        "a.json: x.answer: must be an object");
  CHECK(why(parse_questions(R"([{"id": "x", "question": {"zh": "问"}, "answer": {"zh": " "}}])", "a.json")) ==
        "a.json: x.answer.zh: a text is missing");
  CHECK(why(parse_questions(R"([{"id": "x", "question": {"zh": "问", "en": "Q"}, "answer": {"zh": "答"}}])",
                            "a.json")) == "a.json: x: en: both question and answer need it, or neither");
  CHECK(why(parse_questions(R"([{"id": "X Y", "question": {"zh": "问"}, "answer": {"zh": "答"}}])", "a.json")) ==
        "a.json: X Y: id: 1 to 60 of small letters, digits, '.', '_' and '-'");
  CHECK(why(parse_questions(R"([{"id": "x", "takes_away": true}, {"id": "x", "takes_away": true}])", "a.json")) ==
        "a.json: x.id: \"x\" stands twice");
  CHECK(why(parse_questions(R"([{"id": "x", "question": {"zh": "问"}, "answer": {"zh": "答"}, "opens": "bill"}])",
                            "a.json")) == "a.json: x.opens: is not a known field");
}

TEST_CASE("a folder's files must agree with each other") {
  const tests::TemporaryFolder folder;
  folder.write("synonyms.json", "{}");  // no topic: its name begins with no digit
  folder.write("01-arrears.json", kFile);
  const auto load = [&] { return load_questions(std::filesystem::path(folder.file("x")).parent_path().string()); };
  const auto loaded = load();
  REQUIRE(loaded);
  CHECK(loaded->size() == 2);
  SUBCASE("an id stands in one of them only") {
    folder.write("02-paying.json", R"([{"id": "pay", "question": {"zh": "问"}, "answer": {"zh": "答"}}])");
    CHECK(why(load()) == "02-paying.json: pay: stands in 01-arrears.json already");
  }
  SUBCASE("what is related is there") {
    folder.write("02-paying.json",
                 R"([{"id": "scan", "question": {"zh": "问"}, "answer": {"zh": "答"}, "related": ["none"]}])");
    CHECK(why(load()) == "02-paying.json: scan.related: there is no question \"none\"");
  }
}

TEST_CASE("a question is checked as a whole") {
  CHECK(check(question()));
  const auto refused = [](auto change) {
    Question wrong = question();
    change(wrong);
    const auto checked = check(wrong);
    REQUIRE_FALSE(checked);
    return checked.error().message;
  };
  CHECK(refused([](Question& q) { q.id.clear(); }).starts_with("id: "));
  CHECK(refused([](Question& q) { q.zh.question = " "; }).starts_with("question.zh: "));
  CHECK(refused([](Question& q) { q.zh.answer.clear(); }).starts_with("answer.zh: "));
  CHECK(refused([](Question& q) { q.zh.answer = std::string(3 * 401, 'x'); }).starts_with("answer.zh: "));
  CHECK(refused([](Question& q) { q.zh.answer = "\xff"; }) == "answer.zh: not UTF-8");
  CHECK(refused([](Question& q) { q.asked = {" "}; }) == "asked: one is empty");
  CHECK(refused([](Question& q) { q.keywords.assign(41, "x"); }) == "keywords: more than 40");
  CHECK(refused([](Question& q) { q.related = {"late-fee"}; }).starts_with("related: "));
  CHECK(refused([](Question& q) { q.open = "bill; drop"; }).starts_with("open: "));
}

TEST_CASE("what staff publish is in force until its end, unless withdrawn") {
  const base::Instant now{std::chrono::milliseconds(10000)};
  PublishedQuestion ever{question(), {"YX"}, now, std::nullopt, false, "wang"};
  PublishedQuestion ends = ever, withdrawn = ever;
  ends.question.id = "ends";
  ends.valid_to = now;
  withdrawn.withdrawn = true;
  CHECK(in_force({ever, ends, withdrawn}, now - std::chrono::milliseconds(1)).size() == 2);
  CHECK(in_force({ever, ends, withdrawn}, now) == std::vector{question()});
}
