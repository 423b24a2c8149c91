// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What anybody may read of outages, signed in or not.

#include <optional>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/model/bulletin.hpp"
#include "sync/store/bulletins.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct ListedBulletins {
  CentreSettings settings;
  std::string place_name;  // "新华社区/3栋", "" for all
  std::vector<model::Bulletin> bulletins;
  bool more = false;  // beyond the limit
};

struct ShownBulletin {
  CentreSettings settings;
  model::Bulletin bulletin;
  std::vector<model::Bulletin> earlier;  // of its outage, oldest first
};

[[nodiscard]] base::Result<store::BulletinHead> bulletin_head(store::Store& store);
// Newest first, as the store lists them. not_found: no such place, or a household's own, which is nobody else's
// business.
[[nodiscard]] base::Result<ListedBulletins> list_bulletins(store::Store& store, const store::BulletinFilter& filter);
// For a calendar: whatever stands, at most `standing`, then what was over last, at most `over`.
[[nodiscard]] base::Result<ListedBulletins> list_calendar(store::Store& store, const std::string& place_path,
                                                          std::size_t standing, std::size_t over);
[[nodiscard]] base::Result<ShownBulletin> show_bulletin(store::Store& store, const model::BulletinId& id);

}  // namespace gridboard::desk
