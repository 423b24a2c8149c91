// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a fit answer to a field of the catalogue is. Boards judge by it before anything is handed in, the centre when a
// form comes from the net.

#include <string>
#include <string_view>
#include <vector>

#include "sync/base/time.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/rules.hpp"

namespace gridboard::model {

// A Chinese mobile number, or a landline with its area code; blanks and hyphens don't matter.
[[nodiscard]] bool is_phone(std::string_view typed);

enum class AnswerProblem { none, missing, malformed };
// By itself: whether a half-day or a window is one of those offered, the caller knows.
[[nodiscard]] AnswerProblem problem_of(const Field& field, std::string_view answer);

// Half of a working day that may be chosen for a visit.
struct HalfDay {
  base::Date date{};
  bool afternoon = false;
};
[[nodiscard]] std::string id_of(const HalfDay& half_day);  // "2026-11-23/morning": the answer that is handed in
// The answer of those who want a call first.
inline constexpr std::string_view kCallFirst = "call";
// The first five of the next three working days. With the call they are six choices: a screen may offer seven, and six
// are easier to read.
[[nodiscard]] std::vector<HalfDay> offered_half_days(const WorkingCalendar& calendar, base::Date today);

}  // namespace gridboard::model
