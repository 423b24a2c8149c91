// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/model/notice.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct PublishNotice {
  std::string title, body;
  model::NoticeCategory category = model::NoticeCategory::community;
  std::vector<std::string> places;          // as resolve_places takes them
  std::optional<base::Instant> valid_from;  // now if unset
  std::optional<base::Instant> valid_to;    // must be set if urgent
  bool pinned = false, urgent = false;
  std::string image;                      // name of a picture in the assets, "" for none
  std::string picture;                    // or a file's bytes, PNG or JPEG; "" for none
  std::string picture_text;               // what it shows; must be there with `picture`
  std::vector<model::DayPart> day_parts;  // shown only then; all day if empty
  std::string outage_id;                  // of an outage that isn't over, "" for none
  std::string publisher;
  std::string user;  // who does it, for the audit chain; the publisher if ""
};

// Publishes to the boards of all the places in one transaction. A picture goes to them without what cameras write
// beside it (place, time, maker). The id is short enough to be typed: "N20261122-K7QM". invalid_input, too_large,
// not_found or ambiguous as the fields, the picture, places and the outage are.
[[nodiscard]] base::Result<model::Notice> publish_notice(store::Store& store, const PublishNotice& wanted,
                                                         const base::Clock& clock, base::Random& random);

}  // namespace gridboard::desk
