// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A storm: the same for many outages at once.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/cancel_outage.hpp"
#include "sync/desk/restore_outage.hpp"
#include "sync/desk/update_outage.hpp"
#include "sync/desk/withdraw_outage.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

inline constexpr std::size_t kMostOutagesAtOnce = 500;

using OutageChangeWanted = std::variant<UpdateOutage, RestoreOutage, CancelOutage, WithdrawOutage>;
struct OutageSeen {
  std::string id;
  std::int64_t version = 1;
};
struct OutageOutcome {
  std::string id;
  base::Result<std::int64_t> version = std::int64_t{0};  // after it, or why it was refused
};

// Each is wholly done or refused for a reason of its own, and refused ones stop no other; all that is done is done in
// one transaction, so that a store that fails leaves nothing half done. In the order given; an outage named twice is
// refused the second time. The ids in `wanted` don't matter. too_large beyond kMostOutagesAtOnce.
[[nodiscard]] base::Result<std::vector<OutageOutcome>> change_outages(store::Store& store,
                                                                      const std::vector<OutageSeen>& outages,
                                                                      const OutageChangeWanted& wanted,
                                                                      const base::Clock& clock, const OutageHand& hand);

}  // namespace gridboard::desk
