// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/state/intents.hpp"

namespace gridboard::kiosk::state {

template <class Each>
  requires(!std::is_base_of_v<AnyIntent, Each>)
Intent::Intent(Each intent) : AnyIntent(std::move(intent)) {}

Intent::Intent(const Intent& other) = default;
Intent::Intent(Intent&& other) noexcept = default;
Intent& Intent::operator=(const Intent& other) = default;
Intent& Intent::operator=(Intent&& other) noexcept = default;
Intent::~Intent() = default;

template Intent::Intent(Open);
template Intent::Intent(Back);
template Intent::Intent(Home);
template Intent::Intent(Finish);
template Intent::Intent(StayHere);
template Intent::Intent(ChooseHousehold);
template Intent::Intent(OpenNotice);
template Intent::Intent(OpenOutage);
template Intent::Intent(ShowCategory);
template Intent::Intent(ShowPeriod);
template Intent::Intent(ChooseKind);
template Intent::Intent(ChooseAnswer);
template Intent::Intent(FocusField);
template Intent::Intent(PressKey);
template Intent::Intent(ErasePress);
template Intent::Intent(ClearPress);
template Intent::Intent(ShuffleDigits);
template Intent::Intent(UnlockByPhone);
template Intent::Intent(PickCandidate);
template Intent::Intent(TurnPage);
template Intent::Intent(SetKeyMode);
template Intent::Intent(NextStep);
template Intent::Intent(PreviousStep);
template Intent::Intent(Submit);
template Intent::Intent(LookUpReceipt);
template Intent::Intent(AnswerSameReport);
template Intent::Intent(ChooseMaintenance);
template Intent::Intent(GoOnWithPhone);
template Intent::Intent(StartRating);
template Intent::Intent(RateRequest);
template Intent::Intent(StartReopening);
template Intent::Intent(ReopenRequest);
template Intent::Intent(PutAway);
template Intent::Intent(WakeUp);
template Intent::Intent(TapCorner);
template Intent::Intent(AskMaintenance);
template Intent::Intent(ShowTab);
template Intent::Intent(TouchMark);
template Intent::Intent(NextColour);
template Intent::Intent(LeaveProgram);
template Intent::Intent(TakeBundle);
template Intent::Intent(WriteOutbox);
template Intent::Intent(PenDown);
template Intent::Intent(PenTo);
template Intent::Intent(PenUp);
template Intent::Intent(UndoStroke);
template Intent::Intent(ToggleCapitals);
template Intent::Intent(TurnCandidates);
template Intent::Intent(OpenQuestion);
template Intent::Intent(DoWhatWasAsked);
template Intent::Intent(PrintSlip);
template Intent::Intent(ToggleSpeech);
template Intent::Intent(PauseSpeech);
template Intent::Intent(RepeatSpeech);
template Intent::Intent(ChangeSpeed);
template Intent::Intent(ChangeVolume);
template Intent::Intent(SayPrivateThings);
template Intent::Intent(ToggleLowered);
template Intent::Intent(ToggleLarge);
template Intent::Intent(ToggleLocale);

}  // namespace gridboard::kiosk::state
