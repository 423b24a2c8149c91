// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/outage.hpp"

#include <algorithm>

#include "sync/model/names.hpp"

namespace gridboard::model {

namespace {

constexpr std::array<Word<OutageKind>, 8> kKinds{{{OutageKind::planned, "planned", "计划"},
                                                  {OutageKind::planned, "planned", "计划停电"},
                                                  {OutageKind::temporary, "temporary", "临时"},
                                                  {OutageKind::temporary, "temporary", "临时停电"},
                                                  {OutageKind::fault, "fault", "故障"},
                                                  {OutageKind::fault, "fault", "故障停电"},
                                                  {OutageKind::rationing, "rationing", "有序用电"},
                                                  {OutageKind::rationing, "rationing", "错峰"}}};

constexpr std::array<Word<OutageState>, 4> kStates{{{OutageState::announced, "announced", "已公告"},
                                                    {OutageState::ongoing, "ongoing", "停电中"},
                                                    {OutageState::restored, "restored", "已复电"},
                                                    {OutageState::cancelled, "cancelled", "已取消"}}};

bool is_blank(const std::string& text) {
  return base::trim(text).empty();
}

base::Result<void> check_times(const Outage& outage) {
  const auto wrong = [](const char* message) { return base::fail(base::ErrorCode::invalid_input, message); };
  const bool announced_kind = outage.kind == OutageKind::planned || outage.kind == OutageKind::temporary;
  if (outage.start == base::Instant{}) return wrong("start: an outage needs one");
  if (announced_kind && !outage.etr) return wrong("etr: a planned or temporary outage needs an estimated end");
  if (outage.etr && *outage.etr <= outage.start) return wrong("etr: must be after start");
  if (outage.state == OutageState::restored && !outage.restored_at) {
    return wrong("restored_at: a restored outage needs the time");
  }
  if (outage.restored_at && *outage.restored_at < outage.start) return wrong("restored_at: is before start");
  const bool ordered = std::is_sorted(outage.timeline.begin(), outage.timeline.end(),
                                      [](const OutageStep& a, const OutageStep& b) { return a.at < b.at; });
  if (!ordered) return wrong("timeline: steps must be oldest first");
  return {};
}

base::Result<void> check_windows(const Outage& outage) {
  const auto wrong = [](const char* message) { return base::fail(base::ErrorCode::invalid_input, message); };
  const std::vector<OutageWindow>& windows = outage.windows;
  if (windows.empty()) {
    if (outage.choose_by) return wrong("choose_by: there are no windows to choose");
    if (!outage.chosen_window.empty()) return wrong("chosen_window: there are no windows");
    return {};
  }
  if (outage.kind != OutageKind::planned) return wrong("windows: only a planned outage has them");
  if (windows.size() > kMaxOutageWindows) return wrong("windows: more than 7");
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const OutageWindow& window = windows[i];
    if (is_blank(window.id)) return wrong("windows: one has no id");
    if (window.to <= window.from) return wrong("windows: one ends before it starts");
    if (i > 0 && window.from < windows[i - 1].to) return wrong("windows: must stand by start and not overlap");
    const bool repeated = std::any_of(windows.begin(), windows.begin() + static_cast<std::ptrdiff_t>(i),
                                      [&window](const OutageWindow& earlier) { return earlier.id == window.id; });
    if (repeated) return wrong("windows: two have the same id");
  }
  if (!outage.choose_by) return wrong("choose_by: is needed with windows");
  if (*outage.choose_by > windows.front().from) return wrong("choose_by: is after the first window's start");
  const bool known = outage.chosen_window.empty() ||
                     std::any_of(windows.begin(), windows.end(),
                                 [&](const OutageWindow& window) { return window.id == outage.chosen_window; });
  if (!known) return wrong("chosen_window: is none of the windows");
  return {};
}

}  // namespace

base::Result<void> check(const Outage& outage) {
  const auto wrong = [](const char* message) { return base::fail(base::ErrorCode::invalid_input, message); };
  if (is_blank(outage.cause)) return wrong("cause: an outage needs one");
  if (is_blank(outage.scope)) return wrong("scope: an outage needs the area in words");
  // Article 28 asks for area, line and time; of a fault the line may not be known yet.
  if (outage.kind != OutageKind::fault && is_blank(outage.line)) {
    return wrong("line: an announced outage needs the line or transformer district");
  }
  if (outage.audience.empty()) return wrong("audience: an outage needs at least one place");
  if (std::any_of(outage.audience.begin(), outage.audience.end(), is_blank)) {
    return wrong("audience: the path of a place is empty");
  }
  if (outage.withdrawn && outage.state != OutageState::cancelled) {
    return wrong("withdrawn: only a cancelled outage can be");
  }
  if (auto times = check_times(outage); !times) return times;
  return check_windows(outage);
}

bool may_choose(const Outage& outage, base::Instant now) {
  return !outage.windows.empty() && outage.chosen_window.empty() && outage.state == OutageState::announced &&
         outage.choose_by && now < *outage.choose_by;
}

bool fits_cold_storage(const OutageWindow& window, const OutageRules& rules) {
  return window.to - window.from <= rules.cold_storage_most;
}

std::chrono::seconds required_lead(OutageKind kind, const OutageRules& rules) {
  if (kind == OutageKind::planned) return rules.planned_lead;
  if (kind == OutageKind::temporary) return rules.temporary_lead;
  return std::chrono::seconds(0);
}

base::Instant told_at(const Outage& outage) {
  return std::max(outage.published_at, outage.told_at);
}

bool in_time(const Outage& outage, const OutageRules& rules) {
  const std::chrono::seconds lead = required_lead(outage.kind, rules);
  // What nobody could foresee can't be late.
  return lead.count() == 0 || outage.start - told_at(outage) >= lead;
}

OutageState state_at(const Outage& outage, base::Instant now) {
  return outage.state == OutageState::announced && outage.start <= now ? OutageState::ongoing : outage.state;
}

bool may_follow(OutageState from, OutageState to) {
  using enum OutageState;
  switch (from) {
    case announced:
      return to == ongoing || to == cancelled;
    case ongoing:
      return to == restored || to == cancelled;
    case restored:
      return to == ongoing;
    case cancelled:
      break;
  }
  return false;
}

bool may_withdraw(const Outage& outage, base::Instant now) {
  const OutageState state = state_at(outage, now);
  return state == OutageState::ongoing || (state == OutageState::announced && outage.kind == OutageKind::fault);
}

bool is_overdue(const Outage& outage, base::Instant now) {
  return state_at(outage, now) == OutageState::ongoing && outage.etr && *outage.etr < now;
}

const char* name_of(OutageKind kind) {
  return name_in(kKinds, kind);
}
const char* name_of(OutageState state) {
  return name_in(kStates, state);
}

base::Result<OutageKind> parse_outage_kind(std::string_view text) {
  return parse_in(kKinds, text, "kind of outage");
}
base::Result<OutageState> parse_outage_state(std::string_view text) {
  return parse_in(kStates, text, "state of an outage");
}

}  // namespace gridboard::model
