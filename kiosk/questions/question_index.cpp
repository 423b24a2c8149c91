// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/question_index.hpp"

#include <algorithm>

#include "kiosk/questions/pieces.hpp"
#include "kiosk/questions/query.hpp"
#include "kiosk/questions/question_tokenizer.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/sqlite/tokenizer.hpp"
#include "sync/sqlite/transaction.hpp"

namespace gridboard::kiosk::questions {

using base::Result;

struct QuestionIndex::Store {
  sqlite::Database database;
};

namespace {

constexpr const char* kTokenizer = "characters";
constexpr const char* kTable =
    "CREATE VIRTUAL TABLE entry USING fts5(question, asked, keywords, answer, english, english_answer, also, "
    "content = '', tokenize = 'characters')";
// How much a hit counts in each of these columns.
constexpr const char* kRanked =
    "SELECT rowid, bm25(entry, 4.0, 4.0, 4.0, 2.0, 4.0, 1.0, 2.0) FROM entry WHERE entry MATCH ?1";
// What ranks far below the best is found by chance.
constexpr double kLeastShare = 0.15;

std::string lines_of(const std::vector<std::string>& texts) {
  std::string lines;
  for (const std::string& text : texts) lines += text + '\n';
  return lines;
}

Result<void> add_ranks(sqlite::Database& database, const QueryPart& part, std::vector<double>& scores) {
  auto statement = database.cached(kRanked);
  if (!statement) return tl::unexpected(statement.error());
  (*statement)->bind(1, part.match);
  auto row = (*statement)->step();
  for (; row && *row; row = (*statement)->step()) {
    const auto at = static_cast<std::size_t>((*statement)->integer(0));
    if (at < scores.size()) scores[at] -= part.weight * (*statement)->real(1);  // SQLite's best is the least
  }
  (*statement)->reset();
  (*statement)->bind_null(1);  // the statement is kept, what was asked isn't, also after a failure
  if (!row) return tl::unexpected(row.error());
  return {};
}

}  // namespace

QuestionIndex::QuestionIndex(std::vector<model::Question> questions, const readings::Readings* readings,
                             const Synonyms& synonyms)
    : questions_(std::move(questions)), readings_(readings), synonyms_(synonyms), syllables_(readings) {}

QuestionIndex::~QuestionIndex() = default;

Result<std::unique_ptr<QuestionIndex>> QuestionIndex::make(std::vector<model::Question> questions,
                                                           const readings::Readings* readings,
                                                           const Synonyms& synonyms) {
  std::unique_ptr<QuestionIndex> index(new QuestionIndex(std::move(questions), readings, synonyms));
  auto database = sqlite::Database::open(":memory:");
  if (!database) return tl::unexpected(database.error());
  index->store_ = std::make_unique<Store>(Store{std::move(*database)});
  if (auto filled = index->fill(); !filled) return tl::unexpected(filled.error());
  return index;
}

void QuestionIndex::learn_english(const model::Question& question) {
  for (const std::string* text : {&question.en.question, &question.en.answer}) {
    for (Piece& piece : pieces_of(*text)) {
      if (piece.kind == Piece::Kind::word) english_.insert(std::move(piece.text));
    }
  }
}

Result<void> QuestionIndex::fill() {
  sqlite::Database& database = store_->database;
  if (auto done = database.leave_memory_to_the_heap(); !done) return done;
  auto registered = sqlite::register_tokenizer(database, kTokenizer, std::make_unique<QuestionTokenizer>(readings_));
  if (!registered) return registered;
  if (auto made = database.execute(kTable); !made) return made;
  auto writing = sqlite::Transaction::begin(database, sqlite::Transaction::Kind::write);
  if (!writing) return tl::unexpected(writing.error());
  auto insert = database.prepare(
      "INSERT INTO entry (rowid, question, asked, keywords, answer, english, english_answer, also) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  if (!insert) return tl::unexpected(insert.error());
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    const model::Question& question = questions_[i];
    learn_english(question);
    insert->bind_all(static_cast<std::uint64_t>(i), question.zh.question, lines_of(question.asked),
                     lines_of(question.keywords), question.zh.answer, question.en.question, question.en.answer,
                     lines_of(synonyms_.others(question.zh.question + '\n' + lines_of(question.keywords))));
    if (auto done = insert->run(); !done) return done;
  }
  return writing->commit();
}

Result<std::vector<const model::Question*>> QuestionIndex::find(std::string_view typed, std::size_t most) {
  std::vector<double> scores(questions_.size(), 0);
  for (const QueryPart& part : query_parts(typed, {readings_, syllables_, synonyms_, english_})) {
    if (auto ranked = add_ranks(store_->database, part, scores); !ranked) return tl::unexpected(ranked.error());
  }
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  std::vector<const model::Question*> found;
  for (const std::size_t at : order) {
    if (found.size() == most || scores[at] < kLeastShare * scores[order.front()]) break;
    found.push_back(&questions_[at]);
  }
  return found;
}

const model::Question* QuestionIndex::by_id(std::string_view id) const {
  const auto at =
      std::find_if(questions_.begin(), questions_.end(), [id](const model::Question& each) { return each.id == id; });
  return at == questions_.end() ? nullptr : &*at;
}

std::vector<const model::Question*> QuestionIndex::related_to(const std::vector<const model::Question*>& found) const {
  std::vector<const model::Question*> related;
  for (const model::Question* question : found) {
    for (const std::string& id : question->related) {
      const model::Question* other = by_id(id);
      const auto is_told = [other](const auto& list) {
        return std::find(list.begin(), list.end(), other) != list.end();
      };
      if (other != nullptr && !is_told(found) && !is_told(related)) related.push_back(other);
    }
  }
  return related;
}

}  // namespace gridboard::kiosk::questions
