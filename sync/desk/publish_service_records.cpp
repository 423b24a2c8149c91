// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/publish_service_records.hpp"

#include <array>

#include "sync/base/paths.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/list_sign_ins.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::desk {
namespace {

using base::Result;
using model::ServiceCountKind;
using TrueCounts = std::array<std::int64_t, model::kServiceCountKinds>;

struct Class {
  const char* hotline_class;
  ServiceCountKind kind;
};
constexpr std::array<Class, 5> kClasses{{{"home_visit", ServiceCountKind::visits},
                                         {"fault_repair", ServiceCountKind::repairs},
                                         {"business", ServiceCountKind::business},
                                         {"bill_query", ServiceCountKind::inquiries},
                                         {"inquiry", ServiceCountKind::inquiries}}};

// Choosing a window is no service that was done.
std::optional<ServiceCountKind> counted_as(const model::Catalogue& catalogue, const std::string& kind_id) {
  const model::RequestKind* kind = catalogue.find(kind_id);
  if (kind == nullptr || !kind->listed) return std::nullopt;
  for (const Class& one : kClasses) {
    if (kind->hotline_class == one.hotline_class) return one.kind;
  }
  return std::nullopt;
}

struct Span {
  base::Instant from{}, to{};
};

Span span_of(base::Month month, base::Zone zone) {
  const base::Date first = month / std::chrono::day(1);
  const base::Date next = (month + std::chrono::months(1)) / std::chrono::day(1);
  return {base::start_of_day(first, zone), base::start_of_day(next, zone)};
}

Result<model::ServiceRecords> records_of(store::Reader& reader, const model::Catalogue& catalogue,
                                         const MinutesAt& presence, const std::string& path, base::Month month,
                                         Span span) {
  TrueCounts counts{};
  const auto done = reader.count_done(path, span.from, span.to);
  if (!done) return tl::unexpected(done.error());
  for (const store::KindCount& one : *done) {
    const auto kind = counted_as(catalogue, one.kind);
    if (kind) counts[static_cast<std::size_t>(*kind)] += one.count;
  }
  counts[static_cast<std::size_t>(ServiceCountKind::hours)] = hours_under(presence, path);
  model::ServiceRecords records;
  records.month = month;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    records.counts.push_back(model::suppressed(static_cast<ServiceCountKind>(i), counts[i]));
  }
  return records;
}

Result<void> send(store::Writer& writer, const CentreSettings& settings, const CommunityRecords& community) {
  wire::ServiceRecordsRecord told;
  told.place_path = community.place_path;
  told.place_name = community.place_name;
  told.records = community.records;
  const std::string above(base::parent_path(community.place_path));
  // A community without anything above it has no neighbours that share a log with it.
  const std::string home = above.empty() ? community.place_path : above;
  const auto log = log_of(writer, home);
  if (!log) return tl::unexpected(log.error());
  const wire::Record record = told;
  return writer.publish(*log, wire::key_of(record), home, wire::encode(record, settings.zone));
}

}  // namespace

Result<PublishedServiceRecords> publish_service_records(store::Store& store, const model::Catalogue& catalogue,
                                                        std::optional<base::Month> month, base::Instant now) {
  PublishedServiceRecords published;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    const base::Date today = base::date_of(now, settings->zone);
    const base::Month current = today.year() / today.month();
    published.month = month.value_or(current - std::chrono::months(1));
    published.complete = published.month < current;
    if (published.month > current) {
      return base::fail(base::ErrorCode::invalid_input,
                        "month: " + base::format_month(published.month) + " hasn't begun");
    }
    const Span span = span_of(published.month, settings->zone);
    const auto presence = minutes_by_place(writer, span.from, span.to, settings->zone);
    if (!presence) return tl::unexpected(presence.error());
    const auto places = writer.places_under("");
    if (!places) return tl::unexpected(places.error());
    published.communities.clear();
    for (const model::Place& place : *places) {
      if (place.kind != model::PlaceKind::community) continue;
      auto records = records_of(writer, catalogue, *presence, place.path, published.month, span);
      if (!records) return tl::unexpected(records.error());
      published.communities.push_back({place.path, place.name, std::move(*records)});
      if (auto sent = send(writer, *settings, published.communities.back()); !sent) return sent;
    }
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return published;
}

}  // namespace gridboard::desk
