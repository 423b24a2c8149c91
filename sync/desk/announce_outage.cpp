// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/announce_outage.hpp"

#include <algorithm>

#include "sync/desk/affected_places.hpp"
#include "sync/desk/fault_proposals.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/lead_time.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/outage_calls.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

model::Outage drafted(const AnnounceOutage& wanted, base::Instant now) {
  model::Outage outage;
  outage.kind = wanted.kind;
  outage.cause = wanted.cause;
  outage.scope = wanted.scope;
  outage.line = wanted.line;
  outage.published_at = now;
  outage.told_at = now;
  outage.start = wanted.start.value_or(now);
  outage.etr = wanted.etr;
  if (!wanted.text.empty()) outage.timeline.push_back({now, wanted.text, std::nullopt});
  return outage;
}

// What it is and whom it hits, or why it can't be announced.
Result<void> make_ready(store::Writer& writer, const AnnounceOutage& wanted, const model::Rules& rules,
                        const OutageHand& hand, base::Date today, model::Outage& outage) {
  if (auto found = find_affected(writer, wanted.places, wanted.supply_ids, outage); !found) return found;
  if (hand.may && !hand.may("announceOutage", outage.audience)) {
    return fail(ErrorCode::forbidden, std::string(kOutageElsewhere));
  }
  if (auto said = say_where(writer, outage); !said) return said;
  if (auto right = model::check(outage); !right) return right;
  auto against = keep_outage_rules(writer, outage, outage.published_at, rules, wanted.override_reason, today);
  if (!against) return tl::unexpected(against.error());
  outage.override_reason = *against;
  return count_affected(writer, outage);
}

}  // namespace

Result<std::string> keep_outage_rules(store::Reader& reader, const model::Outage& outage, base::Instant told,
                                      const model::Rules& rules, const std::string& reason, base::Date today) {
  auto late_because = keep_lead_time(outage.kind, told, outage.start, rules, reason);
  if (!late_because) return late_because;
  // Whoever is called is looked for only where the rule could be broken: nobody minds how long others are without.
  if (fits_cold_storage(outage, 1, rules.outage)) return late_because;
  const auto customers = sensitive_customers(reader, outage.audience, today);
  if (!customers) return tl::unexpected(customers.error());
  const bool cold_storage = std::any_of(customers->begin(), customers->end(),
                                        [](const SensitiveCustomer& customer) { return customer.cold_storage; });
  if (!cold_storage) return late_because;
  if (!reason.empty()) return reason;
  return fail(ErrorCode::conflict, std::string(kTooLongForColdStorage));
}

Result<model::Outage> announce_outage(store::Store& store, const AnnounceOutage& wanted, const model::Rules& rules,
                                      const base::Clock& clock, base::Random& random, const OutageHand& hand) {
  const base::Instant now = clock.now();
  model::Outage outage;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    const base::Date today = base::date_of(now, settings->zone);
    outage = drafted(wanted, now);
    if (auto ready = make_ready(writer, wanted, rules, hand, today, outage); !ready) return ready;
    auto id = make_short_id('T', today, random, [&](const std::string& wanted_id) {
      return writer.outage(wanted_id).map([](const auto& found) { return found.has_value(); });
    });
    if (!id) return tl::unexpected(id.error());
    outage.id = *id;
    if (!wanted.proposal.empty()) {
      if (auto accepted = accept_proposal(writer, wanted.proposal, hand, outage, now); !accepted) return accepted;
    }
    const OutageDeed deed{"announceOutage", outage.override_reason};
    const auto kept = keep_outage(writer, *settings, nullptr, outage, hand.actor, deed, now);
    if (!kept) return tl::unexpected(kept.error());
    if (auto called = want_calls(writer, outage, today, now, random); !called) return called;
    return note(writer, hand.actor, *kept, now);
  });
  if (!written) return tl::unexpected(written.error());
  return outage;
}

}  // namespace gridboard::desk
