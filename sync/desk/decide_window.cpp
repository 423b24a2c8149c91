// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/decide_window.hpp"

#include <algorithm>

#include "sync/desk/choose_window.hpp"
#include "sync/desk/lead_time.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

Result<void> decide(model::Outage& outage, const DecideWindow& wanted, const model::Rules& rules, base::Zone zone,
                    base::Instant now) {
  if (outage.windows.empty()) return fail(ErrorCode::conflict, "outage " + outage.id + " offers no windows");
  if (!outage.chosen_window.empty()) {
    return fail(ErrorCode::conflict,
                "outage " + outage.id + ": window " + outage.chosen_window + " is decided already");
  }
  if (outage.state != model::OutageState::announced) {
    return fail(ErrorCode::conflict, "outage " + outage.id + " is " + model::name_of(outage.state) + " already");
  }
  const auto window = std::find_if(outage.windows.begin(), outage.windows.end(),
                                   [&](const model::OutageWindow& one) { return one.id == wanted.window_id; });
  if (window == outage.windows.end()) {
    return fail(ErrorCode::not_found, "outage " + outage.id + " has no window '" + wanted.window_id +
                                          "'; there are 1 to " + std::to_string(outage.windows.size()));
  }
  if (window->from <= now) return fail(ErrorCode::conflict, "window " + window->id + " has begun already");
  auto late_because = keep_lead_time(outage.kind, now, window->from, rules, wanted.override_reason);
  if (!late_because) return tl::unexpected(late_because.error());
  if (!late_because->empty()) outage.override_reason = *late_because;
  outage.chosen_window = window->id;
  outage.start = window->from;
  outage.told_at = now;
  outage.etr = window->to;
  add_step(outage, {now, "检修时段已确定：" + window_in_words(*window, zone) + "。", window->to});
  return model::check(outage);
}

}  // namespace

Result<model::Outage> decide_window(store::Store& store, const DecideWindow& wanted, const model::Rules& rules,
                                    const base::Clock& clock, const OutageHand& hand) {
  const base::Instant now = clock.now();
  return change_outage(store, wanted.id, hand, {"decideWindow", wanted.override_reason}, now,
                       [&](store::Writer& writer, model::Outage& outage) -> Result<void> {
                         const auto settings = load_centre_settings(writer);
                         if (!settings) return tl::unexpected(settings.error());
                         auto decided = decide(outage, wanted, rules, settings->zone, now);
                         if (!decided) return decided;
                         return settle_choices(writer, *settings, outage.id, outage.timeline.back().text, wanted.by,
                                               now);
                       });
}

}  // namespace gridboard::desk
