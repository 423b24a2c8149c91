// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A small centre on a real store in a folder of its own: one community of 10 buildings with 4 units each (40 units),
// a second one with a building of the same name, supply points, two households a unit of building 3.

#include <chrono>
#include <memory>
#include <set>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::desk::test {

struct StaffCentre {
  StaffCentre();
  ~StaffCentre();
  StaffCentre(const StaffCentre&) = delete;
  StaffCentre& operator=(const StaffCentre&) = delete;

  // Keys that a board at `place` gets from all logs that it follows, as they are now.
  std::set<std::string> keys_at(const std::string& place);
  // The body of a record in the log, "" if it isn't there.
  std::string body_of(const std::string& log, const std::string& key);
  std::uint64_t head_of(const std::string& log);
  // The household kAccount gets tests::kHouseholdPin and tests::kHouseholdKey.
  void give_pin();
  void put_bill(std::int64_t amount_fen, const std::string& due);
  void put_request(const std::string& receipt, const std::string& board_id);
  // An active board as it is after enrolment.
  store::Board enrolled(const std::string& place);
  // Hands an item in, a request sealed, as the board does and gives what it is answered.
  wire::ItemAnswer hand_in(const store::Board& board, wire::ItemKind kind, const std::string& body, base::Instant at);
  wire::ItemAnswer hand_in(const store::Board& board, const wire::RequestBody& body);
  wire::ItemAnswer hand_in(const store::Board& board, const wire::RequestBody& body, base::Instant at);
  model::ServiceRequest request(const std::string& receipt);

  std::string folder;
  base::ManualClock clock;
  base::SeededRandom random{1};
  CentreSettings settings;
  model::Rules rules;
  model::Catalogue catalogue;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<KeyRing> keys;  // in a folder of their own
};

inline const std::string kCommunity = "YX/BT/G1/XH";
inline const std::string kUnit = "YX/BT/G1/XH/3/2";
inline const std::string kAccount = "3301044471";
inline const std::string kBillNo = "2026103301044471";

// "2026-11-22 08:00" in +08:00
base::Instant at(const std::string& local);

}  // namespace gridboard::desk::test
