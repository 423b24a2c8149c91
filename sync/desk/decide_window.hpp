// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct DecideWindow {
  std::string id;
  std::string window_id;
  std::string override_reason;  // why it is told later than the rule asks
  std::string by;               // who decides
};

// The window becomes the outage's start and estimate; its timeline and everybody who chose are told. Also before
// choose_by: then nobody may choose any more. conflict if it is told later than a planned outage may be and no reason
// is given, if it is decided already, or over; not_found; invalid_input.
[[nodiscard]] base::Result<model::Outage> decide_window(store::Store& store, const DecideWindow& wanted,
                                                        const model::Rules& rules, const base::Clock& clock,
                                                        const OutageHand& hand = {});

}  // namespace gridboard::desk
