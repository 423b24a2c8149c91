// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/answers.hpp"

#include <algorithm>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/navigate.hpp"
#include "kiosk/update/session.hpp"

namespace gridboard::kiosk::update {

using state::ScreenId;

Effects lock_answered(state::AppState& state, const std::string& account, const LockAnswer& answer, base::Instant now,
                      const Context& context) {
  state::Unlock& unlock = state.unlock;
  if (state.screen != ScreenId::unlock || unlock.account != account) return {};
  using Problem = state::Unlock::Problem;
  unlock.tries_left = answer.tries_left;
  unlock.wait_until = answer.wait_until;
  switch (answer.verdict) {
    case LockAnswer::Verdict::open_to_tries:
      return {};
    case LockAnswer::Verdict::no_pin:
      unlock.problem = Problem::no_pin;
      break;
    case LockAnswer::Verdict::waiting:
      unlock.problem = Problem::waiting;
      break;
    case LockAnswer::Verdict::wrong:
      unlock.problem = Problem::wrong;
      break;
    case LockAnswer::Verdict::right:
      if (!unlock.checking) return {};
      state.session.unlocked = account;
      touched(state, now);
      return go_on_unlocked(state, context, now);
  }
  unlock.checking = false;
  state::wipe(unlock.digits);
  return {};
}

void pinyin_answered(state::AppState& state, std::uint64_t number, std::vector<Candidate> candidates) {
  state::Keys& keys = state.keys;
  if (number != keys.asked || keys.composing.empty()) return;
  keys.answered = number;
  keys.candidates.clear();
  keys.candidate_letters.clear();
  keys.page = 0;
  for (Candidate& candidate : candidates) {
    if (candidate.letters == 0 || candidate.text.empty()) continue;
    keys.candidates.push_back(std::move(candidate.text));
    keys.candidate_letters.push_back(candidate.letters);
  }
}

void submitted(state::AppState& state, const std::string& receipt) {
  if (!state.form.submitting) return;  // the session ended meanwhile; what was handed in is kept all the same
  state.last_receipt = receipt;
  state.last_receipt_kind = state.form.kind_id;
  state::wipe(state.form);
  state.history = {ScreenId::board};
  replace_with(state, ScreenId::receipt);
}

void submit_failed(state::AppState& state, const std::string& sentence) {
  if (!state.form.submitting) return;
  state.form.submitting = false;
  state.form.failure = sentence;
}

void households_found(state::AppState& state, const std::string& typed, state::FindView found) {
  if (typed == state.find_typed) state.find = std::move(found);
}

void request_found(state::AppState& state, const std::string& receipt, std::optional<state::RequestView> found) {
  if (state.screen != ScreenId::follow || state.follow.typed != receipt) return;
  state.follow.problem = found ? state::Follow::Problem::none : state::Follow::Problem::unknown;
  state.follow.found = std::move(found);
}

void bill_loaded(state::AppState& state, state::BillView bill) {
  if (!state.session.unlocked || *state.session.unlocked != bill.account) return;
  state::wipe(state.bill);
  state.bill = std::move(bill);
}

void enrol_failed(state::AppState& state, const std::string& sentence) {
  state.enrol.asking = false;
  state.enrol.problem = sentence;
}

Effects set_enrolled(state::AppState& state, bool enrolled) {
  if (enrolled && !stands_alone(state.screen)) return {};
  Effects effects = end_session(state);
  state.enrol = state::Enrol{};
  replace_with(state, enrolled ? ScreenId::board : ScreenId::enrol);
  state.keys.mode = state::KeyMode::letters;
  return effects;
}

Effects set_revoked(state::AppState& state) {
  if (state.screen == ScreenId::out_of_service) return {};
  Effects effects = end_session(state);
  replace_with(state, ScreenId::out_of_service);
  return effects;
}

void views_changed(state::AppState& state) {
  const auto has_notice = [&](const auto& views) {
    return std::any_of(views.begin(), views.end(), [&](const auto& v) { return v.notice.id == state.open_notice; });
  };
  const bool notice_gone = !state.open_notice.empty() && !has_notice(state.notices) && !has_notice(state.board.notices);
  const bool outage_gone =
      !state.open_outage.empty() && std::none_of(state.outages.begin(), state.outages.end(),
                                                 [&](const auto& v) { return v.outage.id == state.open_outage; });
  if (notice_gone) state.open_notice.clear();
  if (outage_gone) state.open_outage.clear();
  if ((notice_gone && state.screen == ScreenId::notice) || (outage_gone && state.screen == ScreenId::outage)) {
    go_back(state);
  }
}

}  // namespace gridboard::kiosk::update
