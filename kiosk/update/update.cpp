// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/update.hpp"

#include <algorithm>

#include "kiosk/update/follow.hpp"
#include "kiosk/update/form.hpp"
#include "kiosk/update/idle.hpp"
#include "kiosk/update/keys.hpp"
#include "kiosk/update/navigate.hpp"
#include "kiosk/update/neighbours.hpp"
#include "kiosk/update/phone.hpp"
#include "kiosk/update/phone_unlock.hpp"
#include "kiosk/update/printing.hpp"
#include "kiosk/update/questions.hpp"
#include "kiosk/update/session.hpp"
#include "kiosk/update/speech.hpp"
#include "kiosk/update/staff.hpp"
#include "kiosk/update/typed.hpp"
#include "kiosk/update/windows.hpp"
#include "kiosk/update/writing.hpp"

namespace gridboard::kiosk::update {
namespace {

using state::AppState;
using state::ScreenId;

struct Transition {
  AppState& state;
  base::Instant now;
  const Context& context;

  Effects operator()(const state::Open& intent) const { return open(state, intent.screen); }
  Effects operator()(const state::Back&) const {
    if (state.screen == ScreenId::form || state.screen == ScreenId::summary) {
      previous_step(state, context);
    } else if (!leave_follow_step(state) && !leave_test(state) && !leave_question(state) && !leave_phone_unlock(state)) {
      go_back(state);
    }
    return {};
  }
  Effects operator()(const state::Home&) const {
    go_home(state);
    return {};
  }
  Effects operator()(const state::Finish&) const { return end_session(state); }
  Effects operator()(const state::StayHere&) const { return {}; }
  Effects operator()(const state::ChooseHousehold& intent) const {
    const bool listed = state.screen == ScreenId::board || state.screen == ScreenId::find;
    return listed ? choose_household(state, intent.account, context, now) : Effects{};
  }
  Effects operator()(const state::OpenNotice& intent) const {
    const auto has = [&](const auto& views) {
      return std::any_of(views.begin(), views.end(), [&](const auto& v) { return v.notice.id == intent.id; });
    };
    if (!has(state.notices) && !has(state.board.notices)) return {};
    state.open_notice = intent.id;
    go_to(state, ScreenId::notice);
    return {};
  }
  Effects operator()(const state::OpenOutage& intent) const {
    const auto is_it = [&](const auto& v) { return v.outage.id == intent.id; };
    if (std::none_of(state.outages.begin(), state.outages.end(), is_it)) return {};
    state.open_outage = intent.id;
    go_to(state, ScreenId::outage);
    return {};
  }
  Effects operator()(const state::ShowCategory& intent) const {
    if (intent.category < -1 || intent.category > static_cast<int>(model::NoticeCategory::promise)) return {};
    state.notice_category = intent.category;
    state.page[ScreenId::notices] = 0;
    return {};
  }
  Effects operator()(const state::ShowPeriod& intent) const {
    if (state.screen != ScreenId::bill || !state.session.unlocked) return {};
    state.page[ScreenId::bill] = 0;
    forget_print(state);
    return {LoadBill{*state.session.unlocked, intent.period}};
  }
  Effects operator()(const state::ChooseKind& intent) const {
    if (state.screen == ScreenId::form || state.screen == ScreenId::summary) return {};
    return choose_kind(state, intent.kind_id, context, now);
  }
  Effects operator()(const state::ChooseAnswer& intent) const {
    if (state.screen == ScreenId::form) choose_answer(state, intent, context, now);
    return {};
  }
  Effects operator()(const state::FocusField& intent) const {
    if (state.screen == ScreenId::form || state.screen == ScreenId::summary) {
      focus_field(state, intent.field_id, context);
    }
    return {};
  }
  Effects operator()(const state::PressKey& intent) const { return press_key(state, intent.text, context); }
  Effects operator()(const state::ErasePress&) const { return erase(state, context); }
  Effects operator()(const state::ClearPress&) const { return clear(state, context); }
  Effects operator()(const state::ShuffleDigits&) const {
    if (state.screen == ScreenId::unlock) shuffle_digits(state, context.random);
    return {};
  }
  Effects operator()(const state::UnlockByPhone& intent) const { return unlock_by_phone(state, intent.wanted); }
  Effects operator()(const state::PickCandidate& intent) const { return pick_candidate(state, intent.index, context); }
  Effects operator()(const state::TurnPage& intent) const {
    turn_page(state, intent.by);
    return {};
  }
  Effects operator()(const state::SetKeyMode& intent) const { return set_key_mode(state, intent.mode, context); }
  Effects operator()(const state::NextStep&) const {
    if (state.screen == ScreenId::form) next_step(state, context, now);
    return {};
  }
  Effects operator()(const state::PreviousStep&) const {
    if (state.screen == ScreenId::form || state.screen == ScreenId::summary) previous_step(state, context);
    return {};
  }
  Effects operator()(const state::Submit&) const {
    if (state.screen == ScreenId::unlock) return check_staff_pin(state);
    if (state.screen != ScreenId::enrol) return submit(state, context, now);
    if (state.enrol.asking || state.enrol.typed.empty()) return {};
    state.enrol.asking = true;
    state.enrol.problem.clear();
    return {EnrolBoard{state.enrol.typed}};
  }
  Effects operator()(const state::LookUpReceipt&) const { return look_up_receipt(state); }
  Effects operator()(const state::AnswerSameReport& intent) const {
    answer_same_report(state, intent.same, context, now);
    return {};
  }
  Effects operator()(const state::ChooseMaintenance& intent) const {
    return choose_maintenance(state, intent.outage_id, context, now);
  }
  Effects operator()(const state::GoOnWithPhone&) const {
    go_on_with_phone(state, context);
    return {};
  }
  Effects operator()(const state::StartRating&) const {
    start_rating(state);
    return {};
  }
  Effects operator()(const state::RateRequest& intent) const { return rate(state, intent.stars); }
  Effects operator()(const state::StartReopening&) const {
    start_reopening(state);
    return {};
  }
  Effects operator()(const state::ReopenRequest& intent) const { return reopen(state, intent.reason_id); }
  Effects operator()(const state::PutAway&) const {
    if (!state::takeover_shows(state)) return {};
    state.session.read.push_back(state.takeover->notice.id);
    state.page.erase(ScreenId::takeover);
    return {};
  }
  Effects operator()(const state::WakeUp&) const { return {}; }  // done by being here
  Effects operator()(const state::TapCorner&) const { return tap_corner(state); }
  Effects operator()(const state::AskMaintenance&) const { return ask_maintenance(state); }
  Effects operator()(const state::ShowTab& intent) const { return show_tab(state, intent.tab); }
  Effects operator()(const state::TouchMark& intent) const {
    mark_touch(state, intent.x, intent.y);
    return {};
  }
  Effects operator()(const state::NextColour&) const {
    next_colour(state);
    return {};
  }
  Effects operator()(const state::TakeBundle&) const { return use_stick(state, TakeBundle{}); }
  Effects operator()(const state::WriteOutbox&) const { return use_stick(state, WriteOutbox{}); }
  Effects operator()(const state::LeaveProgram&) const { return leave_program(state); }
  Effects operator()(const state::PenDown& intent) const { return pen_down(state, intent, context); }
  Effects operator()(const state::PenTo& intent) const {
    pen_to(state, intent);
    return {};
  }
  Effects operator()(const state::PenUp&) const { return pen_up(state, context); }
  Effects operator()(const state::UndoStroke&) const { return undo_stroke(state, context); }
  Effects operator()(const state::ToggleCapitals&) const {
    toggle_capitals(state);
    return {};
  }
  Effects operator()(const state::TurnCandidates& intent) const {
    turn_candidates(state, intent.by);
    return {};
  }
  Effects operator()(const state::OpenQuestion& intent) const { return open_question(state, intent.id, context); }
  Effects operator()(const state::DoWhatWasAsked&) const { return do_what_was_asked(state, context, now); }
  Effects operator()(const state::PrintSlip&) const { return print_slip(state); }
  Effects operator()(const state::ToggleSpeech&) const { return toggle_speech(state); }
  Effects operator()(const state::PauseSpeech&) const { return pause_speech(state); }
  Effects operator()(const state::RepeatSpeech&) const { return repeat_speech(state); }
  Effects operator()(const state::ChangeSpeed& intent) const {
    change_speed(state, intent.by);
    return {};
  }
  Effects operator()(const state::ChangeVolume& intent) const {
    change_volume(state, intent.by);
    return {};
  }
  Effects operator()(const state::SayPrivateThings&) const { return say_private_things(state); }
  Effects operator()(const state::ToggleLowered&) const {
    state.lowered = !state.lowered && state.can_lower;
    return {};
  }
  Effects operator()(const state::ToggleLarge&) const {
    state.large = !state.large;
    keep_place(state, context);
    refresh_keys(state, context);
    return {};
  }
  Effects operator()(const state::ToggleLocale&) const {
    state.english = !state.english;
    name_phone(state, context);
    refresh_keys(state, context);
    return {};
  }
};

template <class... Kinds>
bool is_one_of(const state::Intent& intent) {
  return (std::holds_alternative<Kinds>(intent) || ...);
}

// What changes how the screen is read, not what it says: it works everywhere.
bool is_of_the_glass(const state::Intent& intent) {
  return is_one_of<state::ToggleLarge, state::ToggleLocale, state::ToggleLowered, state::TurnPage, state::ToggleSpeech,
                   state::PauseSpeech, state::RepeatSpeech, state::ChangeSpeed, state::ChangeVolume,
                   state::SayPrivateThings>(intent);
}

// Whether the screen that fills the glass has a use for this.
bool fits(const state::Intent& intent, ScreenId shown) {
  if (is_of_the_glass(intent)) return true;
  switch (shown) {
    case ScreenId::enrol:
    case ScreenId::out_of_service:
      return is_one_of<state::PressKey, state::ErasePress, state::ClearPress, state::Submit>(intent);
    case ScreenId::takeover:
      return is_one_of<state::PutAway, state::StayHere, state::Finish>(intent);
    case ScreenId::maintenance:
      return is_one_of<state::Back, state::Home, state::Finish, state::StayHere, state::ShowTab, state::TouchMark,
                       state::NextColour, state::ClearPress, state::TakeBundle, state::WriteOutbox,
                       state::LeaveProgram>(intent);
    default:
      return true;
  }
}

}  // namespace

Effects update(AppState& state, const state::Intent& intent, base::Instant now, const Context& context) {
  const ScreenId shown = state::shown_screen(state);
  if (shown == ScreenId::attract || shown == ScreenId::night) {
    // Whatever it was: it was meant for somebody who sees what they touch.
    uncover(state);
    touched(state, now);
    return {};
  }
  if (!fits(intent, shown)) {
    if (!stands_alone(shown)) touched(state, now);
    return {};
  }
  touched(state, now);
  if (!std::holds_alternative<state::TapCorner>(intent)) state.corner_taps = 0;
  Effects effects = std::visit(Transition{state, now, context}, intent);
  // The length of a session follows from the type size and from who is here, which the intent may have changed.
  if (state.session.open) touched(state, now);
  keep_idle(state, now);
  return effects;
}

}  // namespace gridboard::kiosk::update
