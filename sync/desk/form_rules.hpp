// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a fit answer to a field of the catalogue is. Boards judge by the same rules before anything is handed in; here
// they are kept for forms that come from the net.

#include <string>
#include <string_view>
#include <vector>

#include "sync/base/time.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/rules.hpp"

namespace gridboard::desk {

// Half a day of one of the next three working days, or "call": "2026-11-23/morning", as boards offer them.
[[nodiscard]] std::vector<std::string> offered_day_parts(const model::WorkingCalendar& calendar, base::Date today);

// A Chinese mobile number, or a landline with its area code; spaces and hyphens don't matter.
[[nodiscard]] bool is_phone(std::string_view typed);

enum class AnswerProblem { none, missing, malformed };
// `day_parts`: those offered, for fields of that type. Which windows are offered is the outage's to say.
[[nodiscard]] AnswerProblem problem_of(const model::Field& field, std::string_view answer,
                                       const std::vector<std::string>& day_parts);

}  // namespace gridboard::desk
