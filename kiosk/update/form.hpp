// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The forms of the catalogue: which questions are asked, what is a fit answer, and the way from the first to the
// summary.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

[[nodiscard]] const model::Field* find_field(const model::RequestKind& kind, std::string_view id);
[[nodiscard]] bool is_typed(model::FieldType type);

// Half-days that may be chosen from tomorrow on: the next three working days, and a call first.
[[nodiscard]] std::vector<state::DayPartView> offered_day_parts(const model::WorkingCalendar& calendar,
                                                                base::Date today);

// The field's answer as it stands in the form.
[[nodiscard]] state::Form::Problem problem_in(const state::Form& form, const model::Field& field);
[[nodiscard]] bool has_field_of(const model::RequestKind& kind, model::FieldType type);

// A draft of the same kind and outage goes on. `outage_id`: whose windows are chosen from, "" for other kinds.
void start_form(state::AppState& state, const model::RequestKind& kind, const std::string& outage_id,
                const Context& context, base::Instant now);
void choose_answer(state::AppState& state, const state::ChooseAnswer& chosen, const Context& context,
                   base::Instant now);
void focus_field(state::AppState& state, const std::string& field_id, const Context& context);
void next_step(state::AppState& state, const Context& context, base::Instant now);
// After this field was answered: to the next question, or to the summary where nothing is left to ask.
void lead_on(state::AppState& state, const model::RequestKind& kind, const model::Field& field, const Context& context,
             base::Instant now);
// Answers to questions that are no longer asked are nobody's business.
void drop_unasked(state::Form& form, const model::RequestKind& kind);
void previous_step(state::AppState& state, const Context& context);
// After the type size changed: the question that was being answered stays in view.
void keep_place(state::AppState& state, const Context& context);
[[nodiscard]] Effects submit(state::AppState& state, const Context& context, base::Instant now);

}  // namespace gridboard::kiosk::update
