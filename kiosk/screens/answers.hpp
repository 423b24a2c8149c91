// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Questions of a form and what was answered, in words.

#include <string>
#include <vector>

#include "kiosk/screens/stage.hpp"

namespace gridboard::kiosk::screens {

[[nodiscard]] std::vector<const model::Field*> asked_fields(Stage& stage, const model::RequestKind& kind);
[[nodiscard]] std::string_view answer_of(Stage& stage, const model::Field& field);  // as stored, "" if none
[[nodiscard]] std::string answer_words(Stage& stage, const model::Field& field);    // as people say it

// What may be chosen for a field of type choice or day_part.
struct Option {
  std::string id, label, detail;
};
[[nodiscard]] std::vector<Option> options_of(Stage& stage, const model::Field& field);

// "45 分钟内", "5 个工作日内"; "" if the rules promise nothing for this kind.
[[nodiscard]] std::string promise_words(Stage& stage, const model::RequestKind& kind);
[[nodiscard]] std::string promise_words(Ui& ui, const model::Promise& promise);
// The sentence about the field that is missing or malformed, "" if this one is fine.
[[nodiscard]] std::string problem_words(Stage& stage, const model::Field& field);

}  // namespace gridboard::kiosk::screens
