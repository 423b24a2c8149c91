// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The forms of the catalogue: which questions are asked, what is a fit answer, and the way from the first to the
// summary.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/update/update.hpp"

namespace gridboard::kiosk::update {

using Answers = std::map<std::string, std::string>;

// The fields that are asked after these answers, in order.
[[nodiscard]] std::vector<const model::Field*> asked_fields(const model::RequestKind& kind, const Answers& answers);
[[nodiscard]] const model::Field* find_field(const model::RequestKind& kind, std::string_view id);
[[nodiscard]] bool is_typed(model::FieldType type);

// A mobile number, or a landline with its area code; blanks and hyphens don't matter.
[[nodiscard]] bool is_phone(std::string_view typed);
[[nodiscard]] state::Form::Problem problem_of(const model::Field& field, std::string_view answer);

// Half-days that may be chosen from tomorrow on: the next three working days, and a call first.
[[nodiscard]] std::vector<state::DayPartView> offered_day_parts(const model::WorkingCalendar& calendar,
                                                                base::Date today);

void start_form(state::AppState& state, const model::RequestKind& kind, const Context& context, base::Instant now);
void choose_answer(state::AppState& state, const state::ChooseAnswer& chosen, const Context& context);
void focus_field(state::AppState& state, const std::string& field_id, const Context& context);
void next_step(state::AppState& state, const Context& context);
void previous_step(state::AppState& state, const Context& context);
// After the type size changed: the question that was being answered stays in view.
void keep_place(state::AppState& state, const Context& context);
[[nodiscard]] Effects submit(state::AppState& state, const Context& context, base::Instant now);

}  // namespace gridboard::kiosk::update
