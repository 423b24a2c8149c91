// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/windows.hpp"

#include <algorithm>

#include "kiosk/update/navigate.hpp"

namespace gridboard::kiosk::update {
namespace {

using state::ScreenId;

constexpr const char* kTooLate =
    "这次检修的时间现在不能再选了，刚才的选择没有提交。最后定下的时间会在停电公告里告诉您。";

const model::Outage* find_outage(const state::AppState& state, const std::string& id) {
  for (const state::OutageView& view : state.outages) {
    if (view.outage.id == id) return &view.outage;
  }
  return nullptr;
}

}  // namespace

std::vector<state::WindowView> offered_windows(const state::AppState& state, const std::string& outage_id,
                                               base::Instant now) {
  std::vector<state::WindowView> offered;
  const model::Outage* outage = find_outage(state, outage_id);
  if (!outage || !model::may_choose(*outage, now)) return offered;
  for (const model::OutageWindow& window : outage->windows) offered.push_back({window.id, window.from, window.to});
  return offered;
}

Effects choose_maintenance(state::AppState& state, const std::string& outage_id, const Context& context,
                           base::Instant now) {
  const model::RequestKind* kind = context.catalogue.find(kWindowKind);
  if (!kind || kind->fields.empty() || offered_windows(state, outage_id, now).empty()) return {};
  return begin_kind(state, *kind, outage_id, context, now);
}

bool is_too_late(const state::AppState& state, base::Instant now) {
  if (state.form.outage_id.empty()) return false;
  const model::Outage* outage = find_outage(state, state.form.outage_id);
  return !outage || !model::may_choose(*outage, now);
}

void say_if_too_late(state::AppState& state, base::Instant now) {
  if (state.screen == ScreenId::summary && !state.form.submitting && is_too_late(state, now)) {
    state.form.failure = kTooLate;
  }
}

std::optional<base::Instant> choices_end(const state::AppState& state) {
  if (state.form.outage_id.empty() || state.screen != ScreenId::summary || !state.form.failure.empty()) return {};
  const model::Outage* outage = find_outage(state, state.form.outage_id);
  return outage ? outage->choose_by : std::optional<base::Instant>{};
}

}  // namespace gridboard::kiosk::update
