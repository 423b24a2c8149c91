// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/change_outages.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace gridboard::desk {

namespace {

using base::ErrorCode;
using base::Result;

constexpr std::array<const char*, 4> kActions{"updateOutage", "restoreOutage", "cancelOutage", "withdrawOutage"};

OutageAlteration alteration_of(const OutageChangeWanted& wanted, base::Instant now) {
  if (const auto* update = std::get_if<UpdateOutage>(&wanted)) return updating(*update, now);
  if (const auto* restore = std::get_if<RestoreOutage>(&wanted)) return restoring(*restore, now);
  if (const auto* cancel = std::get_if<CancelOutage>(&wanted)) return cancelling(*cancel, now);
  return withdrawing(std::get<WithdrawOutage>(wanted), now);
}

// Everybody locks them in one order.
std::vector<std::size_t> by_id(const std::vector<OutageSeen>& outages) {
  std::vector<std::size_t> order(outages.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return outages[a].id < outages[b].id; });
  return order;
}

bool is_refusal(ErrorCode code) {
  return code == ErrorCode::not_found || code == ErrorCode::conflict || code == ErrorCode::forbidden ||
         code == ErrorCode::invalid_input;
}

}  // namespace

Result<std::vector<OutageOutcome>> change_outages(store::Store& store, const std::vector<OutageSeen>& outages,
                                                  const OutageChangeWanted& wanted, const base::Clock& clock,
                                                  const OutageHand& hand) {
  if (outages.size() > kMostOutagesAtOnce) return base::fail(ErrorCode::too_large, "more than 500 outages at once");
  const base::Instant now = clock.now();
  const OutageAlteration alter = alteration_of(wanted, now);
  const auto* withdraw = std::get_if<WithdrawOutage>(&wanted);
  const OutageDeed deed{kActions.at(wanted.index()), withdraw == nullptr ? "" : withdraw->reason};
  std::vector<OutageOutcome> outcomes;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    outcomes.assign(outages.size(), {});
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    std::vector<Deed> deeds;
    for (const std::size_t i : by_id(outages)) {
      outcomes[i].id = outages[i].id;
      OutageHand one = hand;
      one.version = outages[i].version;
      auto changed = change_outage_in(writer, *settings, outages[i].id, one, deed, now, alter);
      if (!changed && !is_refusal(changed.error().code)) return tl::unexpected(changed.error());
      if (!changed) {
        outcomes[i].version = tl::unexpected(changed.error());
        continue;
      }
      outcomes[i].version = changed->outage.version;
      if (changed->deed) deeds.push_back(std::move(*changed->deed));
    }
    for (const Deed& done : deeds) {
      if (auto noted = note(writer, hand.actor, done, now); !noted) return noted;
    }
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return outcomes;
}

}  // namespace gridboard::desk
