// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The questions in a full-text index, in memory alone.

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/questions/syllables.hpp"
#include "kiosk/questions/synonyms.hpp"
#include "kiosk/readings/readings.hpp"
#include "sync/base/result.hpp"
#include "sync/model/question.hpp"

namespace gridboard::kiosk::questions {

class QuestionIndex {
 public:
  // `readings` may be null: then pinyin and first letters find nothing. It and `synonyms` outlive the index.
  [[nodiscard]] static base::Result<std::unique_ptr<QuestionIndex>> make(std::vector<model::Question> questions,
                                                                         const readings::Readings* readings,
                                                                         const Synonyms& synonyms);
  ~QuestionIndex();

  // At most `most`, best first; none for what is blank. Any text at all; an error is one of SQLite's.
  [[nodiscard]] base::Result<std::vector<const model::Question*>> find(std::string_view typed, std::size_t most);
  [[nodiscard]] const model::Question* by_id(std::string_view id) const;
  // Each that one of `found` names, once, and isn't itself among them.
  [[nodiscard]] std::vector<const model::Question*> related_to(const std::vector<const model::Question*>& found) const;
  [[nodiscard]] const std::vector<model::Question>& questions() const { return questions_; }

 private:
  struct Store;
  QuestionIndex(std::vector<model::Question> questions, const readings::Readings* readings, const Synonyms& synonyms);
  base::Result<void> fill();
  void learn_english(const model::Question& question);

  std::vector<model::Question> questions_;
  const readings::Readings* readings_;
  const Synonyms& synonyms_;
  Syllables syllables_;
  std::set<std::string, std::less<>> english_;
  std::unique_ptr<Store> store_;
};

}  // namespace gridboard::kiosk::questions
