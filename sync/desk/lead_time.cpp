// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/lead_time.hpp"

namespace gridboard::desk {
namespace {

std::string hours_in_words(std::chrono::seconds lead) {
  const auto seconds = lead.count();
  const auto two_digits = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return std::to_string(seconds / 3600) + ":" + two_digits(seconds / 60 % 60) + ":" + two_digits(seconds % 60) + " h";
}

}  // namespace

base::Result<std::string> keep_lead_time(model::OutageKind kind, base::Instant told, base::Instant start,
                                         const model::Rules& rules, const std::string& reason) {
  const auto asked = model::required_lead(kind, rules.outage);
  if (asked.count() == 0 || start - told >= asked) return std::string();
  if (!reason.empty()) return reason;
  const auto given = std::chrono::floor<std::chrono::seconds>(start - told);
  const std::string begins =
      given.count() < 0 ? "this one began in the past" : "this one begins in " + hours_in_words(given);
  return base::fail(base::ErrorCode::conflict, std::string("a ") + model::name_of(kind) +
                                                   " outage has to be announced at least " + hours_in_words(asked) +
                                                   " ahead, " + begins + "; give a reason to override the rule");
}

}  // namespace gridboard::desk
