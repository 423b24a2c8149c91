// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the store has of many bills, asked in a few questions: by itself each would take several, and a database that
// is asked over a wire needs as long for a question as for a hundred.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/desk/imported_things.hpp"
#include "sync/store/payments.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// How many bills are asked for at once where nothing else sets the number.
inline constexpr std::size_t kBillsAtOnce = 500;

// All that an import holds a bill against, as it stands at this moment of the transaction.
class KnownBills {
 public:
  [[nodiscard]] static base::Result<KnownBills> of(store::Reader& reader, const std::vector<model::Bill>& bills);

  // Of any of the bills, or of one of the same account and period as it was before.
  [[nodiscard]] std::optional<ImportedThing> stored_like(const model::Bill& bill) const;
  [[nodiscard]] bool has_ground(const model::Bill& bill) const { return accounts_.contains(bill.account); }
  [[nodiscard]] bool is_number_taken(const model::Bill& bill) const;
  [[nodiscard]] bool is_worked_on_since(const model::Bill& bill, base::Instant since) const;

 private:
  using Key = std::pair<std::string, base::Month>;
  std::map<Key, model::Bill> stored_;
  std::set<std::string, std::less<>> accounts_;  // that have a household
  std::map<std::string, store::NumberBearer, std::less<>> bearers_;
  std::map<Key, base::Instant> work_;
};

// Whether another bill of the store, a replaced one too, has the number of each.
[[nodiscard]] base::Result<std::vector<bool>> are_numbers_taken(store::Reader& reader,
                                                                const std::vector<model::Bill>& bills);
// stored_like() of each.
[[nodiscard]] base::Result<std::vector<std::optional<ImportedThing>>> stored_like_each(
    store::Reader& reader, const std::vector<ImportedThing>& things);

}  // namespace gridboard::desk
