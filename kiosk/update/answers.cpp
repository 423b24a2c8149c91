// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/answers.hpp"

#include <algorithm>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/idle.hpp"
#include "kiosk/update/keys.hpp"
#include "kiosk/update/navigate.hpp"
#include "kiosk/update/neighbours.hpp"
#include "kiosk/update/phone.hpp"
#include "kiosk/update/printing.hpp"
#include "kiosk/update/session.hpp"
#include "kiosk/update/staff.hpp"

namespace gridboard::kiosk::update {

using state::Follow;
using state::ScreenId;

namespace {

Effects let_household_in(state::AppState& state, const std::string& account, base::Instant now,
                         const Context& context) {
  state.session.unlocked = account;
  touched(state, now);
  return go_on_unlocked(state, context, now);
}

Effects let_staff_in(state::AppState& state, base::Instant now) {
  Effects effects = enter_maintenance(state);
  touched(state, now);
  return effects;
}

// Whether what was sent is what is still looked at.
bool is_answer_to(const Follow& follow, const std::string& receipt) {
  return follow.sending && follow.found && follow.found->receipt == receipt;
}

}  // namespace

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
      return unlock.staff ? let_staff_in(state, now) : let_household_in(state, account, now, context);
  }
  unlock.checking = false;
  state::wipe(unlock.digits);
  return {};
}

void pinyin_answered(state::AppState& state, std::uint64_t number, std::vector<Candidate> candidates) {
  state::Keys& keys = state.keys;
  if (number != keys.asked || keys.composing.empty() || keys.mode == state::KeyMode::strokes) return;
  keys.answered = number;
  drop_candidates(keys);
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
  state::wipe(state.phone_url);
  state::wipe(state.phone_title);
  state.history = {ScreenId::board};
  forget_print(state);
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
  Follow& follow = state.follow;
  if (state.screen != ScreenId::follow || follow.typed != receipt) return;
  follow.problem = found ? Follow::Problem::none : Follow::Problem::unknown;
  follow.found = std::move(found);
  // A newer state of the same request doesn't take the resident out of what they are doing, if it can still be done.
  const bool goes_on = follow.found && (follow.step != Follow::Step::rating || follow.found->can_rate) &&
                       (follow.step != Follow::Step::reopening || follow.found->can_reopen);
  if (!goes_on) {
    follow.step = Follow::Step::reading;
    follow.sending = false;
  }
}

void rating_kept(state::AppState& state, const std::string& receipt, int stars) {
  Follow& follow = state.follow;
  if (!is_answer_to(follow, receipt)) return;
  follow.sending = false;
  follow.found->stars = stars;
  follow.found->can_rate = false;
  follow.step = Follow::Step::thanked_for_rating;
}

void reopening_kept(state::AppState& state, const std::string& receipt) {
  Follow& follow = state.follow;
  if (!is_answer_to(follow, receipt)) return;
  follow.sending = false;
  follow.found->state = model::RequestState::reopened;
  follow.found->can_rate = follow.found->can_reopen = false;
  follow.step = Follow::Step::reopened;
}

void follow_failed(state::AppState& state, const std::string& receipt, const std::string& sentence) {
  if (!is_answer_to(state.follow, receipt)) return;
  state.follow.sending = false;
  state.follow.failure = sentence;
}

void stick_done(state::AppState& state, state::Stick outcome) {
  if (state.screen == ScreenId::maintenance) state.maintenance.stick = std::move(outcome);
}

void maintenance_loaded(state::AppState& state, state::MaintenanceView view) {
  if (state.screen == ScreenId::maintenance) state.maintenance.view = std::move(view);
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

Effects set_waiting(state::AppState& state, const std::string& board_id) {
  if (state.screen == ScreenId::enrol && state.enrol.waits_as == board_id) return {};
  Effects effects = end_session(state);
  state.enrol = state::Enrol{};
  state.enrol.asking = true;  // no other code is taken meanwhile
  state.enrol.waits_as = board_id;
  replace_with(state, ScreenId::enrol);
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
  const std::string takeover_id = state.takeover ? state.takeover->notice.id : std::string();
  if (takeover_id != state.takeover_id) {
    state.takeover_id = takeover_id;
    state.page.erase(ScreenId::takeover);
  }
  if (state::takeover_shows(state)) uncover(state);
  drop_gone_report(state);
  refresh_phone(state);
}

}  // namespace gridboard::kiosk::update
