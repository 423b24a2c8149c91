// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What staff do about alarms: say that they see to one, and set from which figure on there is one. Every change is one
// transaction with its entry in the audit chain. forbidden: not allowed at one of the places that it touches.

#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/desk/notice_desk.hpp"
#include "sync/model/alarm.hpp"
#include "sync/store/alarms.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// For one request. All of it outlives the calls.
struct AlarmDesk {
  store::Store& store;
  base::Random& random;
  Actor actor;
  May may;
  base::Instant now{};
};

[[nodiscard]] const char* name_of(store::AlarmState state);
[[nodiscard]] store::AlarmState state_of(const store::Alarm& alarm);
// Where its boards stand, each once, joined by '|'; what they have in common if those are too many to be read.
[[nodiscard]] std::string places_of(const store::Alarm& alarm);
// As the audit chain keeps it: JSON.
[[nodiscard]] std::string text_of(const store::Alarm& alarm);

// Who saw to it first stays. not_found; conflict if it has ended, or somebody sees to it.
[[nodiscard]] base::Result<store::Alarm> acknowledge_alarm(const AlarmDesk& desk, std::string_view id,
                                                           const std::string& note);

// invalid_input: neither a place nor a group that is there, or both; a figure that isn't within its kind's limits.
// conflict: there is a rule of the kind for these boards.
[[nodiscard]] base::Result<store::AlarmRule> add_alarm_rule(const AlarmDesk& desk, const model::AlarmFigures& figures,
                                                            const store::AlarmRule& rule);
// Kind, place and group stay as they are. not_found.
[[nodiscard]] base::Result<store::AlarmRule> change_alarm_rule(const AlarmDesk& desk,
                                                               const model::AlarmFigures& figures, std::string_view id,
                                                               bool on, std::int64_t figure);
[[nodiscard]] base::Result<void> remove_alarm_rule(const AlarmDesk& desk, std::string_view id);

inline constexpr std::string_view kNoSuchAlarm = "no alarm has this id";
inline constexpr std::string_view kAlarmEnded = "the alarm has ended";
inline constexpr std::string_view kAlarmSeenTo = "somebody sees to it already";
inline constexpr std::string_view kNoSuchAlarmRule = "no rule has this id";
inline constexpr std::string_view kAlarmRuleTaken = "there is a rule of this kind for these boards";
inline constexpr std::string_view kAlarmFigureOut = "figure: isn't within its limits";
inline constexpr std::string_view kAlarmRuleForNothing = "a rule is for a place or for a group that is there";

}  // namespace gridboard::desk
