// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/offer_windows.hpp"

#include <algorithm>

#include "sync/desk/change_outage.hpp"
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

}  // namespace

Result<model::Outage> offer_windows(store::Store& store, const OfferWindows& wanted, const model::Rules& rules,
                                    const base::Clock& clock) {
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
  return change_outage(store, wanted.id, [&](store::Writer& writer, model::Outage& outage) -> Result<void> {
    if (auto open = check_open(outage, now); !open) return open;
    if (auto free = check_not_chosen_from(writer, outage.id); !free) return free;
    outage.windows = *windows;
    outage.choose_by = wanted.choose_by;
    outage.start = outage.windows.front().from;
    outage.etr = outage.windows.front().to;
    if (!late_because->empty()) outage.override_reason = *late_because;
    add_step(outage, {now, "本次检修可以选时段，请在终端上选择您方便的时段。", std::nullopt});
    return model::check(outage);
  });
}

}  // namespace gridboard::desk
