// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/staff.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/state/wipe.hpp"
#include "kiosk/update/navigate.hpp"

namespace gridboard::kiosk::update {
namespace {

using state::MaintenanceTab;
using state::ScreenId;

bool is_at_pad(const state::AppState& state) {
  return state.screen == ScreenId::unlock && state.unlock.staff;
}

void to_first_tab(state::AppState& state) {
  state.maintenance.tab = MaintenanceTab::network;
  state.maintenance.pixel_step = 0;
  state.maintenance.marks.clear();
}

}  // namespace

Effects tap_corner(state::AppState& state) {
  if (is_at_pad(state) || state.screen == ScreenId::maintenance || stands_alone(state.screen)) return {};
  if (++state.corner_taps < kCornerTaps) return {};
  state.corner_taps = 0;
  return ask_maintenance(state);
}

Effects ask_maintenance(state::AppState& state) {
  if (is_at_pad(state) || state.screen == ScreenId::maintenance || stands_alone(state.screen)) return {};
  state::wipe(state.unlock);
  state.unlock.staff = true;
  state.unlock.account = state::kMaintenance;
  state.unlock.then = ScreenId::maintenance;
  go_to(state, ScreenId::unlock);
  state.keys.mode = state::KeyMode::digits;
  return {LookUpMaintenanceLock{}};
}

Effects check_staff_pin(state::AppState& state) {
  state::Unlock& unlock = state.unlock;
  if (!is_at_pad(state) || unlock.checking || unlock.digits.size() < state::kPinDigits) return {};
  unlock.checking = true;
  return {CheckMaintenancePin{unlock.digits}};
}

Effects enter_maintenance(state::AppState& state) {
  state::wipe_personal(state);
  state.open_notice.clear();
  state.open_outage.clear();
  state.page.clear();
  state.history = {ScreenId::board};
  replace_with(state, ScreenId::maintenance);
  state.session.staff = true;
  return {WipeSession{}, LoadMaintenance{}};
}

Effects show_tab(state::AppState& state, MaintenanceTab tab) {
  if (state.screen != ScreenId::maintenance || tab < MaintenanceTab::network || tab > MaintenanceTab::leave) return {};
  to_first_tab(state);
  state.maintenance.tab = tab;
  state.page[ScreenId::maintenance] = 0;
  return {LoadMaintenance{}};
}

void mark_touch(state::AppState& state, float x, float y) {
  if (state.screen != ScreenId::maintenance || state.maintenance.tab != MaintenanceTab::touch) return;
  if (!std::isfinite(x) || !std::isfinite(y)) return;
  auto& marks = state.maintenance.marks;
  if (marks.size() >= state::kMaxMarks) marks.erase(marks.begin());
  marks.push_back({std::clamp(x, 0.0f, 1.0f), std::clamp(y, 0.0f, 1.0f)});
}

void clear_marks(state::AppState& state) {
  state.maintenance.marks.clear();
}

void next_colour(state::AppState& state) {
  if (state.screen != ScreenId::maintenance || state.maintenance.tab != MaintenanceTab::pixels) return;
  if (++state.maintenance.pixel_step >= state::kPixelColours) to_first_tab(state);
}

bool leave_test(state::AppState& state) {
  const MaintenanceTab tab = state.maintenance.tab;
  const bool tests = tab == MaintenanceTab::pixels || tab == MaintenanceTab::touch;
  if (state.screen != ScreenId::maintenance || !tests) return false;
  to_first_tab(state);
  return true;
}

Effects use_stick(state::AppState& state, Effect effect) {
  state::Stick& stick = state.maintenance.stick;
  if (state.screen != ScreenId::maintenance || state.maintenance.tab != MaintenanceTab::sync) return {};
  if (stick.step == state::Stick::Step::busy) return {};
  stick = {state::Stick::Step::busy, 0, {}};
  return {std::move(effect)};
}

Effects leave_program(const state::AppState& state) {
  if (state.screen != ScreenId::maintenance || !state.session.staff) return {};
  return {Quit{}};
}

}  // namespace gridboard::kiosk::update
