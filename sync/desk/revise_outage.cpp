// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/revise_outage.hpp"

#include "sync/desk/announce_outage.hpp"
#include "sync/desk/choose_window.hpp"

namespace gridboard::desk {

namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

Result<void> move(store::Reader& reader, model::Outage& outage, const ReviseOutage& wanted, const model::Rules& rules,
                  base::Zone zone, base::Instant now) {
  const model::OutageState state = model::state_at(outage, now);
  if (state != model::OutageState::announced) {
    return fail(ErrorCode::conflict,
                "outage " + outage.id + " is " + model::name_of(state) + "; only one that has not begun can be moved");
  }
  if (!outage.windows.empty()) {
    return fail(ErrorCode::conflict, "outage " + outage.id + " has windows to choose among; decide one of them");
  }
  const base::Instant start = wanted.start.value_or(outage.start);
  if (start <= now) return fail(ErrorCode::invalid_input, "start: lies in the past");
  const bool moved = start != outage.start;
  outage.start = start;
  if (wanted.etr) outage.etr = wanted.etr;
  if (moved) outage.told_at = now;
  auto against =
      keep_outage_rules(reader, outage, model::told_at(outage), rules,
                        wanted.override_reason.empty() && !moved ? outage.override_reason : wanted.override_reason,
                        base::date_of(now, zone));
  if (!against) return tl::unexpected(against.error());
  outage.override_reason = *against;
  if (!wanted.text.empty()) return {};
  const std::string when = outage.etr ? window_in_words({"", outage.start, *outage.etr}, zone)
                                      : window_in_words({"", outage.start, outage.start}, zone);
  add_step(outage, {now, "停电时间调整为：" + when + "。", outage.etr});
  return {};
}

}  // namespace

Result<model::Outage> revise_outage(store::Store& store, const ReviseOutage& wanted, const model::Rules& rules,
                                    const base::Clock& clock, const OutageHand& hand) {
  const base::Instant now = clock.now();
  return change_outage(store, wanted.id, hand, {"changeOutage", wanted.override_reason}, now,
                       [&](store::Writer& writer, model::Outage& outage) -> Result<void> {
                         const auto settings = load_centre_settings(writer);
                         if (!settings) return tl::unexpected(settings.error());
                         if (outage.state == model::OutageState::cancelled) {
                           return fail(
                               ErrorCode::conflict,
                               "outage " + outage.id + (outage.withdrawn ? " was withdrawn" : " was cancelled"));
                         }
                         if (wanted.cause) outage.cause = *wanted.cause;
                         if (wanted.scope) outage.scope = *wanted.scope;
                         if (wanted.line) outage.line = *wanted.line;
                         const bool other_start = wanted.start && *wanted.start != outage.start;
                         const bool other_etr = wanted.etr && wanted.etr != outage.etr;
                         if (other_start || other_etr) {
                           if (auto moved = move(writer, outage, wanted, rules, settings->zone, now); !moved)
                             return moved;
                         }
                         if (!wanted.text.empty())
                           add_step(outage, {now, wanted.text, other_etr ? wanted.etr : std::nullopt});
                         return model::check(outage);
                       });
}

}  // namespace gridboard::desk
