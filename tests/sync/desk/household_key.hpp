// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A household with a PIN, without the time that a lock takes in earnest, and what its key opens.

#include <span>
#include <stdexcept>
#include <string>

#include "sync/desk/feed_records.hpp"
#include "sync/wire/sealing.hpp"

namespace gridboard::tests {

inline const std::string kHouseholdKey(wire::kHouseholdKeyBytes, 'h');
inline constexpr const char* kHouseholdPin = "482913";

inline void give_pin(store::Store& store, const desk::CentreSettings& settings, const model::Rules& rules,
                     const std::string& account, base::Instant now) {
  const auto done = store.write([&](store::Writer& writer) -> base::Result<void> {
    const model::Household before = writer.household(account).value().value();
    model::Household household = before;
    household.household_key = base::to_base64url(std::as_bytes(std::span(kHouseholdKey)));
    household.pin_lock = wire::encode(
        wire::make_lock(account, kHouseholdPin, kHouseholdKey, std::string(wire::kLockSaltBytes, 's'), 1, 8).value());
    if (auto put = writer.put(household); !put) return tl::unexpected(put.error());
    return desk::publish_household(writer, settings, rules, household, before, now);
  });
  if (!done) throw std::runtime_error(done.error().message);
}

// Of what the board is sent.
inline wire::BillRecord opened_bill(std::string_view key, std::string_view body) {
  const auto sealed = std::get<wire::SealedBill>(wire::decode(key, body).value());
  return wire::open(sealed, kHouseholdKey).value();
}

}  // namespace gridboard::tests
