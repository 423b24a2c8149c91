// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/questions.hpp"

#include <algorithm>

#include "kiosk/state/asked.hpp"
#include "kiosk/state/wipe.hpp"
#include "kiosk/update/answers.hpp"
#include "kiosk/update/navigate.hpp"
#include "kiosk/update/typed.hpp"

namespace gridboard::kiosk::update {
namespace {

using state::KeyMode;
using state::ScreenId;

const model::Question* known(const state::Questions& questions, const std::string& id) {
  for (const auto* list : {&questions.found, &questions.related}) {
    const auto it = std::find_if(list->begin(), list->end(), [&](const auto& each) { return each.id == id; });
    if (it != list->end()) return &*it;
  }
  return nullptr;
}

}  // namespace

Effect ask_questions(state::AppState& state) {
  state::Questions& questions = state.questions;
  state.page[ScreenId::questions] = 0;
  ++questions.asked;
  // Strokes stand for a character that isn't known yet, letters for themselves.
  const bool with_letters = state.keys.mode == KeyMode::pinyin;
  return AskQuestions{questions.asked, with_letters ? questions.typed + state.keys.composing : questions.typed};
}

Effects open_questions(state::AppState& state) {
  state::wipe(state.questions);
  state::wipe(state.keys);  // also of who asks anew from here
  go_to(state, ScreenId::questions);
  begin_keys(state, model::FieldType::text);
  return {ask_questions(state)};
}

Effects open_question(state::AppState& state, const std::string& id, const Context& context) {
  state::Questions& questions = state.questions;
  if (state.screen != ScreenId::questions && state.screen != ScreenId::question) return {};
  const model::Question* found = known(questions, id);
  if (!found) return {};
  const model::Question question = *found;
  if (state.screen == ScreenId::questions) {
    // The letters stay asked when Back leads here again.
    const std::optional<TypedText> target = typed_text(state, context);
    if (target && state.keys.mode == KeyMode::pinyin) append(state, *target, state.keys.composing);
    questions.read.clear();
    questions.read.push_back(question);
    go_to(state, ScreenId::question);
    return {};
  }
  if (questions.read.back().id == id) return {};
  questions.read.push_back(question);
  if (questions.read.size() > kMostRead) questions.read.erase(questions.read.begin());
  state.page[ScreenId::question] = 0;
  return {};
}

bool leave_question(state::AppState& state) {
  if (state.screen != ScreenId::question || state.questions.read.size() < 2) return false;
  state.questions.read.pop_back();
  state.page[ScreenId::question] = 0;
  return true;
}

Effects do_what_was_asked(state::AppState& state, const Context& context, base::Instant now) {
  if (state.screen != ScreenId::question || state.questions.read.empty()) return {};
  const state::AskedFor asked_for = state::asked_for(state.questions.read.back(), context.catalogue);
  switch (asked_for.what) {
    case state::AskedFor::What::nothing:
      return {};
    case state::AskedFor::What::kind:
      return choose_kind(state, asked_for.kind_id, context, now);
    case state::AskedFor::What::screen:
      break;
  }
  Effects effects = open(state, asked_for.screen);
  if (state.screen == ScreenId::notices) state.notice_category = asked_for.category;
  return effects;
}

void questions_answered(state::AppState& state, std::uint64_t number, std::vector<model::Question> found,
                        std::vector<model::Question> related) {
  state::Questions& questions = state.questions;
  if (number != questions.asked || questions.answered == questions.asked) return;
  questions.answered = number;
  questions.found = std::move(found);
  questions.related = std::move(related);
}

}  // namespace gridboard::kiosk::update
