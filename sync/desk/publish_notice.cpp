// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/publish_notice.hpp"

#include "sync/desk/feed_records.hpp"
#include "sync/desk/make_short_id.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

model::Notice drafted(const PublishNotice& wanted, base::Instant now) {
  model::Notice notice;
  notice.title = wanted.title;
  notice.body = wanted.body;
  notice.category = wanted.category;
  notice.published_at = now;
  notice.valid_from = wanted.valid_from.value_or(now);
  notice.valid_to = wanted.valid_to;
  notice.pinned = wanted.pinned;
  notice.urgent = wanted.urgent;
  notice.image = wanted.image;
  notice.publisher = wanted.publisher;
  return notice;
}

}  // namespace

Result<model::Notice> publish_notice(store::Store& store, const PublishNotice& wanted, const base::Clock& clock,
                                     base::Random& random) {
  const base::Instant now = clock.now();
  model::Notice notice = drafted(wanted, now);
  if (notice.valid_to && *notice.valid_to <= now) {
    return fail(ErrorCode::invalid_input, "to: the notice would already be over");
  }
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto places = resolve_places(writer, wanted.places);
    if (!places) return tl::unexpected(places.error());
    for (const model::Place& place : *places) notice.audience.push_back(place.path);
    if (auto right = model::check(notice); !right) return right;
    auto id = make_short_id('N', base::date_of(now, settings->zone), random, [&](const std::string& wanted_id) {
      return writer.notice(wanted_id).map([](const auto& found) { return found.has_value(); });
    });
    if (!id) return tl::unexpected(id.error());
    notice.id = *id;
    if (auto put = writer.put(notice); !put) return tl::unexpected(put.error());
    return publish_notice(writer, *settings, notice);
  });
  if (!written) return tl::unexpected(written.error());
  return notice;
}

}  // namespace gridboard::desk
