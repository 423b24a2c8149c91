// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/knowledge.hpp"

#include <doctest/doctest.h>

#include "tests/support/temporary_folder.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::questions;

namespace {

model::Question question(const std::string& id, const std::string& answer) {
  model::Question made;
  made.id = id;
  made.zh = {"问？", answer};
  return made;
}

}  // namespace

TEST_CASE("the knowledge that ships is whole, and its characters alone find each question") {
  const auto knowledge = load_knowledge(GRIDBOARD_ASSETS_DIR "/knowledge");
  REQUIRE_MESSAGE(knowledge, (knowledge ? "" : knowledge.error().message));
  CHECK(knowledge->questions.size() >= 200);
  CHECK(knowledge->asked_most.size() >= 6);
  const auto index = QuestionIndex::make(knowledge->questions, nullptr, knowledge->synonyms);
  REQUIRE(index);
  std::size_t first = 0;
  for (const model::Question& each : knowledge->questions) {
    const auto found = (*index)->find(each.zh.question, 3);
    REQUIRE(found);
    CAPTURE(each.id);
    const bool among = std::any_of(found->begin(), found->end(), [&](const auto* one) { return one->id == each.id; });
    CHECK(among);
    if (!found->empty() && found->front()->id == each.id) ++first;
  }
  CHECK(first * 100 >= knowledge->questions.size() * 95);
  CHECK(asked_most(**index, knowledge->asked_most).front()->id == knowledge->asked_most.front());
}

TEST_CASE("what staff publish replaces, adds and takes away") {
  const std::vector<model::Question> shipped{question("a", "甲"), question("b", "乙"), question("c", "丙")};
  const auto merged =
      with_published(shipped, {question("b", "新"), question("d", "丁"), question("c", ""), question("e", "")});
  REQUIRE(merged.size() == 3);
  CHECK(merged[0] == question("a", "甲"));
  CHECK(merged[1] == question("b", "新"));
  CHECK(merged[2] == question("d", "丁"));
  CHECK(with_published(shipped, {}) == shipped);
}

TEST_CASE("a folder that isn't whole is refused by name") {
  const tests::TemporaryFolder folder;
  const std::string path = std::filesystem::path(folder.file("x")).parent_path().string();
  const auto why = [&path] {
    const auto knowledge = load_knowledge(path);
    REQUIRE_FALSE(knowledge);
    return knowledge.error().message;
  };
  folder.write("01-a.json", R"([{"id": "a", "question": {"zh": "问"}, "answer": {"zh": "答"}}])");
  CHECK(why().find("synonyms.json") != std::string::npos);
  folder.write("synonyms.json", R"({"groups": [], "not_same": []})");
  CHECK(why().find("asked_most.json") != std::string::npos);
  folder.write("asked_most.json", R"({"ids": ["none"]})");
  CHECK(why().find("there is no question \"none\"") != std::string::npos);
  folder.write("asked_most.json", R"({"ids": ["a"]})");
  CHECK(load_knowledge(path));
}
