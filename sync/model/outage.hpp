// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/rules.hpp"

namespace gridboard::model {

enum class OutageKind { planned, temporary, fault, rationing };  // 计划, 临时, 故障, 有序用电
enum class OutageState { announced, ongoing, restored, cancelled };

// One step of what people are told: a crew on its way, a new estimate, power back.
struct OutageStep {
  base::Instant at{};
  std::string text;
  std::optional<base::Instant> etr;  // the estimate that this step set, if it did

  bool operator==(const OutageStep&) const = default;
};

// A window of a reserved maintenance (预约检修) that customers choose among.
struct OutageWindow {
  std::string id;  // unique in its outage: "1"
  base::Instant from{}, to{};

  bool operator==(const OutageWindow&) const = default;
};

// Outage 停电.
struct Outage {
  std::string id;
  OutageKind kind = OutageKind::fault;
  OutageState state = OutageState::announced;
  std::string cause;
  std::string scope;                  // in words: "3 栋 1–3 单元"
  std::string line;                   // the feeder or transformer district, in words
  std::vector<std::string> audience;  // place paths, worked out from supply points or given
  std::vector<std::string> supply_ids;
  base::Instant published_at{};
  base::Instant start{};
  std::optional<base::Instant> etr;  // 预计复电时间; required for planned and temporary
  std::optional<base::Instant> restored_at;
  std::vector<OutageStep> timeline;        // oldest first
  std::string override_reason;             // why it went out later than the rule asks; "" if in time
  std::vector<OutageWindow> windows;       // offered, by start; empty if there is nothing to choose
  std::optional<base::Instant> choose_by;  // with windows: choices are taken before it
  std::string chosen_window;               // id, once the desk has decided; start and etr are then those of it
  // 撤销, of a cancelled one: it was told by mistake, or was told to have begun and power never was off.
  bool withdrawn = false;
  // The desk's own, none of it on boards.
  std::int64_t version = 1;  // counts up with each change
  base::Instant told_at{};   // since when the present start is told; published_at until it is moved, also if unset
  std::int64_t households = 0, boards = 0;  // affected, counted when it was announced
  std::int64_t reopened = 0;                // how often power was said to be back and wasn't

  bool operator==(const Outage&) const = default;
};

// Names the first field that is wrong: cause, scope, line (not asked of a fault), audience, times out of order, windows
// (of a planned outage, with choose_by not after the first, by start, apart; the decided one among them), withdrawn.
[[nodiscard]] base::Result<void> check(const Outage& outage);
inline constexpr std::size_t kMaxOutageWindows = 7;  // as many as fit on a screen in large type
// Whether customers may still choose: windows, not decided, announced, before choose_by.
[[nodiscard]] bool may_choose(const Outage& outage, base::Instant now);
// Customers with cold storage can't be without power for longer than the rule says; exactly so long fits.
[[nodiscard]] bool fits_cold_storage(const OutageWindow& window, const OutageRules& rules);
// Lead time that the rule asks of this kind; zero for faults.
[[nodiscard]] std::chrono::seconds required_lead(OutageKind kind, const OutageRules& rules);
// Since when people know the present start.
[[nodiscard]] base::Instant told_at(const Outage& outage);
// True if told early enough: start - told_at >= required lead. Exactly on the second is in time. Both are moments, so
// no change of a zone's clock makes it longer or shorter. What needs no lead is always in time.
[[nodiscard]] bool in_time(const Outage& outage, const OutageRules& rules);
// The state that people see at `now`: an announced outage whose start has come is ongoing.
[[nodiscard]] OutageState state_at(const Outage& outage, base::Instant now);
// The state machine, by the states that people see: announced -> ongoing or cancelled, ongoing -> restored, or
// cancelled where it is withdrawn, restored -> ongoing where it was said too early. A state never follows itself.
[[nodiscard]] bool may_follow(OutageState from, OutageState to);
// Whether it may be withdrawn at `now`: one that is ongoing, or a fault that was announced. Any other that has not
// begun is cancelled instead.
[[nodiscard]] bool may_withdraw(const Outage& outage, base::Instant now);
// People wait for power longer than they were told. Exactly at the estimate they don't yet.
[[nodiscard]] bool is_overdue(const Outage& outage, base::Instant now);

[[nodiscard]] const char* name_of(OutageKind kind);
[[nodiscard]] const char* name_of(OutageState state);
[[nodiscard]] base::Result<OutageKind> parse_outage_kind(std::string_view text);
[[nodiscard]] base::Result<OutageState> parse_outage_state(std::string_view text);

}  // namespace gridboard::model
