// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/effects.hpp"

namespace gridboard::kiosk::update {

template <class Each>
  requires(!std::is_base_of_v<AnyEffect, Each>)
Effect::Effect(Each effect) : AnyEffect(std::move(effect)) {}

Effect::Effect(const Effect& other) = default;
Effect::Effect(Effect&& other) noexcept = default;
Effect& Effect::operator=(const Effect& other) = default;
Effect& Effect::operator=(Effect&& other) noexcept = default;
Effect::~Effect() = default;

template Effect::Effect(LoadBill);
template Effect::Effect(LookUpLock);
template Effect::Effect(CheckPin);
template Effect::Effect(AskPhoneUnlock);
template Effect::Effect(AskPinyin);
template Effect::Effect(SubmitRequest);
template Effect::Effect(FindHouseholds);
template Effect::Effect(LookUpRequest);
template Effect::Effect(EnrolBoard);
template Effect::Effect(TakeBundle);
template Effect::Effect(WriteOutbox);
template Effect::Effect(SendRating);
template Effect::Effect(SendReopening);
template Effect::Effect(LookUpMaintenanceLock);
template Effect::Effect(CheckMaintenancePin);
template Effect::Effect(LoadMaintenance);
template Effect::Effect(Quit);
template Effect::Effect(WipeSession);
template Effect::Effect(AskWriting);
template Effect::Effect(AskQuestions);
template Effect::Effect(PrintSlip);
template Effect::Effect(Silence);
template Effect::Effect(SayScreen);
template Effect::Effect(HoldSpeech);

}  // namespace gridboard::kiosk::update
