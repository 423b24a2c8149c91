// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/offer_windows.hpp"

#include <algorithm>

#include "sync/desk/announce_outage.hpp"
#include "sync/desk/lead_time.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kFewestWindows = 2;

Result<std::vector<model::OutageWindow>> numbered(const OfferWindows& wanted, const model::Rules& rules) {
  auto given = wanted.windows;
  std::sort(given.begin(), given.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  std::vector<model::OutageWindow> windows;
  for (const auto& window : given) {
    model::OutageWindow made;
    made.id = std::to_string(windows.size() + 1);
    made.from = window.from;
    made.to = window.to;
    if (wanted.cold_storage && !model::fits_cold_storage(made, rules.outage)) {
      return fail(ErrorCode::conflict, "window " + made.id + " is longer than the " +
                                           std::to_string(rules.outage.cold_storage_most.count()) +
                                           " minutes that customers with cold storage may be without power");
    }
    windows.push_back(std::move(made));
  }
  return windows;
}

Result<void> check_open(const model::Outage& outage, base::Instant now) {
  if (outage.kind != model::OutageKind::planned) {
    return fail(ErrorCode::conflict, "outage " + outage.id + " is no planned one: there is nothing to choose");
  }
  if (model::state_at(outage, now) != model::OutageState::announced) {
    return fail(ErrorCode::conflict,
                "outage " + outage.id + " is " + model::name_of(model::state_at(outage, now)) + " already");
  }
  if (outage.chosen_window.empty()) return {};
  return fail(ErrorCode::conflict, "outage " + outage.id + ": window " + outage.chosen_window + " is decided already");
}

Result<void> check_not_chosen_from(store::Reader& reader, const std::string& outage_id) {
  const auto choices = reader.choices(outage_id);
  if (!choices) return tl::unexpected(choices.error());
  if (choices->empty()) return {};
  return fail(ErrorCode::conflict, std::to_string(choices->size()) +
                                       " customers have chosen among the windows that were offered; decide those");
}

// Whoever keeps cold storage there holds all windows to the rule, said so or not; a reason overrides it.
Result<void> check_cold_storage(store::Reader& reader, const model::Outage& outage,
                                const std::vector<model::OutageWindow>& windows, const OfferWindows& wanted,
                                const model::Rules& rules, base::Instant now) {
  if (!wanted.override_reason.empty()) return {};
  for (const model::OutageWindow& window : windows) {
    model::Outage then = outage;
    then.start = window.from;
    then.etr = window.to;
    // The lead time counts from when choices end, and has been looked at.
    const base::Instant long_before = window.from - model::required_lead(outage.kind, rules.outage);
    const auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    auto kept = keep_outage_rules(reader, then, long_before, rules, "", base::date_of(now, settings->zone));
    if (!kept) return tl::unexpected(kept.error());
  }
  return {};
}

}  // namespace

Result<model::Outage> offer_windows(store::Store& store, const OfferWindows& wanted, const model::Rules& rules,
                                    const base::Clock& clock, const OutageHand& hand) {
  const base::Instant now = clock.now();
  if (wanted.windows.size() < kFewestWindows) {
    return fail(ErrorCode::invalid_input, "window: at least two are needed, or there is nothing to choose");
  }
  if (wanted.choose_by <= now) return fail(ErrorCode::invalid_input, "choose-by: must lie in the future");
  auto windows = numbered(wanted, rules);
  if (!windows) return tl::unexpected(windows.error());
  auto late_because = keep_lead_time(model::OutageKind::planned, wanted.choose_by, windows->front().from, rules,
                                     wanted.override_reason);
  if (!late_because) {
    return fail(late_because.error().code, "choose-by: counted from there, " + late_because.error().message);
  }
  const auto alter = [&](store::Writer& writer, model::Outage& outage) -> Result<void> {
    if (auto open = check_open(outage, now); !open) return open;
    if (auto free = check_not_chosen_from(writer, outage.id); !free) return free;
    if (auto fits = check_cold_storage(writer, outage, *windows, wanted, rules, now); !fits) return fits;
    outage.windows = *windows;
    outage.choose_by = wanted.choose_by;
    outage.start = outage.windows.front().from;
    outage.told_at = now;
    outage.etr = outage.windows.front().to;
    if (!late_because->empty()) outage.override_reason = *late_because;
    add_step(outage, {now, "本次检修可以选时段，请在终端上选择您方便的时段。", std::nullopt});
    return model::check(outage);
  };
  return change_outage(store, wanted.id, hand, {"offerWindows", wanted.override_reason}, now, alter);
}

}  // namespace gridboard::desk
