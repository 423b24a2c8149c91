// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// 常见问题: a question that residents ask, and what the supplier answers. Those that ship with the board stand in
// assets/knowledge; staff add to them and replace them through the feed.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::model {

struct QuestionWords {
  std::string question, answer;
  bool operator==(const QuestionWords&) const = default;
};

struct Question {
  std::string id;                  // "late-fee": lower-case letters, digits, '.', '_', '-'
  std::string topic;               // the file or group that it belongs to
  QuestionWords zh, en;            // en may be empty: then the Chinese is shown
  std::vector<std::string> asked;  // other ways in which people ask it
  std::vector<std::string> keywords;
  std::vector<std::string> related;  // ids
  // Where what was asked is done: one of kScreensOfAnswers, "notices.<category>", or a kind of the catalogue. "" if
  // none.
  std::string open;
  bool operator==(const Question&) const = default;
};

inline constexpr std::size_t kMostQuestionIdBytes = 60;
inline constexpr std::size_t kMostQuestionCharacters = 80, kMostAnswerCharacters = 400;  // twice that in English
inline constexpr std::size_t kMostAskings = 30, kMostKeywords = 40, kMostRelated = 8;    // of one question
inline constexpr std::size_t kMostQuestionsOfFile = 500;
// The screens that an answer may lead to; beside them every kind of the catalogue may stand in Question::open.
inline constexpr std::array<std::string_view, 7> kScreensOfAnswers{"bill",   "outages",  "notices", "services",
                                                                   "follow", "contacts", "records"};

// One with an empty answer takes the shipped one of its id away, and holds nothing else.
[[nodiscard]] inline bool takes_away(const Question& question) {
  return question.zh.answer.empty();
}

// Names the first field that is wrong. What `related` and `open` name is the caller's to look up.
[[nodiscard]] base::Result<void> check(const Question& question);

// A topic file, a JSON list: [{"id", "question": {"zh", "en"}, "asked": [...], "answer": {"zh", "en"}, "keywords":
// [...], "related": [...], "open"}]. All but the id, and the Chinese of question and answer, may be missing; {"id",
// "takes_away": true} is one with an empty answer. The topic is the source's name without number and ending:
// "01-bill.json" holds the topic "bill". Errors name the source and the entry.
[[nodiscard]] base::Result<std::vector<Question>> parse_questions(std::string_view json,
                                                                  std::string_view name_of_source);
// Every topic file of the folder, which are those whose names begin with a digit, in the order of their names. Refuses
// two questions with one id and `related` that names none.
[[nodiscard]] base::Result<std::vector<Question>> load_questions(const std::string& folder);

// What staff have published. As a notice it has an audience and may have an end; its id says which one it replaces.
struct PublishedQuestion {
  Question question;
  std::vector<std::string> audience;  // place paths; at least one
  base::Instant published_at{};
  std::optional<base::Instant> valid_to;
  bool withdrawn = false;
  std::string publisher;
  bool operator==(const PublishedQuestion&) const = default;
};
// Those that boards have at `now`, in the order given.
[[nodiscard]] std::vector<Question> in_force(const std::vector<PublishedQuestion>& published, base::Instant now);

}  // namespace gridboard::model
