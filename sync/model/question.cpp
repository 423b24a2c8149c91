// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/question.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "sync/base/files.hpp"
#include "sync/base/utf8.hpp"
#include "sync/model/json_fields.hpp"

namespace gridboard::model {
namespace {

using base::fail;
using base::Result;

tl::unexpected<base::Error> wrong(const std::string& message) {
  return fail(base::ErrorCode::invalid_input, message);
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kMostQuestionIdBytes && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

Result<void> check_text(const char* name, std::string_view text, std::size_t most) {
  if (!base::is_valid_utf8(text)) return wrong(std::string(name) + ": not UTF-8");
  if (base::count_code_points(text) > most) {
    return wrong(std::string(name) + ": more than " + std::to_string(most) + " characters");
  }
  return {};
}

Result<void> check_list(const char* name, const std::vector<std::string>& texts, std::size_t most) {
  if (texts.size() > most) return wrong(std::string(name) + ": more than " + std::to_string(most));
  for (const std::string& text : texts) {
    if (base::trim(text).empty()) return wrong(std::string(name) + ": one is empty");
    if (auto right = check_text(name, text, kMostQuestionCharacters); !right) return right;
  }
  return {};
}

Result<void> check_words(const Question& question) {
  const auto is_blank = [](const std::string& text) { return base::trim(text).empty(); };
  if (is_blank(question.zh.question)) return wrong("question.zh: a question needs one");
  if (is_blank(question.zh.answer)) return wrong("answer.zh: blank");
  if (is_blank(question.en.question) != is_blank(question.en.answer)) {
    return wrong("en: both question and answer need it, or neither");
  }
  if (auto right = check_text("question.zh", question.zh.question, kMostQuestionCharacters); !right) return right;
  if (auto right = check_text("answer.zh", question.zh.answer, kMostAnswerCharacters); !right) return right;
  if (auto right = check_text("question.en", question.en.question, 2 * kMostQuestionCharacters); !right) return right;
  return check_text("answer.en", question.en.answer, 2 * kMostAnswerCharacters);
}

// A question whose answer got lost mustn't silently take the shipped one away.
Result<void> check_holds_nothing(const Question& question) {
  Question bare;
  bare.id = question.id;
  bare.topic = question.topic;
  if (question != bare) return wrong("answer.zh: a question needs one; one that takes another away holds nothing");
  return check_text("topic", question.topic, kMostQuestionIdBytes);
}

// "assets/01-bill.json" is about "bill".
std::string topic_of(std::string_view name_of_source) {
  std::string stem = std::filesystem::path(name_of_source).stem().string();
  const std::size_t dash = stem.find('-');
  const bool numbered = dash != std::string::npos && dash > 0 && stem.find_first_not_of("0123456789") == dash;
  return numbered ? stem.substr(dash + 1) : stem;
}

void read_words(const JsonFields& fields, std::string_view name, std::string& zh, std::string& en) {
  const JsonFields words = fields.object(name);
  words.allow_only({"zh", "en"});
  zh = words.text("zh");
  en = words.text_or_empty("en");
}

std::vector<std::string> texts_or_none(const JsonFields& fields, std::string_view name, std::size_t most) {
  return fields.has(name) ? fields.texts(name, most) : std::vector<std::string>();
}

Question read_question(const JsonFields& fields, const std::string& topic) {
  fields.allow_only({"id", "question", "asked", "answer", "keywords", "related", "open", "takes_away"});
  Question question;
  question.id = fields.text("id");
  question.topic = topic;
  if (fields.boolean_or("takes_away", false)) {
    fields.allow_only({"id", "takes_away"});
  } else {
    read_words(fields, "question", question.zh.question, question.en.question);
    read_words(fields, "answer", question.zh.answer, question.en.answer);
    question.asked = texts_or_none(fields, "asked", kMostAskings);
    question.keywords = texts_or_none(fields, "keywords", kMostKeywords);
    question.related = texts_or_none(fields, "related", kMostRelated);
    question.open = fields.text_or_empty("open");
  }
  if (auto right = check(question); !right) fields.refuse("", right.error().message);
  return question;
}

Result<void> check_related(const std::vector<Question>& all, const std::map<std::string, std::string>& file_of) {
  for (const Question& question : all) {
    for (const std::string& id : question.related) {
      if (file_of.contains(id)) continue;
      return wrong(file_of.at(question.id) + ": " + question.id + ".related: there is no question \"" + id + "\"");
    }
  }
  return {};
}

}  // namespace

Result<void> check(const Question& question) {
  if (!is_id(question.id)) return wrong("id: 1 to 60 of small letters, digits, '.', '_' and '-'");
  if (takes_away(question)) return check_holds_nothing(question);
  if (auto right = check_words(question); !right) return right;
  if (auto right = check_list("asked", question.asked, kMostAskings); !right) return right;
  if (auto right = check_list("keywords", question.keywords, kMostKeywords); !right) return right;
  if (question.related.size() > kMostRelated) return wrong("related: more than " + std::to_string(kMostRelated));
  for (const std::string& id : question.related) {
    if (!is_id(id) || id == question.id) return wrong("related: \"" + id + "\" is not the id of another question");
  }
  if (!question.open.empty() && !is_id(question.open)) return wrong("open: no name of a screen or a kind of request");
  return check_text("topic", question.topic, kMostQuestionIdBytes);
}

Result<std::vector<Question>> parse_questions(std::string_view json, std::string_view name_of_source) {
  JsonDocument document;
  std::vector<Question> questions;
  const std::string topic = topic_of(name_of_source);
  for (const JsonFields& fields : document.read_list(json, name_of_source, kMostQuestionsOfFile)) {
    Question question = read_question(fields, topic);
    const bool repeated =
        std::any_of(questions.begin(), questions.end(), [&](const Question& other) { return other.id == question.id; });
    if (repeated) fields.refuse("id", "\"" + question.id + "\" stands twice");
    questions.push_back(std::move(question));
  }
  if (document.first_error()) return tl::unexpected(*document.first_error());
  return questions;
}

Result<std::vector<Question>> load_questions(const std::string& folder) {
  const auto paths = base::list_files(folder, "", ".json");
  if (!paths) return tl::unexpected(paths.error());
  std::vector<Question> all;
  std::map<std::string, std::string> file_of;
  for (const std::string& path : *paths) {
    const std::string name = std::filesystem::path(path).filename().string();
    if (name.front() < '0' || name.front() > '9') continue;
    const auto json = base::read_file(path);
    if (!json) return tl::unexpected(json.error());
    auto questions = parse_questions(*json, name);
    if (!questions) return questions;
    for (Question& question : *questions) {
      const auto [at, is_new] = file_of.emplace(question.id, name);
      if (!is_new) return wrong(name + ": " + question.id + ": stands in " + at->second + " already");
      all.push_back(std::move(question));
    }
  }
  if (auto right = check_related(all, file_of); !right) return tl::unexpected(right.error());
  return all;
}

std::vector<Question> in_force(const std::vector<PublishedQuestion>& published, base::Instant now) {
  std::vector<Question> questions;
  for (const PublishedQuestion& each : published) {
    if (!each.withdrawn && (!each.valid_to || now < *each.valid_to)) questions.push_back(each.question);
  }
  return questions;
}

}  // namespace gridboard::model
