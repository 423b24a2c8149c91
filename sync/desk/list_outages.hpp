// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/outage.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct ListOutages {
  std::vector<std::string> places;  // those that boards at or under them get; empty for all
  bool past = false;                // restored and cancelled ones too
};
// Newest first.
[[nodiscard]] base::Result<std::vector<model::Outage>> list_outages(store::Store& store, const ListOutages& filter);

}  // namespace gridboard::desk
