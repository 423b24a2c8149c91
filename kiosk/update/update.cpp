// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/update.hpp"

#include <algorithm>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/form.hpp"
#include "kiosk/update/keys.hpp"
#include "kiosk/update/navigate.hpp"
#include "kiosk/update/session.hpp"
#include "sync/model/receipt.hpp"

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
    } else {
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
    return {LoadBill{*state.session.unlocked, intent.period}};
  }
  Effects operator()(const state::ChooseKind& intent) const {
    if (state.screen == ScreenId::form || state.screen == ScreenId::summary) return {};
    return choose_kind(state, intent.kind_id, context, now);
  }
  Effects operator()(const state::ChooseAnswer& intent) const {
    if (state.screen == ScreenId::form) choose_answer(state, intent, context);
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
  Effects operator()(const state::PickCandidate& intent) const { return pick_candidate(state, intent.index, context); }
  Effects operator()(const state::TurnPage& intent) const {
    turn_page(state, intent.by);
    return {};
  }
  Effects operator()(const state::SetKeyMode& intent) const {
    set_key_mode(state, intent.mode);
    return {};
  }
  Effects operator()(const state::NextStep&) const {
    if (state.screen == ScreenId::form) next_step(state, context);
    return {};
  }
  Effects operator()(const state::PreviousStep&) const {
    if (state.screen == ScreenId::form || state.screen == ScreenId::summary) previous_step(state, context);
    return {};
  }
  Effects operator()(const state::Submit&) const {
    if (state.screen != ScreenId::enrol) return submit(state, context, now);
    if (state.enrol.asking || state.enrol.typed.empty()) return {};
    state.enrol.asking = true;
    state.enrol.problem.clear();
    return {EnrolBoard{state.enrol.typed}};
  }
  Effects operator()(const state::LookUpReceipt&) const {
    if (state.screen != ScreenId::follow) return {};
    state.follow.found.reset();
    const std::string receipt = model::canonical_receipt(state.follow.typed);
    state.follow.problem = receipt.empty() ? state::Follow::Problem::malformed : state::Follow::Problem::none;
    if (receipt.empty()) return {};
    state.follow.typed = receipt;
    return {LookUpRequest{receipt}};
  }
  Effects operator()(const state::ToggleLarge&) const {
    state.large = !state.large;
    keep_place(state, context);
    return {};
  }
  Effects operator()(const state::ToggleLocale&) const {
    state.english = !state.english;
    return {};
  }
};

// What works on the screens that aren't the resident's.
bool is_for_staff(const state::Intent& intent) {
  return std::holds_alternative<state::PressKey>(intent) || std::holds_alternative<state::ErasePress>(intent) ||
         std::holds_alternative<state::ClearPress>(intent) || std::holds_alternative<state::Submit>(intent) ||
         std::holds_alternative<state::ToggleLarge>(intent) || std::holds_alternative<state::ToggleLocale>(intent) ||
         std::holds_alternative<state::TurnPage>(intent);
}

}  // namespace

Effects update(AppState& state, const state::Intent& intent, base::Instant now, const Context& context) {
  if (stands_alone(state.screen) && !is_for_staff(intent)) return {};
  touched(state, now);
  Effects effects = std::visit(Transition{state, now, context}, intent);
  // The length of a session follows from the type size, which the intent may have changed.
  if (state.session.open) touched(state, now);
  return effects;
}

}  // namespace gridboard::kiosk::update
