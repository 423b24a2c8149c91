// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the list of questions and the answer share.

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {

[[nodiscard]] inline const model::QuestionWords& words_of(const state::AppState& state,
                                                          const model::Question& question) {
  return state.english && !question.en.question.empty() ? question.en : question.zh;
}

// A question to be opened.
[[nodiscard]] Block question_row(Stage& stage, const model::Question& question, float width);

// Whom to ask who is no program: the hotline, and the manager if the board knows one.
[[nodiscard]] std::string people_to_ask(Stage& stage);

}  // namespace gridboard::kiosk::screens
