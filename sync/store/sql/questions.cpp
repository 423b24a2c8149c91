// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_writer.hpp"

namespace gridboard::store {

namespace {

enum TextList { kAudience, kAsked, kKeywords, kRelated };

model::PublishedQuestion read_question(const SqlRow& row) {
  model::PublishedQuestion published;
  model::Question& question = published.question;
  question.id = row.string(0);
  question.topic = row.string(1);
  question.zh = {row.string(2), row.string(3)};
  question.en = {row.string(4), row.string(5)};
  question.open = row.string(6);
  published.published_at = instant_of(row, 7);
  published.valid_to = instant_if_any(row, 8);
  published.withdrawn = row.boolean(9);
  published.publisher = row.string(10);
  return published;
}

struct ListedText {
  std::int64_t list;
  std::string text;
};

ListedText read_listed(const SqlRow& row) {
  return {row.integer(0), row.string(1)};
}

}  // namespace

Result<void> SqlReader::complete(model::PublishedQuestion& published) {
  const auto texts = many(read_listed, "SELECT list, text FROM question_text WHERE question = ?1 ORDER BY list, number",
                          published.question.id);
  if (!texts) return tl::unexpected(texts.error());
  for (const ListedText& each : *texts) {
    std::vector<std::string>& list = each.list == kAudience   ? published.audience
                                     : each.list == kAsked    ? published.question.asked
                                     : each.list == kKeywords ? published.question.keywords
                                                              : published.question.related;
    list.push_back(each.text);
  }
  return {};
}

Result<std::optional<model::PublishedQuestion>> SqlReader::question(std::string_view id) {
  auto found = one(read_question,
                   to_change("SELECT id, topic, question, answer, question_en, answer_en, open, published_at, "
                             "valid_to, withdrawn, publisher FROM question WHERE id = ?1"),
                   id);
  if (!found || !*found) return found;
  if (auto done = complete(**found); !done) return tl::unexpected(done.error());
  return found;
}

Result<std::vector<model::PublishedQuestion>> SqlReader::questions(std::string_view under_path) {
  auto all = many(read_question,
                  "SELECT id, topic, question, answer, question_en, answer_en, open, published_at, valid_to, "
                  "withdrawn, publisher FROM question ORDER BY id");
  if (!all) return all;
  for (model::PublishedQuestion& each : *all) {
    if (auto done = complete(each); !done) return tl::unexpected(done.error());
  }
  std::erase_if(*all, [&](const model::PublishedQuestion& each) {
    return !under_path.empty() &&
           std::none_of(each.audience.begin(), each.audience.end(),
                        [&](const std::string& path) { return base::reaches(path, under_path); });
  });
  return all;
}

Result<bool> SqlWriter::put(const model::PublishedQuestion& published) {
  const model::Question& question = published.question;
  auto stored = this->question(question.id);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored && **stored == published) return false;
  // Its lists go with it.
  if (auto gone = execute("DELETE FROM question WHERE id = ?1", question.id); !gone) {
    return tl::unexpected(gone.error());
  }
  auto done = execute(
      "INSERT INTO question (id, topic, question, answer, question_en, answer_en, open, published_at, "
      "valid_to, withdrawn, publisher) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
      question.id, question.topic, question.zh.question, question.zh.answer, question.en.question, question.en.answer,
      question.open, to_column(published.published_at), to_column(published.valid_to), published.withdrawn,
      published.publisher);
  const auto put_list = [&](TextList list, const std::vector<std::string>& texts) {
    for (std::size_t i = 0; done && i < texts.size(); ++i) {
      done = execute("INSERT INTO question_text (question, list, number, text) VALUES (?1, ?2, ?3, ?4)", question.id,
                     static_cast<int>(list), static_cast<std::uint64_t>(i), texts[i]);
    }
  };
  put_list(kAudience, published.audience);
  put_list(kAsked, question.asked);
  put_list(kKeywords, question.keywords);
  put_list(kRelated, question.related);
  if (!done) return tl::unexpected(done.error());
  return true;
}

}  // namespace gridboard::store
