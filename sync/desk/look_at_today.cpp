// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/look_at_today.hpp"

#include <algorithm>
#include <map>

#include "sync/desk/counted_places.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {

namespace {

using base::Result;

bool goes_on(const store::StandingOutage& outage, base::Instant now) {
  return outage.start <= now;
}

Result<void> look_at_outages(store::Reader& reader, const LookAtToday& look, Today& today) {
  const auto outages = standing_outages(reader, look);
  if (!outages) return tl::unexpected(outages.error());
  std::vector<std::string> dark;
  for (const store::StandingOutage& outage : *outages) {
    if (is_standing(StandingKind::ongoing, outage, look)) {
      ++today.ongoing[static_cast<std::size_t>(outage.kind)];
      dark.insert(dark.end(), outage.audience.begin(), outage.audience.end());
    }
    today.upcoming += is_standing(StandingKind::upcoming, outage, look) ? 1 : 0;
    today.overdue += is_standing(StandingKind::overdue, outage, look) ? 1 : 0;
    today.late_notice += is_standing(StandingKind::late_notice, outage, look) ? 1 : 0;
  }
  const auto households = CountedPlaces(reader).households(without_contained(std::move(dark)));
  if (!households) return tl::unexpected(households.error());
  today.households_without_power = *households;
  return {};
}

Result<void> look_at_requests(store::Reader& reader, const LookAtToday& look, const std::string& place,
                              std::map<std::string, std::int64_t>& open, Today& today) {
  auto& analysis = reader.analysis();
  const auto kinds = analysis.open_requests(place);
  if (!kinds) return tl::unexpected(kinds.error());
  for (const auto& kind : *kinds) open[kind.kind] += kind.open;
  const auto midnight = base::start_of_day(base::date_of(look.now, look.zone), look.zone);
  const auto received = analysis.count_requests_received(place, midnight);
  if (!received) return tl::unexpected(received.error());
  today.received_requests += *received;
  const PromiseSpans spans = promise_spans(look);
  store::PromisedFilter filter;
  filter.under = place;
  filter.upto = spans.broken_upto;
  const auto broken = analysis.count_promised_requests(filter);
  if (!broken) return tl::unexpected(broken.error());
  today.broken_promises += *broken;
  filter.from = spans.pressing_from;
  filter.upto = spans.pressing_upto;
  const auto pressing = analysis.count_promised_requests(filter);
  if (!pressing) return tl::unexpected(pressing.error());
  today.pressing_promises += *pressing;
  return {};
}

}  // namespace

bool is_standing(StandingKind kind, const store::StandingOutage& outage, const LookAtToday& look) {
  switch (kind) {
    case StandingKind::ongoing:
      return goes_on(outage, look.now);
    case StandingKind::upcoming:
      return !goes_on(outage, look.now) && outage.start <= look.now + look.figures.upcoming_within;
    case StandingKind::overdue:
      return goes_on(outage, look.now) && outage.etr && *outage.etr < look.now;
    case StandingKind::late_notice:
      break;
  }
  const auto lead = model::required_lead(outage.kind, look.rules.outage);
  return lead.count() > 0 && outage.start - outage.told_at < lead;
}

Result<std::vector<store::StandingOutage>> standing_outages(store::Reader& reader, const LookAtToday& look) {
  auto outages = reader.analysis().standing_outages();
  if (!outages) return outages;
  const bool everywhere = look.places.size() == 1 && look.places.front().empty();
  if (everywhere) return outages;
  for (store::StandingOutage& outage : *outages) outage.audience = shared_places(outage.audience, look.places);
  std::erase_if(*outages, [](const store::StandingOutage& outage) { return outage.audience.empty(); });
  return outages;
}

PromiseSpans promise_spans(const LookAtToday& look) {
  return {look.now, look.now, look.now + look.figures.pressing_within + std::chrono::milliseconds(1)};
}

Result<Today> look_at_today(store::Reader& reader, const LookAtToday& look) {
  Today today;
  if (auto looked = look_at_outages(reader, look, today); !looked) return tl::unexpected(looked.error());
  const base::Date day = base::date_of(look.now, look.zone);
  std::map<std::string, std::int64_t> open;
  for (const std::string& place : look.places) {
    if (auto looked = look_at_requests(reader, look, place, open, today); !looked) {
      return tl::unexpected(looked.error());
    }
    const auto notices = reader.analysis().sums(model::AnalysisTopic::notices, place, {day, base::add_days(day, 1)});
    if (!notices) return tl::unexpected(notices.error());
    for (const auto& sum : *notices) model::add(today.notices, sum.amounts);
  }
  for (const auto& [kind, count] : open) today.open_requests.push_back({kind, count});
  return today;
}

}  // namespace gridboard::desk
