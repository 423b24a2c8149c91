// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/form.hpp"

#include <algorithm>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/navigate.hpp"
#include "kiosk/update/neighbours.hpp"
#include "kiosk/update/typed.hpp"
#include "kiosk/update/windows.hpp"
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

void set_focus(state::AppState& state, const Field& field) {
  if (state.form.focused_field != field.id) state::wipe(state.keys);
  const bool same = state.form.focused_field == field.id;
  state.form.focused_field = field.id;
  if (!same || (state.keys.composing.empty() && state.keys.written.empty())) begin_keys(state, field.type);
}

std::string_view answer_of(const Form& form, const Field& field) {
  const auto found = form.answers.find(field.id);
  return found == form.answers.end() ? std::string_view{} : std::string_view(found->second);
}

bool offers(const Form& form, const Field& field, std::string_view choice) {
  const auto is_among = [choice](const auto& offered) {
    return std::any_of(offered.begin(), offered.end(), [choice](const auto& each) { return each.id == choice; });
  };
  switch (field.type) {
    case FieldType::choice:
      return is_among(field.choices);
    case FieldType::day_part:
      return is_among(form.day_parts);
    case FieldType::window:
      return is_among(form.windows);
    default:
      return false;
  }
}

const Field* first_problem(const Form& form, const std::vector<const Field*>& asked) {
  for (const Field* field : asked) {
    if (problem_in(form, *field) != Form::Problem::none) return field;
  }
  return nullptr;
}

void clear_problem(Form& form) {
  form.problem_field.clear();
  form.problem = Form::Problem::none;
}

std::size_t step_of(const std::vector<const Field*>& asked, const Field& field) {
  return static_cast<std::size_t>(std::find(asked.begin(), asked.end(), &field) - asked.begin());
}

void show_problem(state::AppState& state, const std::vector<const Field*>& asked, const Field& field) {
  state.form.problem_field = field.id;
  state.form.problem = problem_in(state.form, field);
  state.form.step = step_of(asked, field);
  set_focus(state, field);
}

void show_step(state::AppState& state, const std::vector<const Field*>& asked, std::size_t step) {
  state.form.step = step;
  state.page[ScreenId::form] = 0;
  set_focus(state, *asked[step]);
}

void show_summary(state::AppState& state, base::Instant now) {
  clear_problem(state.form);
  state.form.failure.clear();
  state::wipe(state.keys);
  go_to(state, ScreenId::summary);
  say_if_too_late(state, now);
}

}  // namespace

void drop_unasked(Form& form, const model::RequestKind& kind) {
  const auto asked = state::asked_fields(form, kind);
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

Form::Problem problem_in(const Form& form, const Field& field) {
  const std::string_view answer = base::trim(answer_of(form, field));
  if (answer.empty()) return state::is_required(form, field) ? Form::Problem::missing : Form::Problem::none;
  if (!is_typed(field.type)) return offers(form, field, answer) ? Form::Problem::none : Form::Problem::malformed;
  return model::problem_of(field, answer);
}

void start_form(state::AppState& state, const model::RequestKind& kind, const std::string& outage_id,
                const Context& context, base::Instant now) {
  if (state.form.kind_id != kind.id || state.form.outage_id != outage_id) {
    state::wipe(state.form);
    state.form.kind_id = kind.id;
    state.form.outage_id = outage_id;
  }
  state.form.windows = offered_windows(state, outage_id, now);
  state.form.day_parts = offered_day_parts(context.rules.calendar, base::date_of(now, context.zone));
  state.form.submitting = false;
  state.form.failure.clear();
  clear_problem(state.form);
  // A draft from before midnight may hold a day that has gone by.
  for (const Field& field : kind.fields) {
    const bool is_dated = field.type == FieldType::day_part || field.type == FieldType::window;
    if (is_dated && !offers(state.form, field, answer_of(state.form, field))) state.form.answers.erase(field.id);
  }
  drop_unasked(state.form, kind);
  show_step(state, state::asked_fields(state.form, kind), 0);
}

void choose_answer(state::AppState& state, const state::ChooseAnswer& chosen, const Context& context,
                   base::Instant now) {
  const model::RequestKind* kind = kind_of(state, context);
  if (!kind || state.form.submitting) return;
  Form& form = state.form;
  const auto before = state::asked_fields(form, *kind);
  const auto at = std::find_if(before.begin(), before.end(), [&](const Field* f) { return f->id == chosen.field_id; });
  if (at == before.end() || !offers(form, **at, chosen.choice_id)) return;
  const Field& field = **at;
  std::string& answer = form.answers[field.id];
  const std::string meant = !field.required && answer == chosen.choice_id ? std::string() : chosen.choice_id;
  if (field.id == kind->neighbour_field && answer != meant) forget_neighbour(form);
  answer = meant;
  drop_unasked(form, *kind);
  if (form.problem_field == field.id) clear_problem(form);
  set_focus(state, field);
  if (meant.empty()) return;
  const state::ReportView* report = fitting_report(state, *kind, now);
  if (report && field.id == kind->neighbour_field) {
    form.neighbour = *report;
    form.step = step_of(state::asked_fields(form, *kind), field);
    return go_to(state, ScreenId::same_report);
  }
  lead_on(state, *kind, field, context, now);
}

void lead_on(state::AppState& state, const model::RequestKind& kind, const Field& field, const Context& context,
             base::Instant now) {
  const auto asked = state::asked_fields(state.form, kind);
  state.form.step = step_of(asked, field);
  set_focus(state, field);
  // Whoever only chooses needs no "next": the question answered leads on by itself.
  if (state.large) return next_step(state, context, now);
  const auto typed = std::find_if(asked.begin(), asked.end(), [](const Field* f) { return is_typed(f->type); });
  if (typed == asked.end() && !first_problem(state.form, asked)) return show_summary(state, now);
  // What is left of a neighbour's report is the phone number.
  if (!state.form.same_as.empty() && typed != asked.end()) show_step(state, asked, step_of(asked, **typed));
}

void focus_field(state::AppState& state, const std::string& field_id, const Context& context) {
  const model::RequestKind* kind = kind_of(state, context);
  if (!kind || state.form.submitting) return;
  const auto asked = state::asked_fields(state.form, *kind);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (asked[i]->id != field_id) continue;
    if (state.screen == ScreenId::summary) go_to(state, ScreenId::form);
    show_step(state, asked, i);
    return;
  }
}

void next_step(state::AppState& state, const Context& context, base::Instant now) {
  const model::RequestKind* kind = kind_of(state, context);
  if (!kind || state.form.submitting) return;
  Form& form = state.form;
  if (waits_for_same(form)) return go_to(state, ScreenId::same_report);
  const auto asked = state::asked_fields(form, *kind);
  if (asked.empty()) return;
  form.step = std::min(form.step, asked.size() - 1);
  if (state.large && form.step + 1 < asked.size()) {
    const Field& field = *asked[form.step];
    if (problem_in(form, field) != Form::Problem::none) return show_problem(state, asked, field);
    clear_problem(form);
    return show_step(state, asked, form.step + 1);
  }
  if (const Field* field = first_problem(form, asked)) return show_problem(state, asked, *field);
  show_summary(state, now);
}

void previous_step(state::AppState& state, const Context& context) {
  const model::RequestKind* kind = kind_of(state, context);
  if (!kind || state.form.submitting) return;
  const auto asked = state::asked_fields(state.form, *kind);
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
  const auto asked = state::asked_fields(state.form, *kind);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (asked[i]->id == state.form.focused_field) state.form.step = i;
  }
}

Effects submit(state::AppState& state, const Context& context, base::Instant now) {
  const model::RequestKind* kind = kind_of(state, context);
  if (!kind || state.screen != ScreenId::summary || state.form.submitting) return {};
  Form& form = state.form;
  const auto asked = state::asked_fields(form, *kind);
  if (const Field* field = first_problem(form, asked)) {
    go_to(state, ScreenId::form);
    show_problem(state, asked, *field);
    return {};
  }
  say_if_too_late(state, now);
  if (is_too_late(state, now)) return {};
  SubmitRequest request;
  request.kind = kind->id;
  request.same_as = form.same_as;
  request.outage_id = form.outage_id;
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
