// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a person meant by a touch or a key. Screens make intents; kiosk/update decides what follows.

#include <cstddef>
#include <string>
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
struct PickCandidate {
  std::size_t index;
};  // into AppState::keys.candidates
struct TurnPage {
  int by;
};  // of candidates, lists, notices
struct SetKeyMode {
  KeyMode mode;
};
struct NextStep {};  // of a form
struct PreviousStep {};
struct Submit {};  // from the summary
struct LookUpReceipt {};
struct ToggleLarge {};
struct ToggleLocale {};

using Intent =
    std::variant<Open, Back, Home, Finish, StayHere, ChooseHousehold, OpenNotice, OpenOutage, ShowCategory, ShowPeriod,
                 ChooseKind, ChooseAnswer, FocusField, PressKey, ErasePress, ClearPress, ShuffleDigits, PickCandidate,
                 TurnPage, SetKeyMode, NextStep, PreviousStep, Submit, LookUpReceipt, ToggleLarge, ToggleLocale>;

// A frame's intents, in the order they were meant.
using Intents = std::vector<Intent>;

}  // namespace gridboard::kiosk::state
