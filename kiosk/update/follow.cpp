// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/update/follow.hpp"

#include <algorithm>

#include "kiosk/state/intents.hpp"
#include "sync/model/receipt.hpp"

namespace gridboard::kiosk::update {
namespace {

using state::Follow;
using state::ScreenId;

bool is_at(const state::AppState& state, Follow::Step step) {
  return state.screen == ScreenId::follow && state.follow.found && state.follow.step == step && !state.follow.sending;
}

}  // namespace

Effects look_up_receipt(state::AppState& state) {
  Follow& follow = state.follow;
  if (state.screen != ScreenId::follow || follow.step != Follow::Step::reading) return {};
  follow.found.reset();
  const std::string receipt = model::canonical_receipt(follow.typed);
  follow.problem = receipt.empty() ? Follow::Problem::malformed : Follow::Problem::none;
  if (receipt.empty()) return {};
  follow.typed = receipt;
  return {LookUpRequest{receipt}};
}

void start_rating(state::AppState& state) {
  if (!is_at(state, Follow::Step::reading) || !state.follow.found->can_rate) return;
  state.follow.step = Follow::Step::rating;
  state.follow.failure.clear();
}

Effects rate(state::AppState& state, int stars) {
  if (!is_at(state, Follow::Step::rating) || stars < 1 || stars > kMostStars) return {};
  state.follow.sending = true;
  state.follow.failure.clear();
  return {SendRating{state.follow.found->receipt, stars}};
}

void start_reopening(state::AppState& state) {
  if (!is_at(state, Follow::Step::reading) || !state.follow.found->can_reopen) return;
  state.follow.step = Follow::Step::reopening;
  state.follow.failure.clear();
}

Effects reopen(state::AppState& state, const std::string& reason_id) {
  const auto& reasons = state::kReopenReasons;
  const bool is_reason = std::find(reasons.begin(), reasons.end(), reason_id) != reasons.end();
  if (!is_at(state, Follow::Step::reopening) || !is_reason) return {};
  state.follow.sending = true;
  state.follow.failure.clear();
  return {SendReopening{state.follow.found->receipt, reason_id}};
}

bool leave_follow_step(state::AppState& state) {
  if (state.screen != ScreenId::follow || state.follow.step == Follow::Step::reading) return false;
  state.follow.step = Follow::Step::reading;
  state.follow.failure.clear();
  return true;
}

}  // namespace gridboard::kiosk::update
