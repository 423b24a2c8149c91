// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/phone_unlock.hpp"

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/navigate.hpp"
#include "kiosk/update/session.hpp"

namespace gridboard::kiosk::update {
namespace {

using Step = state::PhoneUnlock::Step;

void put_away(state::AppState& state, Step step) {
  state::PhoneUnlock& phone = state.unlock.phone;
  state::wipe(phone.url);
  phone.ends_at.reset();
  phone.step = step;
}

bool waits_for(const state::AppState& state, const std::string& account) {
  return state.screen == state::ScreenId::unlock && state.unlock.phone.open() && state.unlock.account == account;
}

}  // namespace

Effects unlock_by_phone(state::AppState& state, bool wanted) {
  state::Unlock& unlock = state.unlock;
  if (state.screen != state::ScreenId::unlock || unlock.staff) return {};
  if (!wanted) {
    put_away(state, Step::none);
    return {};
  }
  using Problem = state::Unlock::Problem;
  const bool open_to_tries = unlock.problem == Problem::none || unlock.problem == Problem::wrong;
  if (unlock.phone.open() || unlock.checking || !open_to_tries || state.phone_base.empty()) return {};
  unlock.problem = Problem::none;
  state::wipe(unlock.digits);
  put_away(state, Step::asking);
  return {AskPhoneUnlock{unlock.account}};
}

bool leave_phone_unlock(state::AppState& state) {
  if (state.screen != state::ScreenId::unlock || !state.unlock.phone.open()) return false;
  put_away(state, Step::none);
  return true;
}

void end_phone_unlock(state::AppState& state, base::Instant now) {
  const auto& ends_at = state.unlock.phone.ends_at;
  if (ends_at && now >= *ends_at) put_away(state, Step::expired);
}

void phone_unlock_offered(state::AppState& state, const std::string& account, const std::string& url,
                          base::Instant now) {
  if (!waits_for(state, account) || state.unlock.phone.step != Step::asking || url.empty()) return;
  state.unlock.phone.step = Step::showing;
  state.unlock.phone.url = url;
  state.unlock.phone.ends_at = now + kPhoneUnlockLasts;
  touched(state, now);  // the session is as long as the code
}

void phone_unlock_failed(state::AppState& state, const std::string& account, bool offline) {
  if (waits_for(state, account)) put_away(state, offline ? Step::offline : Step::refused);
}

Effects phone_unlock_opened(state::AppState& state, const std::string& account, base::Instant now,
                            const Context& context) {
  if (!waits_for(state, account)) return {};
  put_away(state, Step::none);
  state.session.unlocked = account;
  touched(state, now);
  return go_on_unlocked(state, context, now);
}

}  // namespace gridboard::kiosk::update
