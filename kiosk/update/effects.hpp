// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What has to be done outside the state. Values only: kiosk/app carries them out and reports back by the functions
// in answers.hpp.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "kiosk/state/app_state.hpp"
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
// Answered by phone_unlock_offered() and its like. Whoever carries it out ends it as soon as Unlock::phone isn't open.
struct AskPhoneUnlock {
  std::string account;
};
struct AskPinyin {
  std::uint64_t number = 0;
  std::string letters;
  bool for_name = false;  // single characters, the rare ones too
};
// Handwriting, or stroke keys: `strokes` is empty then.
struct AskWriting {
  std::uint64_t number = 0;
  std::vector<state::PenStroke> strokes;
  std::string keys;
};
struct AskQuestions {
  std::uint64_t number = 0;
  std::string typed;  // "" for those asked most
};
// Of what is shown: state::Printing says which job and of what.
struct PrintSlip {
  std::uint64_t number = 0;
  state::Printing::What what = state::Printing::What::receipt;
};
// Nothing is said any more, and nothing that waits to be said is kept.
struct Silence {};
// What is shown is said from its beginning.
struct SayScreen {};
struct HoldSpeech {
  bool held = false;
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
// For a stick; answered by stick_done().
struct TakeBundle {};
struct WriteOutbox {};
// Ends the program.
struct Quit {};
// Whatever lies outside the state and belongs to the resident: glyph pages, pictures, the accessibility tree.
struct WipeSession {};

using AnyEffect =
    std::variant<LoadBill, LookUpLock, CheckPin, AskPhoneUnlock, AskPinyin, SubmitRequest, FindHouseholds, LookUpRequest, EnrolBoard,
                 SendRating, SendReopening, LookUpMaintenanceLock, CheckMaintenancePin, LoadMaintenance, Quit,
                 WipeSession, AskWriting, AskQuestions, PrintSlip, Silence, SayScreen, HoldSpeech, TakeBundle, WriteOutbox>;

// As state::Intent: compiled once, in effects.cpp.
struct Effect : AnyEffect {
  template <class Each>
    requires(!std::is_base_of_v<AnyEffect, Each>)
  Effect(Each effect);  // NOLINT: made of whichever it is
  Effect(const Effect& other);
  Effect(Effect&& other) noexcept;
  Effect& operator=(const Effect& other);
  Effect& operator=(Effect&& other) noexcept;
  ~Effect();
};
using Effects = std::vector<Effect>;

}  // namespace gridboard::kiosk::update
