// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/list_notices.hpp"

#include "sync/desk/concerns_places.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {

using base::Result;

const char* name_of(NoticeStanding standing) {
  switch (standing) {
    case NoticeStanding::showing:
      return "showing";
    case NoticeStanding::coming:
      return "coming";
    case NoticeStanding::expired:
      return "expired";
    case NoticeStanding::withdrawn:
      return "withdrawn";
  }
  return "";
}

NoticeStanding standing(const model::Notice& notice, base::Instant now) {
  if (notice.withdrawn) return NoticeStanding::withdrawn;
  if (now < notice.valid_from) return NoticeStanding::coming;
  return !notice.valid_to || now < *notice.valid_to ? NoticeStanding::showing : NoticeStanding::expired;
}

Result<std::vector<model::Notice>> list_notices(store::Store& store, const ListNotices& filter,
                                                const base::Clock& clock) {
  const base::Instant now = clock.now();
  std::vector<model::Notice> listed;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    std::vector<model::Place> places;
    if (!filter.places.empty()) {
      auto resolved = resolve_places(reader, filter.places);
      if (!resolved) return tl::unexpected(resolved.error());
      places = std::move(*resolved);
    }
    auto notices = reader.notices("");
    if (!notices) return tl::unexpected(notices.error());
    for (model::Notice& notice : *notices) {
      const NoticeStanding now_standing = standing(notice, now);
      const bool past = now_standing == NoticeStanding::expired || now_standing == NoticeStanding::withdrawn;
      if ((past && !filter.past) || !concerns(notice.audience, places)) continue;
      listed.push_back(std::move(notice));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return listed;
}

}  // namespace gridboard::desk
