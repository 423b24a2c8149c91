// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/alert_levels.hpp"

#include <algorithm>
#include <filesystem>
#include <span>

#include "sync/base/files.hpp"
#include "sync/model/json_fields.hpp"

namespace gridboard::model {

namespace {

using Words = std::span<const std::string_view>;
constexpr std::array<std::string_view, 5> kUrgencies{"Immediate", "Expected", "Future", "Past", "Unknown"};
constexpr std::array<std::string_view, 5> kSeverities{"Extreme", "Severe", "Moderate", "Minor", "Unknown"};
constexpr std::array<std::string_view, 5> kCertainties{"Observed", "Likely", "Possible", "Unlikely", "Unknown"};
constexpr std::array<std::string_view, 9> kResponses{"Shelter", "Evacuate", "Prepare",  "Execute", "Avoid",
                                                     "Monitor", "Assess",   "AllClear", "None"};
constexpr std::int64_t kMostMinutes = 24 * 60, kMostHours = 30 * 24;

std::string one_of(const JsonFields& fields, std::string_view name, Words words) {
  std::string word = fields.text(name);
  if (std::find(words.begin(), words.end(), word) == words.end()) fields.refuse(name, "is no word of CAP 1.2 for this");
  return word;
}

std::size_t index_of(OutageKind kind, OutageState state, std::size_t states) {
  return static_cast<std::size_t>(kind) * states + static_cast<std::size_t>(state);
}

}  // namespace

base::Result<AlertLevels> AlertLevels::parse(std::string_view json, std::string_view name_of_source) {
  JsonDocument document;
  const JsonFields top = document.read(json, name_of_source);
  top.allow_only({"title", "source", "expected_within_minutes", "told_after_end_hours", "levels"});
  static_cast<void>(top.text("source"));
  AlertLevels levels;
  levels.expected_within_ = std::chrono::minutes(top.integer("expected_within_minutes", 1, kMostMinutes));
  levels.told_after_end_ = std::chrono::hours(top.integer("told_after_end_hours", 1, kMostHours));
  for (const JsonFields& fields : top.objects("levels", kKinds * kStates)) {
    fields.allow_only({"kind", "state", "urgency", "severity", "certainty", "response", "source"});
    static_cast<void>(fields.text("source"));
    const auto kind = parse_outage_kind(fields.text("kind"));
    const auto state = parse_outage_state(fields.text("state"));
    if (!kind) fields.refuse("kind", "isn't one of the kinds of outages");
    if (!state) fields.refuse("state", "isn't one of the states of outages");
    if (!kind || !state) continue;
    AlertLevel& level = levels.levels_[index_of(*kind, *state, kStates)];
    if (!level.urgency.empty()) fields.refuse("state", "stands twice for this kind");
    level = {one_of(fields, "urgency", kUrgencies), one_of(fields, "severity", kSeverities),
             one_of(fields, "certainty", kCertainties), one_of(fields, "response", kResponses)};
  }
  const bool lacks_one = std::any_of(levels.levels_.begin(), levels.levels_.end(),
                                     [](const AlertLevel& level) { return level.urgency.empty(); });
  if (lacks_one) top.refuse("levels", "lacks a kind and state");
  if (document.first_error()) return tl::unexpected(*document.first_error());
  return levels;
}

base::Result<AlertLevels> AlertLevels::load(const std::string& path) {
  const auto json = base::read_file(path);
  if (!json) return tl::unexpected(json.error());
  return parse(*json, std::filesystem::path(path).filename().string());
}

AlertLevel AlertLevels::of(const Outage& outage, base::Instant now) const {
  const OutageState state = state_at(outage, now);
  AlertLevel level = levels_[index_of(outage.kind, state, kStates)];
  if (state == OutageState::announced && outage.start - now <= expected_within_) level.urgency = "Expected";
  return level;
}

}  // namespace gridboard::model
