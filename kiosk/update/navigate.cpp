// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/navigate.hpp"

#include <algorithm>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/form.hpp"
#include "kiosk/update/neighbours.hpp"
#include "kiosk/update/printing.hpp"
#include "kiosk/update/questions.hpp"
#include "kiosk/update/typed.hpp"
#include "kiosk/update/windows.hpp"

namespace gridboard::kiosk::update {
namespace {

using state::ScreenId;

constexpr std::size_t kMaxHistory = 32;

// What was typed for the screen that is left is no longer meant, and staff who leave their screen have left.
void leave_screen(state::AppState& state) {
  state::wipe(state.keys);
  if (state.screen != ScreenId::maintenance) return;
  state.session.staff = false;
  state.maintenance = state::Maintenance{};
}

Effects ask_for_household(state::AppState& state, ScreenId then, const std::string& kind,
                          const std::string& outage_id) {
  state::wipe(state.unlock);
  state.unlock.then = then;
  state.unlock.then_kind = kind;
  state.unlock.then_outage = outage_id;
  state::wipe(state.find_typed);
  go_to(state, ScreenId::find);
  state.keys.mode = state::KeyMode::digits;
  return {FindHouseholds{}};
}

}  // namespace

// Another household's bill and drafts must not be seen by the next.
void lock_household(state::AppState& state) {
  state::wipe(state.bill);
  state::wipe(state.form);
  state::wipe(state.phone_url);
  state::wipe(state.phone_title);
  if (state.session.unlocked) state::wipe(*state.session.unlocked);
  state.session.unlocked.reset();
  forget_print(state);
}

bool stands_alone(ScreenId screen) {
  return screen == ScreenId::out_of_service || screen == ScreenId::enrol;
}

bool can_show(const state::AppState& state, ScreenId screen) {
  switch (screen) {
    case ScreenId::unlock:
      return !state.unlock.account.empty();
    case ScreenId::bill:
      return state.session.unlocked.has_value();
    case ScreenId::outage:
      return !state.open_outage.empty();
    case ScreenId::notice:
      return !state.open_notice.empty();
    case ScreenId::form:
    case ScreenId::summary:
      return !state.form.kind_id.empty();
    case ScreenId::receipt:
      return !state.last_receipt.empty();
    case ScreenId::same_report:
      return waits_for_same(state.form);
    case ScreenId::phone:
      return !state.phone_url.empty() && !state.form.kind_id.empty();
    case ScreenId::question:
      return !state.questions.read.empty();
    case ScreenId::maintenance:
      return state.session.staff;
    case ScreenId::out_of_service:
    case ScreenId::enrol:
    case ScreenId::takeover:
    case ScreenId::attract:
    case ScreenId::night:
      return false;
    default:
      return true;
  }
}

void replace_with(state::AppState& state, ScreenId screen) {
  leave_screen(state);
  state.screen = screen;
  state.page[screen] = 0;
}

void go_to(state::AppState& state, ScreenId screen) {
  if (screen == state.screen) return;
  // Whoever comes to a screen a second time goes back from it as they did the first time, not in circles.
  const auto known = std::find(state.history.begin(), state.history.end(), screen);
  if (known != state.history.end()) {
    state.history.erase(known, state.history.end());
  } else {
    state.history.push_back(state.screen);
    if (state.history.size() > kMaxHistory) state.history.erase(state.history.begin());
  }
  replace_with(state, screen);
}

void go_back(state::AppState& state) {
  ScreenId to = ScreenId::board;
  while (!state.history.empty()) {
    const ScreenId candidate = state.history.back();
    state.history.pop_back();
    if (can_show(state, candidate)) {
      to = candidate;
      break;
    }
  }
  if (state.screen == ScreenId::unlock) state::wipe(state.unlock);
  leave_screen(state);
  state.screen = to;
  if (to == ScreenId::find) state.keys.mode = state::KeyMode::digits;
  if (to == ScreenId::follow) state.keys.mode = state::KeyMode::letters;
  // A field of figures has its own pad, whatever stands here.
  if (to == ScreenId::form || to == ScreenId::questions) begin_keys(state, model::FieldType::text);
}

void go_home(state::AppState& state) {
  state.history.clear();
  state::wipe(state.unlock);
  if (state.screen != ScreenId::board) replace_with(state, ScreenId::board);
}

namespace {

// The others are come to by what is done on the screen before.
bool is_opened_by_name(ScreenId screen) {
  return screen != ScreenId::form && screen != ScreenId::summary && screen != ScreenId::unlock &&
         screen != ScreenId::same_report && screen != ScreenId::phone && screen != ScreenId::question &&
         screen != ScreenId::maintenance;
}

}  // namespace

Effects open(state::AppState& state, ScreenId screen) {
  switch (screen) {
    case ScreenId::board:
      go_home(state);
      return {};
    case ScreenId::bill:
      if (!state.session.unlocked) return ask_for_household(state, ScreenId::bill, {}, {});
      go_to(state, screen);
      return {LoadBill{*state.session.unlocked, {}}};
    case ScreenId::find:
      return ask_for_household(state, ScreenId::bill, {}, {});
    case ScreenId::follow:
      state::wipe(state.follow.typed);
      state.follow = state::Follow{};
      go_to(state, screen);
      state.keys.mode = state::KeyMode::letters;
      return {};
    case ScreenId::questions:
      return open_questions(state);
    case ScreenId::notices:
      state.notice_category = -1;
      go_to(state, screen);
      return {};
    default:
      if (can_show(state, screen) && is_opened_by_name(screen)) go_to(state, screen);
      return {};
  }
}

Effects go_on_unlocked(state::AppState& state, const Context& context, base::Instant now) {
  const std::string account = *state.session.unlocked;
  const std::string kind_id = state.unlock.then_kind, outage_id = state.unlock.then_outage;
  const ScreenId then = state.unlock.then;
  state::wipe(state.unlock);
  const model::RequestKind* kind = then == ScreenId::form ? context.catalogue.find(kind_id) : nullptr;
  // Back leads to where the household was asked for, never to the pad or the list of doors.
  if (state.screen == ScreenId::unlock || state.screen == ScreenId::find) {
    std::erase(state.history, ScreenId::unlock);
    std::erase(state.history, ScreenId::find);
    // The time to choose ran out at the PIN pad: the announcement says what holds now.
    if (kind && !outage_id.empty() && offered_windows(state, outage_id, now).empty()) {
      go_back(state);
      return {LoadBill{account, {}}};
    }
    const ScreenId to = kind ? ScreenId::form : ScreenId::bill;
    std::erase(state.history, to);
    replace_with(state, to);
  } else {
    go_to(state, kind ? ScreenId::form : ScreenId::bill);
  }
  if (kind) start_form(state, *kind, outage_id, context, now);
  return {LoadBill{account, {}}};
}

Effects choose_household(state::AppState& state, const std::string& account, const Context& context,
                         base::Instant now) {
  if (account.empty() || account == state::kMaintenance) return {};
  if (state.screen == ScreenId::board || state.unlock.staff) state::wipe(state.unlock);
  if (state.session.unlocked == account) return go_on_unlocked(state, context, now);
  lock_household(state);
  const ScreenId then = state.unlock.then;
  const std::string then_kind = state.unlock.then_kind, then_outage = state.unlock.then_outage;
  state::wipe(state.unlock);
  state.unlock.account = account;
  state.unlock.then = then;
  state.unlock.then_kind = then_kind;
  state.unlock.then_outage = then_outage;
  go_to(state, ScreenId::unlock);
  state.keys.mode = state::KeyMode::digits;
  return {LookUpLock{account}};
}

Effects choose_kind(state::AppState& state, const std::string& kind_id, const Context& context, base::Instant now) {
  const model::RequestKind* kind = context.catalogue.find(kind_id);
  if (!kind || !kind->listed || kind->fields.empty() || has_field_of(*kind, model::FieldType::window)) return {};
  return begin_kind(state, *kind, {}, context, now);
}

Effects begin_kind(state::AppState& state, const model::RequestKind& kind, const std::string& outage_id,
                   const Context& context, base::Instant now) {
  if (state.form.submitting) {
    // What is being handed in is waited for: a second form would take its receipt away.
    go_to(state, ScreenId::summary);
    return {};
  }
  if (kind.needs_household && !state.session.unlocked) {
    return ask_for_household(state, ScreenId::form, kind.id, outage_id);
  }
  go_to(state, ScreenId::form);
  start_form(state, kind, outage_id, context, now);
  return {};
}

}  // namespace gridboard::kiosk::update
