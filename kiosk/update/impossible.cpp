// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/update/form.hpp"
#include "kiosk/update/keys.hpp"
#include "kiosk/update/navigate.hpp"

namespace gridboard::kiosk::update {
namespace {

using state::ScreenId;

std::string of_form(const state::AppState& state, const Context& context) {
  const state::Form& form = state.form;
  if (form.kind_id.empty()) return form.answers.empty() ? "" : "answers without a form";
  const model::RequestKind* kind = context.catalogue.find(form.kind_id);
  if (!kind) return "a form that the catalogue doesn't hold";
  const auto asked = asked_fields(*kind, form.answers);
  const auto is_asked = [&](const std::string& id) {
    return std::any_of(asked.begin(), asked.end(), [&](const auto* field) { return field->id == id; });
  };
  if (form.step >= asked.size()) return "a step behind the last question";
  for (const auto& [id, answer] : form.answers) {
    const model::Field* field = find_field(*kind, id);
    if (!field || !is_asked(id)) return "an answer to a question that isn't asked";
    if (answer.size() > 4 * static_cast<std::size_t>(field->max_characters)) return "an answer that is too long";
  }
  const bool shown = state.screen == ScreenId::form || state.screen == ScreenId::summary;
  if (shown && kind->needs_household && !state.session.unlocked) return "a household's form without a household";
  if (state.screen == ScreenId::form && !is_asked(form.focused_field)) return "keys for a question that isn't asked";
  if (!form.problem_field.empty() && !is_asked(form.problem_field)) return "a problem with what isn't asked";
  if (form.problem_field.empty() != (form.problem == state::Form::Problem::none)) return "a problem with no field";
  if (form.submitting && state.screen != ScreenId::summary && shown) return "handing in from a form that is not done";
  return "";
}

}  // namespace

std::string impossible(const state::AppState& state, const Context& context) {
  if (!stands_alone(state.screen) && !can_show(state, state.screen)) return "a screen without what it shows";
  if (!state.session.open && state.session.unlocked) return "unlocked without a session";
  if (!state.session.open && state.screen != ScreenId::board && !stands_alone(state.screen)) {
    return "a resident's screen without a session";
  }
  if (!state.bill.account.empty() && state.session.unlocked != state.bill.account) return "another household's bill";
  if (state.history.size() > 32) return "a history that grows";
  if (std::any_of(state.history.begin(), state.history.end(), stands_alone)) return "a staff screen in the history";
  if (state.unlock.digits.size() > kPinDigits) return "a PIN of more than six digits";
  if (state.unlock.checking && state.unlock.digits.size() != kPinDigits) return "checking part of a PIN";
  const state::Keys& keys = state.keys;
  if (keys.composing.size() > kMaxComposingLetters) return "too many letters";
  if (keys.candidates.size() != keys.candidate_letters.size()) return "candidates without their letters";
  if (keys.composing.empty() && !keys.candidates.empty()) return "candidates for nothing";
  if (!keys.composing.empty() && state.screen != ScreenId::form) return "letters for a screen that takes none";
  if (keys.answered > keys.asked) return "an answer to a question that wasn't asked";
  return of_form(state, context);
}

}  // namespace gridboard::kiosk::update
