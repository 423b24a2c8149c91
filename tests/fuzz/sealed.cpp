// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What comes out of a seal, a lock, and what only claims to be sealed.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/wire/outbox.hpp"
#include "sync/wire/sealing.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string key(wire::kHouseholdKeyBytes, 'k');
  (void)wire::open_under(key, "bill/1203004471/202610", text);
  if (const auto lock = wire::decode_lock(text)) {
    const auto again = wire::decode_lock(wire::encode(*lock));
    if (!again || !(*again == *lock)) std::abort();
  }
  wire::RequestBody request;
  (void)wire::take_personal(request, text);
  wire::HouseholdRecord household;
  household.account = "1203004471";
  household.sealed = wire::seal_under(key, "household/1203004471", text);
  (void)wire::open_details(household, key);
  using namespace std::chrono;
  wire::SealedBill bill{"1203004471", 2026y / October, 2026y / November / 25, model::BillStatus::unpaid, ""};
  bill.sealed = wire::seal_under(key, "bill/1203004471/202610", text);
  const auto opened = wire::open(bill, key);
  if (!opened) return 0;
  const auto again = wire::open(wire::seal(*opened, key, base::Zone()), key);
  if (!again || !(*again == *opened)) std::abort();
  return 0;
}
