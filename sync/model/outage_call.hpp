// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who is called before or during an outage, and what became of it.

#include <optional>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::model {

// Why somebody is called; where several fit, the first: 重要用户, 冷库, 水产养殖, 特殊关爱.
enum class CallCategory { important, cold_storage, aquaculture, care };
// acknowledged: an important user has confirmed it, which a temporary outage asks of each.
enum class CallOutcome { reached, acknowledged, no_answer, wrong_number, not_needed };

[[nodiscard]] const char* name_of(CallCategory category);
[[nodiscard]] const char* name_of(CallOutcome outcome);
[[nodiscard]] base::Result<CallCategory> parse_call_category(std::string_view text);
[[nodiscard]] base::Result<CallOutcome> parse_call_outcome(std::string_view text);

// Of a household's care flags (Household::care, comma separated, either width): nothing for none; what isn't one of the
// first three is care.
[[nodiscard]] std::optional<CallCategory> call_category_of(std::string_view care_flags);
[[nodiscard]] bool has_cold_storage(std::string_view care_flags);
// Nobody has to call again.
[[nodiscard]] bool is_settled(CallCategory category, std::optional<CallOutcome> outcome);
// Whether an important user still has to acknowledge.
[[nodiscard]] bool awaits_acknowledgement(CallCategory category, std::optional<CallOutcome> outcome);

}  // namespace gridboard::model
