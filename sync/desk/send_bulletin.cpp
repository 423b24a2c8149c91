// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/send_bulletin.hpp"

#include <algorithm>
#include <charconv>

#include "sync/base/paths.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/model/bulletin.hpp"
#include "sync/store/bulletins.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

constexpr const char* kNumberFloor = "bulletin_number_floor";
constexpr base::Date kNumbersBegan = std::chrono::year(2026) / 1 / 1;
constexpr std::int64_t kLeastLeap = 1'000;
constexpr std::size_t kAtOnce = 100;  // other writes must not wait long

Result<std::vector<std::string>> public_audience(store::Reader& reader, const std::vector<std::string>& audience) {
  std::vector<std::string> paths;
  for (const std::string& path : audience) {
    std::string_view at = path;
    while (!at.empty()) {
      auto place = reader.place(at);
      if (!place) return tl::unexpected(place.error());
      if (*place && (*place)->kind != model::PlaceKind::household) break;
      at = base::parent_path(at);
    }
    if (!at.empty()) paths.emplace_back(at);
  }
  return without_contained(std::move(paths));
}

// No number up to it is given out any more; 0 for a centre that never was restored.
Result<std::int64_t> number_floor(store::Reader& reader) {
  const auto kept = reader.setting(kNumberFloor);
  if (!kept) return tl::unexpected(kept.error());
  std::int64_t floor = 0;
  if (*kept) std::from_chars((*kept)->data(), (*kept)->data() + (*kept)->size(), floor);
  return floor;
}

}  // namespace

Result<void> leap_bulletin_numbers(store::Writer& writer, base::Instant now) {
  const auto floor = number_floor(writer);
  if (!floor) return tl::unexpected(floor.error());
  const auto since = std::chrono::floor<std::chrono::seconds>(now - base::start_of_day(kNumbersBegan, base::Zone{}));
  // A clock that is wrong must not lead back below what was given out already.
  return writer.put_setting(kNumberFloor, std::to_string(std::max<std::int64_t>(since.count(), *floor + kLeastLeap)));
}

Result<void> send_bulletin(store::Writer& writer, const CentreSettings& settings, const model::Outage& outage,
                           base::Instant now) {
  model::Bulletin next;
  next.outage = model::public_part(outage);
  auto audience = public_audience(writer, outage.audience);
  if (!audience) return tl::unexpected(audience.error());
  next.outage.audience = std::move(*audience);
  auto last = writer.write_bulletins().newest_bulletin(outage.id);
  if (!last) return tl::unexpected(last.error());
  next.sender = model::sender_of(settings.public_url);
  next.origin = next.sender;
  auto floor = number_floor(writer);
  if (!floor) return tl::unexpected(floor.error());
  next.number = *floor + 1;
  next.sent = std::chrono::floor<std::chrono::seconds>(now);
  if (*last) {
    if ((*last)->outage == next.outage) return {};
    next.origin = (*last)->origin;
    next.number = std::max(next.number, (*last)->number + 1);
    // A clock that was set back must not make the newest look old.
    next.sent = std::max(next.sent, (*last)->sent);
  }
  return writer.write_bulletins().put(next);
}

Result<std::size_t> send_missing_bulletins(store::Store& store, base::Instant now) {
  std::size_t sent = 0;
  while (true) {
    std::size_t found = 0;
    const auto written = store.write([&](store::Writer& writer) -> Result<void> {
      auto settings = load_centre_settings(writer);
      if (!settings) return tl::unexpected(settings.error());
      auto ids = writer.bulletins().outages_without_bulletin(kAtOnce);
      if (!ids) return tl::unexpected(ids.error());
      found = ids->size();
      for (const std::string& id : *ids) {
        auto outage = writer.outage(id);
        if (!outage) return tl::unexpected(outage.error());
        if (!*outage) continue;
        if (auto done = send_bulletin(writer, *settings, **outage, now); !done) return done;
      }
      return {};
    });
    if (!written) return tl::unexpected(written.error());
    sent += found;
    if (found < kAtOnce) return sent;
  }
}

}  // namespace gridboard::desk
