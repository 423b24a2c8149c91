// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a person meant by a touch or a key. Screens make intents; kiosk/update decides what follows.

#include <array>
#include <cstddef>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "kiosk/state/app_state.hpp"

namespace gridboard::kiosk::state {

struct Open {
  ScreenId screen;
};  // from the bar, a tile, a card
struct Back {};
struct Home {};
struct Finish {};    // ends the session
struct StayHere {};  // answers the session warning
struct ChooseHousehold {
  std::string account;
};
struct OpenNotice {
  std::string id;
};
struct OpenOutage {
  std::string id;
};
struct ShowCategory {
  int category;
};  // tab of notices; -1 all
struct ShowPeriod {
  base::Month period;
};  // another bill of the same household
struct ChooseKind {
  std::string kind_id;
};  // a tile of services
struct ChooseAnswer {
  std::string field_id, choice_id;
};
struct FocusField {
  std::string field_id;
};
struct PressKey {
  std::string text;
};  // a digit, a letter or a candidate key of the on-screen keys
struct ErasePress {};
struct ClearPress {};
struct ShuffleDigits {};
struct UnlockByPhone {
  bool wanted;
};  // the code instead of the pad, and back
struct PickCandidate {
  std::size_t index;
};  // into AppState::keys.candidates
struct TurnPage {
  int by;
};  // of lists, notices
struct SetKeyMode {
  KeyMode mode;
};
struct NextStep {};  // of a form
struct PreviousStep {};
struct Submit {};  // from the summary
struct LookUpReceipt {};
struct AnswerSameReport {
  bool same;
};  // on ScreenId::same_report
struct ChooseMaintenance {
  std::string outage_id;
};  // choose a window for this outage
struct GoOnWithPhone {};  // from a form: to the code
struct StartRating {};    // of the request that was found
struct RateRequest {
  int stars;
};  // 1 to 5
struct StartReopening {};
struct ReopenRequest {
  std::string reason_id;
};  // of kReopenReasons
struct PutAway {};       // the takeover was read
struct WakeUp {};        // a touch or a key on the attract loop or the night
struct TapCorner {};     // the hidden corner
struct AskMaintenance {};  // the key for staff with a keyboard
struct ShowTab {
  MaintenanceTab tab;
};
struct TouchMark {
  float x, y;
};  // share of the glass
struct NextColour {};  // of the pixel test
struct LeaveProgram {};
struct TakeBundle {};   // from a stick
struct WriteOutbox {};  // to a stick
// The pen in a writing field: down, along and up. Shares of that field's side.
struct PenDown {
  std::size_t field;
  float x, y;
};
struct PenTo {
  float x, y;
};
struct PenUp {};
struct UndoStroke {};
struct ToggleCapitals {};
struct TurnCandidates {
  int by;
};  // pages of the keys' candidates
struct OpenQuestion {
  std::string id;
};  // found, related, or one of those asked most
struct DoWhatWasAsked {};  // what the answer that is read leads to, by Question::open
struct PrintSlip {};       // of the receipt or the bill that is shown
struct ToggleSpeech {};    // the speaker button, F1
struct PauseSpeech {};     // and goes on
struct RepeatSpeech {};    // the screen again, from its beginning
struct ChangeSpeed {
  int by;
};
struct ChangeVolume {
  int by;
};
struct SayPrivateThings {};  // aloud, although there are no headphones
struct ToggleLowered {};
struct ToggleLarge {};
struct ToggleLocale {};

using AnyIntent =
    std::variant<Open, Back, Home, Finish, StayHere, ChooseHousehold, OpenNotice, OpenOutage, ShowCategory, ShowPeriod,
                 ChooseKind, ChooseAnswer, FocusField, PressKey, ErasePress, ClearPress, ShuffleDigits, UnlockByPhone, PickCandidate,
                 TurnPage, SetKeyMode, NextStep, PreviousStep, Submit, LookUpReceipt, AnswerSameReport,
                 ChooseMaintenance, GoOnWithPhone, StartRating, RateRequest, StartReopening, ReopenRequest, PutAway,
                 WakeUp, TapCorner, AskMaintenance, ShowTab, TouchMark, NextColour, LeaveProgram, TakeBundle,
                 WriteOutbox, PenDown, PenTo, PenUp, UndoStroke, ToggleCapitals, TurnCandidates, OpenQuestion, DoWhatWasAsked, PrintSlip, ToggleSpeech,
                 PauseSpeech, RepeatSpeech, ChangeSpeed, ChangeVolume, SayPrivateThings, ToggleLowered, ToggleLarge,
                 ToggleLocale>;

// What a variant of so many does to be copied, moved and destroyed is compiled once, in intents.cpp.
struct Intent : AnyIntent {
  template <class Each>
    requires(!std::is_base_of_v<AnyIntent, Each>)
  Intent(Each intent);  // NOLINT: made of whichever it is
  Intent(const Intent& other);
  Intent(Intent&& other) noexcept;
  Intent& operator=(const Intent& other);
  Intent& operator=(Intent&& other) noexcept;
  ~Intent();
};

// Why a request that was called done is opened again; the words stand in screens.
inline constexpr std::array<const char*, 4> kReopenReasons{"not_solved", "came_back", "nobody_came", "other"};

// A frame's intents, in the order they were meant.
using Intents = std::vector<Intent>;

}  // namespace gridboard::kiosk::state
