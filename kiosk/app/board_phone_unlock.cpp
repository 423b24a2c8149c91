// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Unlocking with a phone: the key pair that only this memory holds, and what comes sealed to it.
#include <array>
#include <span>

#include "kiosk/app/board.hpp"
#include "kiosk/update/phone_unlock.hpp"
#include "sync/base/log.hpp"
#include "sync/wire/sealing.hpp"
#include "sync/wire/unlock.hpp"

namespace gridboard::kiosk::app {

void Board::carry_out(const update::AskPhoneUnlock& effect) {
  phone_unlock_.reset();
  wire::SecretBytes seed(wire::kSealingSeedBytes);
  random_.fill(std::as_writable_bytes(std::span(seed.data(), seed.size())));
  wire::SealingPair pair = wire::make_sealing_pair(seed.view());
  wire::UnlockAsk ask{wire::make_unlock_id(random_), effect.account, pair.public_key};
  phone_unlock_ = OpenUnlock{ask.id, effect.account, std::move(pair.secret_key)};
  if (!link_ || !link_->send(link::AskUnlock{std::move(ask)})) {
    update::phone_unlock_failed(state_, effect.account, true);
  }
}

void Board::take(const link::UnlockOffered& offered) {
  if (!phone_unlock_ || phone_unlock_->id != offered.id) return;
  const std::size_t end = state_.phone_base.rfind("/go/");
  if (end == std::string::npos) return update::phone_unlock_failed(state_, phone_unlock_->account, false);
  const std::string address = state_.phone_base.substr(0, end) + "/u/" + views_.record.board_id + "/" + offered.id;
  update::phone_unlock_offered(state_, phone_unlock_->account, address, now());
}

void Board::take(const link::UnlockFailed& failed) {
  if (!phone_unlock_ || phone_unlock_->id != failed.id) return;
  update::phone_unlock_failed(state_, phone_unlock_->account, failed.offline);
}

// Nothing is unlocked by a key that doesn't open what lies here: who is between could only keep it shut.
void Board::take(const link::UnlockSealed& sealed) {
  if (!phone_unlock_ || phone_unlock_->id != sealed.id || !state_.unlock.phone.open()) return;
  const std::string account = phone_unlock_->account;
  auto key = wire::open_unlock(phone_unlock_->secret_key, views_.record.board_id, sealed.id, account, sealed.sealed);
  phone_unlock_.reset();
  auto household = reader_ ? reader_->household(account) : base::Result<std::optional<wire::HouseholdRecord>>{};
  if (!key || !household || !*household || !wire::open_details(**household, key->view())) {
    base::log_event(base::LogLevel::warning, "unlock.refused",
                    {{"reason", key ? std::string_view("the key isn't that of what lies here")
                                    : std::string_view(key.error().message)}});
    return update::phone_unlock_failed(state_, account, false);
  }
  hold_household_key(account, std::make_shared<const wire::SecretBytes>(std::move(*key)));
  carry_out(update::phone_unlock_opened(state_, account, now(), context()));
  if (state_.session.unlocked) refresh_reports();
  if (state_.session.unlocked != household_key_of_) forget_household_key();
}

// The secret lives as long as the code: put away, expired, gone on from or wiped with the session, it is gone too.
void Board::end_unneeded_phone_unlock() {
  if (!phone_unlock_) return;
  if (state_.unlock.phone.open() && state_.unlock.account == phone_unlock_->account) return;
  phone_unlock_.reset();
  if (link_ && !link_->send(link::EndUnlock{})) base::log_event(base::LogLevel::info, "unlock.not_ended");
}

}  // namespace gridboard::kiosk::app
