// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/question.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// "offered", "takes_away" (the shipped one), "expired" or "withdrawn".
[[nodiscard]] const char* standing_of(const model::PublishedQuestion& published, base::Instant now);

struct ListQuestions {
  std::vector<std::string> places;  // those that boards at or under them get; empty for all
  bool past = false;                // expired and withdrawn ones too
};
// By id; what ships with boards isn't among them.
[[nodiscard]] base::Result<std::vector<model::PublishedQuestion>> list_questions(store::Store& store,
                                                                                 const ListQuestions& filter,
                                                                                 const base::Clock& clock);

}  // namespace gridboard::desk
