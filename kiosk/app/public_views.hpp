// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What everybody may see, read from the replica into the values that screens draw.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/place_words.hpp"
#include "kiosk/state/views.hpp"
#include "kiosk/update/shown_notices.hpp"
#include "sync/model/rules.hpp"
#include "sync/replica/replica.hpp"

namespace gridboard::kiosk::app {

struct PublicViews {
  bool known = false;  // the board's own record has come
  bool revoked = false;
  wire::BoardRecord record;  // its PIN hash and its sign-in key leave this program in no view
  std::string board_place;
  std::string title;  // "新华社区 3 栋 2 单元", or of a hall its name
  std::string supplier;
  std::string public_url;  // where phones reach the centre, "" if they can't
  model::SiteClass site_class = model::SiteClass::city;
  state::BoardView board;
  std::vector<state::OutageView> outages;  // ongoing, announced by start, then history, newest first
  std::vector<state::NoticeView> notices;  // showing now
  // All that the board holds, also those that don't show now.
  std::vector<update::HeldWords> held_notices, held_outages;
  std::vector<state::TakeoverView> urgent;  // showing now, newest first
  std::vector<model::Question> questions;   // what staff have published, and is in force now
  std::vector<wire::ReportRecord> reports;  // open ones of neighbours, newest first
  state::RecordsView records;
  state::ContactsView contacts;
  Places places;
  std::optional<base::Instant> next_change;  // when time alone will change some of it
};

[[nodiscard]] base::Result<PublicViews> load_public_views(replica::ReplicaReader& reader, const model::Rules& rules,
                                                          base::Instant now, base::Zone zone);
[[nodiscard]] state::FindView find_households(replica::ReplicaReader& reader, const PublicViews& views,
                                              const std::string& typed);
[[nodiscard]] state::FreshnessView freshness_view(const std::optional<base::Instant>& last_contact, base::Instant now,
                                                  base::Zone zone);

}  // namespace gridboard::kiosk::app
