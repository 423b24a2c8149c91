// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What changes on the glass because time passes.
#include <algorithm>

#include "kiosk/app/board.hpp"
#include "kiosk/app/burn_in.hpp"
#include "kiosk/app/header_words.hpp"
#include "kiosk/update/navigate.hpp"
#include "kiosk/update/session.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/log.hpp"
#include "sync/model/sign_in_code.hpp"

namespace gridboard::kiosk::app {
namespace {

using base::Instant;
using state::ScreenId;

// Less than this is how the two clocks of a machine drift apart, not somebody setting one of them.
constexpr std::chrono::milliseconds kClockJump{2000};

}  // namespace

Instant Board::now() const {
  return centre_.now(clock_.now(), clock_.monotonic());
}

// The session is measured on a clock that nobody sets: if the wall clock was, its end moves along.
void Board::follow_clock(Instant now) {
  const auto difference = now.time_since_epoch() - clock_.monotonic();
  const auto jump = difference - wall_minus_monotonic_;
  if (std::chrono::abs(jump) < kClockJump) return;
  wall_minus_monotonic_ = difference;
  update::shift(state_, jump);
  reload();
}

bool Board::shows_seconds() const {
  const ScreenId shown = state::shown_screen(state_);
  return state_.session.open && shown != ScreenId::board && shown != ScreenId::takeover && !update::stands_alone(shown);
}

std::optional<Instant> Board::next_moment(Instant now) const {
  std::optional<Instant> next;
  const auto consider = [&](std::optional<Instant> at) {
    if (at && (!next || *at < *next)) next = at;
  };
  consider(std::chrono::floor<std::chrono::minutes>(now) + std::chrono::minutes(1));
  if (shows_seconds()) consider(std::chrono::floor<std::chrono::seconds>(now) + std::chrono::seconds(1));
  consider(update::next_tick(state_, context()));
  consider(views_.next_change);
  if (state_.session.unlocked) consider(state_.bill.payment_expires);
  if (state_.screen == ScreenId::sign_in && !state_.sign_in.payload.empty()) consider(state_.sign_in.ends_at);
  if (!state_.session.open) consider(now + (moved_at_ + kShiftEvery - clock_.monotonic()));
  if (last_contact_) {
    const auto age = std::max(now - *last_contact_, Instant::duration::zero());
    const auto minutes = std::chrono::floor<std::chrono::minutes>(age) + std::chrono::minutes(1);
    consider(*last_contact_ + minutes + std::chrono::milliseconds(1));
  }
  return next;
}

void Board::refresh_header(Instant now) {
  state::HeaderView& header = state_.header;
  // Rounded up while seconds count down, so that a session of 90 s never says 91.
  const Instant shown = shows_seconds() ? Instant(std::chrono::ceil<std::chrono::seconds>(now)) : now;
  base::CivilTime civil = base::to_civil(shown, settings_.zone);
  if (!shows_seconds()) civil.second = 0;
  const state::FreshnessView freshness = freshness_view(last_contact_, now, settings_.zone);
  const bool same_time = civil.date == header.now.date && civil.hour == header.now.hour &&
                         civil.minute == header.now.minute && civil.second == header.now.second;
  const bool same_age =
      freshness.kind == header.freshness.kind &&
      (freshness.kind != state::FreshnessView::Kind::fresh || freshness.age_minutes == header.freshness.age_minutes);
  if (!same_time || !same_age) frames_owed_ = std::max(frames_owed_, 1);
  if (!same_time && state_.screen == ScreenId::maintenance) carry_out(update::LoadMaintenance{});
  header.now = civil;
  header.freshness = freshness;
  const bool doubtful = centre_.is_doubtful(clock_.now(), clock_.monotonic());
  if (doubtful != header.clock_doubtful) {
    header.clock_doubtful = doubtful;
    base::log_event(base::LogLevel::warning, doubtful ? "clock.doubtful" : "clock.trusted");
    reload_household();
    frames_owed_ = std::max(frames_owed_, 1);
  }
  HeaderWords words = header_words(messages(), views_.board.hall, views_.supplier, views_.title);
  const bool at_home =
      state_.session.unlocked && state_.screen != ScreenId::board && !state_.bill.place_and_door.empty();
  header.title = at_home ? state_.bill.place_and_door : std::move(words.title);
  header.subtitle = std::move(words.subtitle);
}

void Board::refresh_sign_in(Instant now) {
  if (state_.screen != ScreenId::sign_in) {
    state_.sign_in = {};
    return;
  }
  const std::string key = base::from_base64url(views_.record.sign_in_key);
  const std::size_t end = state_.phone_base.rfind("/go/");
  if (key.size() != model::kSignInKeyBytes || end == std::string::npos) {
    state_.sign_in = {};
    return;
  }
  if (!state_.sign_in.payload.empty() && now < state_.sign_in.ends_at) return;
  state_.sign_in.payload =
      state_.phone_base.substr(0, end) + "/s/" + model::make_sign_in_code(views_.record.board_id, key, now);
  const auto step = std::chrono::duration_cast<std::chrono::milliseconds>(model::kSignInStep);
  state_.sign_in.ends_at = Instant((model::sign_in_step(now) + 1) * step);
  frames_owed_ = std::max(frames_owed_, 1);
}

void Board::move_picture() {
  if (state_.session.open || clock_.monotonic() < moved_at_ + kShiftEvery) return;
  moved_at_ = clock_.monotonic();
  const Shift shift = shift_at(++shift_step_);
  display_->set_shift(shift.x, shift.y);
  frames_owed_ = std::max(frames_owed_, 1);
}

Glass Board::glass() const {
  const ImVec2 size = display_->size();
  return {size.x, size.y, display_->px_per_mm(), settings_.glass_bottom_mm};
}

void Board::let_time_pass(std::chrono::seconds by) {
  update::shift(state_, -by);
  moved_at_ -= by;
  frames_owed_ = std::max(frames_owed_, 1);
}

void Board::lose_connection(Instant last_contact) {
  if (link_) link_->stop();
  last_contact_ = last_contact;
  frames_owed_ = std::max(frames_owed_, 1);
}

void Board::doubt_clock() {
  const Instant own = clock_.now();
  centre_.heard(own + std::chrono::hours(24), std::chrono::milliseconds(0), clock_.monotonic());
  frames_owed_ = std::max(frames_owed_, 1);
}

}  // namespace gridboard::kiosk::app
