// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Saved groups of places, templates of notices, and where notices have come: what stands beside a notice on the desk.

#include <string>
#include <string_view>
#include <vector>

#include "sync/desk/notice_desk.hpp"
#include "sync/desk/resolve_targets.hpp"

namespace gridboard::desk {

// invalid_input: nothing is chosen, or a group (groups stand for places themselves, so that one can't hold itself).
// conflict: the name is taken. Asked at all of its places, as they are and as they were.
[[nodiscard]] base::Result<model::NoticeGroup> add_group(const NoticeDesk& desk, const model::NoticeGroup& group);
[[nodiscard]] base::Result<model::NoticeGroup> change_group(const NoticeDesk& desk, const model::NoticeGroup& group);
// What was published to it stays. Drafts that name it must be given other places.
[[nodiscard]] base::Result<void> remove_group(const NoticeDesk& desk, std::string_view id);
[[nodiscard]] base::Result<model::NoticeTemplate> add_template(const NoticeDesk& desk,
                                                               const model::NoticeTemplate& made);
[[nodiscard]] base::Result<void> remove_template(const NoticeDesk& desk, std::string_view id);

inline constexpr std::string_view kGroupInGroup = "targets.groups: a group can't hold groups";
inline constexpr std::string_view kNoSuchGroup = "no group has this id";
inline constexpr std::string_view kNoSuchTemplate = "no template has this id";

struct Delivery {
  std::int64_t boards = 0, received = 0, shown = 0;  // received: shown ones too
  std::int64_t times = 0, seconds = 0;      // how often it came up, how long it was there: of days that are over
  std::vector<store::BoardDelivery> items;  // a page, by board id
  bool more = false;
};
// The boards that a notice reaches as they stand today, which of them have it and which show it, behind `after`.
[[nodiscard]] base::Result<Delivery> show_delivery(const NoticeDesk& desk, store::Reader& reader, std::string_view id,
                                                   std::string_view after, std::size_t limit);

}  // namespace gridboard::desk
