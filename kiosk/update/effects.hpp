// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What has to be done outside the state. Values only: kiosk/app carries them out and reports back by the functions
// in answers.hpp.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/time.hpp"

namespace gridboard::kiosk::update {

struct LoadBill {
  std::string account;
  std::optional<base::Month> period;  // the newest without
};
// Has this household a PIN, and may it be tried now?
struct LookUpLock {
  std::string account;
};
struct CheckPin {
  std::string account, pin;
};
struct AskPinyin {
  std::uint64_t number = 0;
  std::string letters;
  bool for_name = false;  // single characters, the rare ones too
};
struct SubmitRequest {
  std::string kind, account;  // account "" while none is unlocked
  std::map<std::string, std::string> answers;
  std::string same_as;    // a neighbour's report that this is the same as, "" if none
  std::string outage_id;  // of a maintenance window
  std::optional<base::Instant> promised_at;
};
struct FindHouseholds {
  std::string typed;
};
struct LookUpRequest {
  std::string receipt;  // in canonical form
};
struct EnrolBoard {
  std::string code;
};
struct SendRating {
  std::string receipt;
  int stars = 0;
};
struct SendReopening {
  std::string receipt, reason;
};
// Is there a maintenance PIN, and may it be tried now? Answered by lock_answered() with state::kMaintenance.
struct LookUpMaintenanceLock {};
struct CheckMaintenancePin {
  std::string pin;
};
// Fills state::Maintenance::view.
struct LoadMaintenance {};
// Ends the program.
struct Quit {};
// Whatever lies outside the state and belongs to the resident: glyph pages, pictures, the accessibility tree.
struct WipeSession {};

using Effect = std::variant<LoadBill, LookUpLock, CheckPin, AskPinyin, SubmitRequest, FindHouseholds, LookUpRequest,
                            EnrolBoard, SendRating, SendReopening, LookUpMaintenanceLock, CheckMaintenancePin,
                            LoadMaintenance, Quit, WipeSession>;
using Effects = std::vector<Effect>;

}  // namespace gridboard::kiosk::update
