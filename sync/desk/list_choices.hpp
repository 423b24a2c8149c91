// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/outage.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct WindowChoice {
  std::string account, door, unit_path;
  std::string window_id;
  base::Instant at{};
  std::string receipt;
};
struct WindowChoices {
  model::Outage outage;
  std::vector<WindowChoice> choices;  // the latest of each account, by account

  [[nodiscard]] std::size_t count(std::string_view window_id) const;
};

// not_found; conflict if no windows were offered.
[[nodiscard]] base::Result<WindowChoices> list_choices(store::Store& store, const model::Catalogue& catalogue,
                                                       std::string_view outage_id);

}  // namespace gridboard::desk
