// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What assets/knowledge holds, and what staff's own questions make of it.

#include <string>
#include <vector>

#include "kiosk/questions/question_index.hpp"
#include "kiosk/questions/synonyms.hpp"
#include "sync/base/result.hpp"
#include "sync/model/question.hpp"

namespace gridboard::kiosk::questions {

struct Knowledge {
  std::vector<model::Question> questions;
  Synonyms synonyms;
  std::vector<std::string> asked_most;  // ids, for who hasn't typed anything yet
};

// The topic files, synonyms.json and asked_most.json: {"ids": [...]}. Errors name the file and the entry.
[[nodiscard]] base::Result<Knowledge> load_knowledge(const std::string& folder);

// Each published one in the place of the shipped one with its id, or after all of them; one with an empty answer leaves
// none of its id.
[[nodiscard]] std::vector<model::Question> with_published(std::vector<model::Question> shipped,
                                                          const std::vector<model::Question>& published);

// Those of the index that are named, then, if they are few, others in its order.
[[nodiscard]] std::vector<const model::Question*> asked_most(const QuestionIndex& index,
                                                             const std::vector<std::string>& ids);

[[nodiscard]] bool is_blank(std::string_view typed);

}  // namespace gridboard::kiosk::questions
