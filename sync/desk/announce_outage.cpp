// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/announce_outage.hpp"

#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/lead_time.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

Result<void> find_affected(store::Reader& reader, const AnnounceOutage& wanted, model::Outage& outage) {
  auto affected = places_without_power(reader, wanted.supply_ids);
  if (!affected) return tl::unexpected(affected.error());
  if (!wanted.places.empty()) {
    auto places = resolve_places(reader, wanted.places);
    if (!places) return tl::unexpected(places.error());
    for (const model::Place& place : *places) affected->push_back(place.path);
  }
  if (affected->empty()) {
    return fail(ErrorCode::invalid_input, wanted.supply_ids.empty()
                                              ? "a place or a supply point is needed"
                                              : "no place is fed by these supply points; name the places as well");
  }
  outage.audience = without_contained(std::move(*affected));
  outage.supply_ids = wanted.supply_ids;
  return {};
}

// The points that feed these places, their own or those of the nearest place above that names one.
Result<std::vector<std::string>> points_feeding(store::Reader& reader, const std::vector<std::string>& paths) {
  std::vector<std::string> points;
  for (const std::string& path : paths) {
    std::string nearest;
    for (const std::string& level : base::self_and_ancestors(path)) {
      auto place = reader.place(level);
      if (!place) return tl::unexpected(place.error());
      if (*place && !(*place)->supply_id.empty()) nearest = (*place)->supply_id;
    }
    if (!nearest.empty() && std::find(points.begin(), points.end(), nearest) == points.end()) points.push_back(nearest);
  }
  return points;
}

Result<void> say_where(store::Reader& reader, model::Outage& outage) {
  if (outage.scope.empty()) {
    auto scope = scope_in_words(reader, outage.audience);
    if (!scope) return tl::unexpected(scope.error());
    outage.scope = std::move(*scope);
  }
  if (!outage.line.empty()) return {};
  std::vector<std::string> points = outage.supply_ids;
  if (points.empty()) {
    auto feeding = points_feeding(reader, outage.audience);
    if (!feeding) return tl::unexpected(feeding.error());
    points = std::move(*feeding);
  }
  for (const std::string& id : points) {
    auto point = reader.supply_point(id);
    if (!point) return tl::unexpected(point.error());
    if (*point) outage.line += (outage.line.empty() ? "" : "、") + (*point)->name;
  }
  return {};
}

model::Outage drafted(const AnnounceOutage& wanted, base::Instant now) {
  model::Outage outage;
  outage.kind = wanted.kind;
  outage.cause = wanted.cause;
  outage.scope = wanted.scope;
  outage.line = wanted.line;
  outage.published_at = now;
  outage.start = wanted.start.value_or(now);
  outage.etr = wanted.etr;
  if (!wanted.text.empty()) outage.timeline.push_back({now, wanted.text, std::nullopt});
  return outage;
}

}  // namespace

Result<model::Outage> announce_outage(store::Store& store, const AnnounceOutage& wanted, const model::Rules& rules,
                                      const base::Clock& clock, base::Random& random) {
  const base::Instant now = clock.now();
  model::Outage outage;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    outage = drafted(wanted, now);
    if (auto found = find_affected(writer, wanted, outage); !found) return found;
    if (auto said = say_where(writer, outage); !said) return said;
    if (auto right = model::check(outage); !right) return right;
    auto late_because = keep_lead_time(outage.kind, outage.published_at, outage.start, rules, wanted.override_reason);
    if (!late_because) return tl::unexpected(late_because.error());
    outage.override_reason = *late_because;
    auto id = make_short_id('T', base::date_of(now, settings->zone), random, [&](const std::string& wanted_id) {
      return writer.outage(wanted_id).map([](const auto& found) { return found.has_value(); });
    });
    if (!id) return tl::unexpected(id.error());
    outage.id = *id;
    if (auto put = writer.put(outage); !put) return tl::unexpected(put.error());
    return publish_outage(writer, *settings, outage);
  });
  if (!written) return tl::unexpected(written.error());
  return outage;
}

}  // namespace gridboard::desk
