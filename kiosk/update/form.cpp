// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/form.hpp"

#include <algorithm>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/navigate.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::update {
namespace {

using model::Field;
using model::FieldType;
using state::Form;
using state::ScreenId;

const model::RequestKind* kind_of(const state::AppState& state, const Context& context) {
  return context.catalogue.find(state.form.kind_id);
}

state::KeyMode keys_for(FieldType type) {
  return type == FieldType::name || type == FieldType::text ? state::KeyMode::pinyin : state::KeyMode::digits;
}

void set_focus(state::AppState& state, const Field& field) {
  if (state.form.focused_field != field.id) state::wipe(state.keys);
  state.form.focused_field = field.id;
  state.keys.mode = keys_for(field.type);
}

std::string_view answer_of(const Form& form, const Field& field) {
  const auto found = form.answers.find(field.id);
  return found == form.answers.end() ? std::string_view{} : std::string_view(found->second);
}

bool offers(const Form& form, const Field& field, const std::string& choice) {
  if (field.type == FieldType::choice) {
    return std::any_of(field.choices.begin(), field.choices.end(), [&](const auto& c) { return c.id == choice; });
  }
  return field.type == FieldType::day_part &&
         std::any_of(form.day_parts.begin(), form.day_parts.end(), [&](const auto& part) { return part.id == choice; });
}

// Answers to questions that are no longer asked are nobody's business.
void drop_unasked(Form& form, const model::RequestKind& kind) {
  const auto asked = asked_fields(kind, form.answers);
  for (auto answer = form.answers.begin(); answer != form.answers.end();) {
    if (std::any_of(asked.begin(), asked.end(), [&](const Field* f) { return f->id == answer->first; })) {
      ++answer;
    } else {
      state::wipe(answer->second);
      answer = form.answers.erase(answer);
    }
  }
  form.step = std::min(form.step, asked.empty() ? 0 : asked.size() - 1);
}

const Field* first_problem(const Form& form, const std::vector<const Field*>& asked) {
  for (const Field* field : asked) {
    if (problem_of(*field, answer_of(form, *field)) != Form::Problem::none) return field;
  }
  return nullptr;
}

void clear_problem(Form& form) {
  form.problem_field.clear();
  form.problem = Form::Problem::none;
}

void show_problem(state::AppState& state, const std::vector<const Field*>& asked, const Field& field) {
  state.form.problem_field = field.id;
  state.form.problem = problem_of(field, answer_of(state.form, field));
  state.form.step = static_cast<std::size_t>(std::find(asked.begin(), asked.end(), &field) - asked.begin());
  set_focus(state, field);
}

void show_step(state::AppState& state, const std::vector<const Field*>& asked, std::size_t step) {
  state.form.step = step;
  state.page[ScreenId::form] = 0;
  set_focus(state, *asked[step]);
}

void show_summary(state::AppState& state) {
  clear_problem(state.form);
  state.form.failure.clear();
  state::wipe(state.keys);
  go_to(state, ScreenId::summary);
}

}  // namespace

void start_form(state::AppState& state, const model::RequestKind& kind, const Context& context, base::Instant now) {
  if (state.form.kind_id != kind.id) {
    state::wipe(state.form);
    state.form.kind_id = kind.id;
  }
  state.form.day_parts = offered_day_parts(context.rules.calendar, base::date_of(now, context.zone));
  state.form.submitting = false;
  state.form.failure.clear();
  clear_problem(state.form);
  // A draft from before midnight may hold a day that has gone by.
  for (const Field& field : kind.fields) {
    if (field.type == FieldType::day_part && !offers(state.form, field, std::string(answer_of(state.form, field)))) {
      state.form.answers.erase(field.id);
    }
  }
  drop_unasked(state.form, kind);
  show_step(state, asked_fields(kind, state.form.answers), 0);
}

void choose_answer(state::AppState& state, const state::ChooseAnswer& chosen, const Context& context) {
  const model::RequestKind* kind = kind_of(state, context);
  if (!kind || state.form.submitting) return;
  Form& form = state.form;
  const auto before = asked_fields(*kind, form.answers);
  const auto at = std::find_if(before.begin(), before.end(), [&](const Field* f) { return f->id == chosen.field_id; });
  if (at == before.end() || !offers(form, **at, chosen.choice_id)) return;
  const Field& field = **at;
  std::string& answer = form.answers[field.id];
  answer = !field.required && answer == chosen.choice_id ? std::string() : chosen.choice_id;
  drop_unasked(form, *kind);
  if (form.problem_field == field.id) clear_problem(form);
  set_focus(state, field);
  const auto asked = asked_fields(*kind, form.answers);
  const auto step = static_cast<std::size_t>(
      std::find_if(asked.begin(), asked.end(), [&](const Field* f) { return f == &field; }) - asked.begin());
  form.step = step;
  if (form.answers[field.id].empty()) return;
  // Whoever only chooses needs no "next": the question answered leads on by itself.
  if (state.large) return next_step(state, context);
  const bool only_choices = std::none_of(asked.begin(), asked.end(), [](const Field* f) { return is_typed(f->type); });
  if (only_choices && !first_problem(form, asked)) show_summary(state);
}

void focus_field(state::AppState& state, const std::string& field_id, const Context& context) {
  const model::RequestKind* kind = kind_of(state, context);
  if (!kind || state.form.submitting) return;
  const auto asked = asked_fields(*kind, state.form.answers);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (asked[i]->id != field_id) continue;
    if (state.screen == ScreenId::summary) go_to(state, ScreenId::form);
    show_step(state, asked, i);
    return;
  }
}

void next_step(state::AppState& state, const Context& context) {
  const model::RequestKind* kind = kind_of(state, context);
  if (!kind || state.form.submitting) return;
  Form& form = state.form;
  const auto asked = asked_fields(*kind, form.answers);
  if (asked.empty()) return;
  form.step = std::min(form.step, asked.size() - 1);
  if (state.large && form.step + 1 < asked.size()) {
    const Field& field = *asked[form.step];
    if (problem_of(field, answer_of(form, field)) != Form::Problem::none) return show_problem(state, asked, field);
    clear_problem(form);
    return show_step(state, asked, form.step + 1);
  }
  if (const Field* field = first_problem(form, asked)) return show_problem(state, asked, *field);
  show_summary(state);
}

void previous_step(state::AppState& state, const Context& context) {
  const model::RequestKind* kind = kind_of(state, context);
  if (!kind || state.form.submitting) return;
  const auto asked = asked_fields(*kind, state.form.answers);
  if (state.screen == ScreenId::summary) {
    go_to(state, ScreenId::form);
    if (!asked.empty()) show_step(state, asked, state.large ? asked.size() - 1 : 0);
    return;
  }
  if (!state.large || state.form.step == 0 || asked.empty()) return go_back(state);
  clear_problem(state.form);
  show_step(state, asked, std::min(state.form.step, asked.size()) - 1);
}

void keep_place(state::AppState& state, const Context& context) {
  const model::RequestKind* kind = kind_of(state, context);
  if (!kind || state.screen != ScreenId::form) return;
  const auto asked = asked_fields(*kind, state.form.answers);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (asked[i]->id == state.form.focused_field) state.form.step = i;
  }
}

Effects submit(state::AppState& state, const Context& context, base::Instant now) {
  const model::RequestKind* kind = kind_of(state, context);
  if (!kind || state.screen != ScreenId::summary || state.form.submitting) return {};
  Form& form = state.form;
  const auto asked = asked_fields(*kind, form.answers);
  if (const Field* field = first_problem(form, asked)) {
    go_to(state, ScreenId::form);
    show_problem(state, asked, *field);
    return {};
  }
  SubmitRequest request;
  request.kind = kind->id;
  request.account = state.session.unlocked.value_or("");
  for (const Field* field : asked) {
    const std::string_view answer = base::trim(answer_of(form, *field));
    if (!answer.empty()) request.answers.emplace(field->id, answer);
  }
  std::string promise_id = kind->promise_id;
  if (promise_id.ends_with('.')) promise_id += model::name_of(context.site_class);
  if (const model::Promise* promise = context.rules.promise(promise_id)) {
    request.promised_at = context.rules.due_at(*promise, now, context.zone);
  }
  form.submitting = true;
  form.failure.clear();
  state.last_promised_at = request.promised_at;
  return {std::move(request)};
}

}  // namespace gridboard::kiosk::update
