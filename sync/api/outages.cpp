// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The outage desk: lists, one outage, what announcing would mean, and announcing.
#include <charconv>

#include "sync/api/answers.hpp"
#include "sync/api/bulk_work.hpp"
#include "sync/api/json_in.hpp"
#include "sync/api/outage_operations.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/preview_outage.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostPath = 200, kMostId = 64, kMostWords = 60, kMostPlaces = 500;
constexpr std::size_t kMostCause = 200, kMostScope = 400, kMostLine = 200, kMostText = 400, kMostReason = 200;
// More than this is said as "more than".
constexpr std::int64_t kMostCounted = 10000;

std::optional<model::OutageState> state_in(std::string_view name) {
  const auto parsed = model::parse_outage_state(name);
  return parsed && name == model::name_of(*parsed) ? std::optional(*parsed) : std::nullopt;
}

std::optional<base::Instant> instant_in(const std::string& text) {
  std::int64_t milliseconds = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  if (wrong != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return base::Instant(std::chrono::milliseconds(milliseconds));
}

struct WantedList {
  store::OutageFilter filter;
  std::string under, supply;
  std::size_t limit = 50;
};

WantedList wanted_list(const Call& call, Query& query) {
  WantedList wanted;
  store::OutageFilter& filter = wanted.filter;
  filter.now = call.now;
  filter.state = query.choice<model::OutageState>("state", state_in);
  filter.current = query.boolean("current").value_or(false);
  filter.kind = query.choice<model::OutageKind>("kind", outage_kind_in);
  filter.words = query.text("words", kMostWords);
  filter.from = query.time("from");
  filter.upto = query.time("upto");
  filter.overdue = query.boolean("overdue").value_or(false);
  filter.overridden = query.boolean("overridden").value_or(false);
  wanted.under = query.text("under", kMostPath);
  wanted.supply = query.text("supply", kMostId);
  wanted.limit = query.limit();
  const auto after = query.after(2);
  if (!after.empty()) {
    filter.after_start = instant_in(after[0]);
    filter.after_id = after[1];
    if (!filter.after_start) query.refuse("after", {"不是上一页给出的值。", "isn't what the page before gave."});
  }
  return wanted;
}

// The point and what hangs on it.
Result<void> take_supply(store::Reader& reader, const std::string& id, store::OutageFilter& filter) {
  if (id.empty()) return {};
  const auto points = reader.supply_under(id);
  if (!points) return tl::unexpected(points.error());
  filter.supply_ids.emplace();
  for (const model::SupplyPoint& point : *points) filter.supply_ids->push_back(point.id);
  return {};
}

Result<json::object> page_of_outages(const Call& call, store::Reader& reader, store::OutageFilter& filter,
                                     std::size_t limit) {
  filter.limit = limit + 1;
  const auto total = reader.outage_desk().count_outages(filter, kMostCounted + 1);
  if (!total) return tl::unexpected(total.error());
  auto outages = reader.outage_desk().outages_listed(filter);
  if (!outages) return tl::unexpected(outages.error());
  std::string next;
  if (outages->size() > limit) {
    outages->pop_back();
    const model::Outage& last = outages->back().outage;
    next = make_after({std::to_string(last.start.time_since_epoch().count()), last.id});
  }
  const auto rules = call.env.bulk->rules();
  json::array items;
  for (const store::ListedOutage& one : *outages) {
    items.push_back(listed_outage_of(call, one.outage, one.windows, rules->outage, call.now));
  }
  json::object page = page_of(std::move(items), next, std::min(*total, kMostCounted));
  if (*total > kMostCounted) page["total_is_least"] = true;
  return page;
}

// What previewing and announcing have in common.
desk::AnnounceOutage pick_in(const Fields& top) {
  desk::AnnounceOutage wanted;
  const auto kind = top.choice_if_any<model::OutageKind>("kind", outage_kind_in);
  if (!top.has("kind")) top.refuse("kind", {"必须填写。", "must be given."});
  wanted.kind = kind.value_or(model::OutageKind::fault);
  wanted.places = top.texts_if_any("places", kMostPlaces, kMostPath);
  wanted.supply_ids = top.texts_if_any("supply", kMostPlaces, kMostId);
  wanted.start = top.time_if_any("start");
  wanted.etr = top.time_if_any("etr");
  return wanted;
}

json::object lead_of(const Call& call, const desk::OutagePreview& preview) {
  const auto missing = preview.in_time() ? std::chrono::seconds(0) : preview.required_lead - preview.given_lead;
  return {{"required_s", preview.required_lead.count()},
          {"given_s", preview.given_lead.count()},
          {"missing_s", missing.count()},
          {"in_time", preview.in_time()},
          {"start_at_earliest", time_text(call, preview.start_at_earliest)}};
}

Result<json::array> overlaps_of(const Call& call, store::Reader& reader, const desk::OutagePreview& preview) {
  json::array overlaps;
  for (const desk::OutageOverlap& overlap : preview.overlaps) {
    const model::Outage& outage = overlap.outage;
    auto places = outage_places_of(reader, overlap.places);
    if (!places) return places;
    json::object said{{"id", outage.id},
                      {"kind", model::name_of(outage.kind)},
                      {"state", model::name_of(model::state_at(outage, call.now))},
                      {"cause", outage.cause},
                      {"scope", outage.scope},
                      {"start", time_text(call, outage.start)},
                      {"households", overlap.households},
                      {"places", std::move(*places)}};
    if (outage.etr) said["etr"] = time_text(call, *outage.etr);
    overlaps.push_back(std::move(said));
  }
  return overlaps;
}

Result<json::object> preview_of(const Call& call, store::Reader& reader, const desk::OutagePreview& preview,
                                const model::OutageRules& rules) {
  const model::Outage& outage = preview.outage;
  auto places = outage_places_of(reader, outage.audience);
  if (!places) return tl::unexpected(places.error());
  auto overlaps = overlaps_of(call, reader, preview);
  if (!overlaps) return tl::unexpected(overlaps.error());
  json::array sensitive;
  for (const auto& [category, customers] : preview.sensitive) {
    sensitive.push_back({{"category", model::name_of(category)}, {"customers", customers}});
  }
  json::object said{{"places", std::move(*places)},
                    {"scope", outage.scope},
                    {"line", outage.line},
                    {"households", outage.households},
                    {"boards", outage.boards},
                    {"live_boards", preview.live_boards},
                    {"lead", lead_of(call, preview)},
                    {"sensitive", std::move(sensitive)},
                    {"overlaps", std::move(*overlaps)}};
  const bool maintenance = outage.kind == model::OutageKind::planned || outage.kind == model::OutageKind::temporary;
  if (maintenance && preview.cold_storage_customers > 0 && outage.etr) {
    const auto lasts = std::chrono::duration_cast<std::chrono::seconds>(*outage.etr - outage.start);
    said["cold_storage"] = {{"customers", preview.cold_storage_customers},
                            {"most_s", std::chrono::seconds(rules.cold_storage_most).count()},
                            {"lasts_s", lasts.count()},
                            {"fits", preview.fits_cold_storage}};
  }
  return said;
}

}  // namespace

Outcome list_outages(Call& call) {
  Query query(call.request());
  WantedList wanted = wanted_list(call, query);
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  // Who serves a part of a place is concerned by what hits all of it.
  auto tops = call.places();
  if (wanted.under.empty()) {
    wanted.filter.places = std::move(tops);
  } else {
    wanted.filter.places = call.places_within(wanted.under);
    if (wanted.filter.places.empty()) {
      return tl::unexpected(Refusal(base::Error{base::ErrorCode::forbidden, ""}));
    }
  }
  json::object page;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    if (auto taken = take_supply(reader, wanted.supply, wanted.filter); !taken) return taken;
    auto said = page_of_outages(call, reader, wanted.filter, wanted.limit);
    if (!said) return tl::unexpected(said.error());
    page = std::move(*said);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, page);
}

Outcome show_outage(Call& call) {
  const std::string id = desk::canonical_short_id(call.id);
  std::optional<model::Outage> outage;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto found = reader.outage(id);
    if (!found) return tl::unexpected(found.error());
    outage = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (!outage)
    return answer_outage(call, 200, base::fail(base::ErrorCode::not_found, std::string(desk::kNoSuchOutage)));
  if (!is_seen_by(call, *outage)) {
    return answer_outage(call, 200, base::fail(base::ErrorCode::forbidden, std::string(desk::kOutageElsewhere)));
  }
  return answer_outage(call, 200, *outage);
}

Outcome preview_outage(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  const desk::AnnounceOutage wanted = pick_in(top);
  const std::string moved = top.text_if_any("outage", 0, kMostId).value_or("");
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto rules = call.env.bulk->rules();
  json::object said;
  std::optional<base::Error> refused;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const base::Date today = base::date_of(call.now, call.env.zone);
    const auto preview = desk::preview_outage(reader, wanted, moved, *rules, live_since(call), today, call.now);
    if (!preview) {
      refused = preview.error();
      return {};
    }
    if (auto allowed = call.check_places(preview->outage.audience); !allowed) {
      refused = base::Error{base::ErrorCode::forbidden, std::string(desk::kOutageElsewhere)};
      return {};
    }
    auto one = preview_of(call, reader, *preview, rules->outage);
    if (!one) return tl::unexpected(one.error());
    said = std::move(*one);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (refused) return tl::unexpected(refuse_outage(*refused));
  return json_answer(200, said);
}

Outcome announce_outage(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  desk::AnnounceOutage wanted = pick_in(top);
  wanted.cause = top.text("cause", 1, kMostCause);
  wanted.scope = top.text_if_any("scope", 0, kMostScope).value_or("");
  wanted.line = top.text_if_any("line", 0, kMostLine).value_or("");
  wanted.text = top.text_if_any("text", 0, kMostText).value_or("");
  wanted.override_reason = top.text_if_any("override_reason", 0, kMostReason).value_or("");
  wanted.proposal = top.text_if_any("proposal", 0, kMostId).value_or("");
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto rules = call.env.bulk->rules();
  return answer_outage(
      call, 201, desk::announce_outage(call.env.store, wanted, *rules, call.env.clock, call.env.random, hand_of(call)));
}

}  // namespace gridboard::api
