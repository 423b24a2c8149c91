// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who makes the calls of an outage: whoever may record one where the customer lives, and no other account.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/desk/permissions.hpp"
#include "sync/store/outages.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

inline constexpr std::string_view kNoSuchCaller = "no active account has this name";
inline constexpr std::string_view kCallerElsewhere = "the account may not call there";
inline constexpr std::string_view kCallSettled = "the call needs nobody any more";
inline constexpr std::size_t kMostCallsAtOnce = 2'000;

struct OutageCaller {
  std::string name;  // of the account
  std::string display_name;
};
// Active accounts that may make at least one of the outage's calls that the reader sees, by name. not_found; forbidden
// where none of the outage's places is the reader's.
[[nodiscard]] base::Result<std::vector<OutageCaller>> list_callers(store::Store& store, const Permissions& permissions,
                                                                   const OutageHand& hand, std::string_view outage_id);

struct CallSeen {
  std::string id;
  std::int64_t version = 1;
};
struct CallAssigned {
  std::string id;
  base::Result<std::int64_t> version = std::int64_t{0};  // after it, or why it was refused
};
// Each is assigned or refused for a reason of its own (not_found, also of another outage; forbidden; conflict;
// kCallerElsewhere, kCallSettled: invalid_input), and refused ones stop no other; all that is done is one transaction.
// In the order given; a call named twice is refused the second time. `name` is an account's, "" for nobody. Refused as
// a whole: not_found of the outage, kNoSuchCaller, too_large beyond kMostCallsAtOnce.
[[nodiscard]] base::Result<std::vector<CallAssigned>> assign_calls(store::Store& store, const Permissions& permissions,
                                                                   const OutageHand& hand, std::string_view outage_id,
                                                                   const std::vector<CallSeen>& calls,
                                                                   const std::string& name, base::Instant now);

// Whom a call is to be assigned to; "" for nobody is an account without an id. kNoSuchCaller.
[[nodiscard]] base::Result<store::Account> caller_named(store::Reader& reader, const std::string& name);
// Into `call`, which isn't stored by it. kCallerElsewhere.
[[nodiscard]] base::Result<void> assign(const Permissions& permissions, const store::Account& caller,
                                        store::OutageCall& call);

}  // namespace gridboard::desk
