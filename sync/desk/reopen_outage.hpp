// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/model/outage.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct ReopenOutage {
  std::string id;
  std::string reason;  // for the history; 2 to 200 characters
  std::string text;  // for residents; "" for "前次复电信息有误，仍在抢修，给您带来不便，敬请谅解。"
  std::optional<base::Instant> etr;  // a new estimate, not in the past
};

// Power wasn't back after all. The step that said so stays in the timeline, the time of it goes. conflict unless it
// stands as restored; invalid_input, not_found, forbidden.
[[nodiscard]] base::Result<model::Outage> reopen_outage(store::Store& store, const ReopenOutage& wanted,
                                                        const base::Clock& clock, const OutageHand& hand = {});

}  // namespace gridboard::desk
