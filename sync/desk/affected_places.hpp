// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Whom an outage hits, as far as the trees of places and supply points say so.

#include <cstdint>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/household.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/outage_call.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Fills audience and supply_ids from supply points and places (as resolve_places takes them) together. invalid_input if
// nothing is hit, not_found, ambiguous.
[[nodiscard]] base::Result<void> find_affected(store::Reader& reader, const std::vector<std::string>& places,
                                               const std::vector<std::string>& supply_ids, model::Outage& outage);
// Says scope and line from these where they are empty.
[[nodiscard]] base::Result<void> say_where(store::Reader& reader, model::Outage& outage);
// Fills households and boards.
[[nodiscard]] base::Result<void> count_affected(store::Reader& reader, model::Outage& outage);

// Somebody who has to be called.
struct SensitiveCustomer {
  model::CallCategory category = model::CallCategory::care;
  std::string care_kind;  // of the register of special care; "" for a flag of the household
  bool cold_storage = false;
  model::Household household;
};
inline constexpr std::size_t kMostSensitiveCustomers = 2000;
// Those of the places, each once, by category and unit: households with care flags, and the register of special care as
// far as there is consent on `today`. At most kMostSensitiveCustomers of each of the two a place. None of it is
// audited: who shows it to anybody does that.
[[nodiscard]] base::Result<std::vector<SensitiveCustomer>> sensitive_customers(store::Reader& reader,
                                                                               const std::vector<std::string>& audience,
                                                                               base::Date today);

// Maintenance (planned or temporary) at customers who keep cold storage is at most as long as the rule says, to the
// second. True where there is nothing that lasts, or no such customer.
[[nodiscard]] bool fits_cold_storage(const model::Outage& outage, std::int64_t cold_storage_customers,
                                     const model::OutageRules& rules);

}  // namespace gridboard::desk
