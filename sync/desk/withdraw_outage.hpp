// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/model/outage.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// 撤销
struct WithdrawOutage {
  std::string id;
  std::string reason;  // for the history; 2 to 200 characters
  std::string text;    // for residents; "" for "停电信息已撤销：实际未停电。"
};

// What was told was wrong: power never was off. It stands as cancelled from then on, and counts nowhere as an outage;
// who chose among its windows is told. A second time changes nothing. conflict unless model::may_withdraw; each
// message says what to do instead: cancel what has not begun, reopen first what was said to be back. invalid_input,
// not_found, forbidden.
[[nodiscard]] base::Result<model::Outage> withdraw_outage(store::Store& store, const WithdrawOutage& wanted,
                                                          const base::Clock& clock, const OutageHand& hand = {});
// What it does to an outage, for whoever does it to many.
[[nodiscard]] OutageAlteration withdrawing(const WithdrawOutage& wanted, base::Instant now);

}  // namespace gridboard::desk
