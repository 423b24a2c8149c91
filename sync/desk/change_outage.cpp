// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/change_outage.hpp"

#include <algorithm>

#include "sync/desk/feed_records.hpp"
#include "sync/desk/make_short_id.hpp"

namespace gridboard::desk {

using base::Result;

Result<model::Outage> change_outage(store::Store& store, std::string_view typed_id,
                                    const std::function<Result<void>(store::Writer&, model::Outage&)>& change) {
  const std::string id = canonical_short_id(typed_id);
  model::Outage outage;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto found = writer.outage(id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return base::fail(base::ErrorCode::not_found, "no outage has the id '" + id + "'");
    outage = std::move(**found);
    if (auto changed = change(writer, outage); !changed) return changed;
    if (auto put = writer.put(outage); !put) return tl::unexpected(put.error());
    return publish_outage(writer, *settings, outage);
  });
  if (!written) return tl::unexpected(written.error());
  return outage;
}

Result<model::Outage> change_outage(store::Store& store, std::string_view id,
                                    const std::function<Result<void>(model::Outage&)>& change) {
  return change_outage(store, id, [&](store::Writer&, model::Outage& outage) { return change(outage); });
}

void add_step(model::Outage& outage, model::OutageStep step) {
  const auto later = std::upper_bound(outage.timeline.begin(), outage.timeline.end(), step.at,
                                      [](base::Instant at, const model::OutageStep& other) { return at < other.at; });
  outage.timeline.insert(later, std::move(step));
}

}  // namespace gridboard::desk
