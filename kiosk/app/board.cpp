// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/board.hpp"

#include <filesystem>

#include "kiosk/screens/screens.hpp"
#include "kiosk/update/navigate.hpp"
#include "kiosk/update/session.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::app {
namespace {

using base::Instant;
using base::Result;

// The centre's clock is taken instead of the board's only if they are this far apart: the time that a message takes
// must not move the clock on the glass.
constexpr std::chrono::minutes kClockTolerance{1};
constexpr std::chrono::milliseconds kLongestSleep{60000};

// Less than this is how the two clocks of a machine drift apart, not somebody setting one of them.
constexpr std::chrono::milliseconds kClockJump{2000};

}  // namespace

Board::Board(Settings settings, base::Clock& clock, base::Random& random)
    : settings_(std::move(settings)), clock_(clock), random_(random) {}
Board::~Board() {
  if (link_) link_->stop();
}

Result<std::unique_ptr<Board>> Board::open(Settings settings, base::Clock& clock, base::Random& random) {
  std::unique_ptr<Board> board(new Board(std::move(settings), clock, random));
  if (auto begun = board->begin(); !begun) return tl::unexpected(begun.error());
  return board;
}

Result<void> Board::load_assets() {
  auto theme = widgets::Theme::load(settings_.assets_folder + "/themes/" + settings_.theme + ".json");
  if (!theme) return tl::unexpected(theme.error());
  theme_ = std::move(*theme);
  pictures_.emplace(settings_.share_folder + "/icons", settings_.share_folder + "/portraits");
  auto catalogue = model::Catalogue::load(settings_.assets_folder + "/catalogue");
  if (!catalogue) return tl::unexpected(catalogue.error());
  catalogue_ = std::move(*catalogue);
  auto rules = model::Rules::load(settings_.assets_folder + "/rules", base::date_of(now(), settings_.zone));
  if (!rules) return tl::unexpected(rules.error());
  rules_ = std::move(*rules);
  auto tariffs = model::TariffBook::load(settings_.assets_folder + "/rules/tariffs.json");
  if (!tariffs) return tl::unexpected(tariffs.error());
  tariffs_ = std::move(*tariffs);
  return {};
}

Result<void> Board::begin() {
  std::error_code failure;
  std::filesystem::create_directories(settings_.data_folder, failure);
  if (failure) return base::fail(base::ErrorCode::io, settings_.data_folder + " can't be made: " + failure.message());
  auto display = platform::Display::open(settings_.display);
  if (!display) return tl::unexpected(display.error());
  display_ = std::move(*display);
  auto text = text::TextEngine::open();
  if (!text) return tl::unexpected(text.error());
  text_ = std::move(*text);
  if (auto loaded = load_assets(); !loaded) return loaded;

  inbox_ = std::make_unique<Inbox>([display = display_.get()] { display->wake(); });
  const auto post = [inbox = inbox_.get()](auto word) { inbox->post(std::move(word)); };
  pins_ = std::make_unique<PinWorker>(settings_.locks_path(), post);
  const std::string input = settings_.assets_folder + "/input";
  pinyin_ =
      std::make_unique<input::PinyinWorker>(input::PinyinFiles{{}, input + "/words.txt", input + "/rare.txt"}, post);

  state_.defaults = {settings_.large, settings_.english};
  state_.large = settings_.large;
  state_.english = settings_.english;
  state_.screen = state::ScreenId::enrol;
  // Until the link says more: a board that has an empty file or none is one for staff to enrol.
  if (std::filesystem::exists(settings_.replica_path())) open_reader();
  state_.enrol.asking = !settings_.enrol_code.empty();
  wall_minus_monotonic_ = now().time_since_epoch() - clock_.monotonic();
  last_frame_at_ = clock_.monotonic();
  return {};
}

Instant Board::now() const {
  const Instant own = clock_.now();
  return std::chrono::abs(clock_offset_) > kClockTolerance ? own + clock_offset_ : own;
}

update::Context Board::context() {
  return {catalogue_, rules_, settings_.zone, random_, views_.site_class};
}

const text::Messages& Board::messages() {
  if (!state_.english) return chinese_;
  if (!english_) {
    auto loaded = text::Messages::load(settings_.share_folder + "/locale/en.mo", text::Locale::en);
    if (!loaded) base::log_event(base::LogLevel::error, "messages.missing", {{"reason", loaded.error().message}});
    english_ = loaded ? std::move(*loaded) : text::Messages();
  }
  return *english_;
}

void Board::run() {
  while (turn(kLongestSleep)) {
  }
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
  return state_.session.open && state_.screen != state::ScreenId::board && !update::stands_alone(state_.screen);
}

std::optional<Instant> Board::next_moment(Instant now) const {
  std::optional<Instant> next;
  const auto consider = [&](std::optional<Instant> at) {
    if (at && (!next || *at < *next)) next = at;
  };
  consider(std::chrono::floor<std::chrono::minutes>(now) + std::chrono::minutes(1));
  if (shows_seconds()) consider(std::chrono::floor<std::chrono::seconds>(now) + std::chrono::seconds(1));
  consider(update::next_tick(state_));
  consider(views_.next_change);
  if (state_.session.unlocked) consider(state_.bill.payment_expires);
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
  header.now = civil;
  header.freshness = freshness;
  const std::string kind(messages().tr(views_.board.hall ? "自助服务终端" : "用电信息提示板"));
  const bool at_home =
      state_.session.unlocked && state_.screen != state::ScreenId::board && !state_.bill.place_and_door.empty();
  const std::string of_hall = views_.supplier.empty() ? views_.title : views_.supplier + " · " + views_.title;
  header.title = at_home ? state_.bill.place_and_door : views_.board.hall ? of_hall : views_.title;
  header.subtitle = views_.board.hall || views_.supplier.empty() ? kind : views_.supplier + " · " + kind;
}

bool Board::turn(std::chrono::milliseconds at_most) {
  const Instant before = now();
  std::chrono::milliseconds sleep = std::min(at_most, kLongestSleep);
  if (frames_owed_ > 0) {
    sleep = std::chrono::milliseconds(0);
  } else if (const auto next = next_moment(before)) {
    sleep = std::clamp(*next - before + std::chrono::milliseconds(1), std::chrono::milliseconds(0), sleep);
  }
  const platform::Display::Wake wake = display_->wait(sleep);
  if (wake.quit) quit_ = true;
  if (quit_) return false;

  const Instant at = now();
  follow_clock(at);
  if (wake.input) {
    // A touch takes the warning away, but not before it is lifted: what it is on may not vanish under the finger.
    touch_counts_later_ = state_.session.warning;
    if (!touch_counts_later_ && !update::stands_alone(state_.screen)) update::touched(state_, at);
    frames_owed_ = 2;  // one that sees the input, one that shows what it led to
  }
  if (wake.exposed) frames_owed_ = std::max(frames_owed_, 1);
  if (take_words()) frames_owed_ = std::max(frames_owed_, 1);
  const bool open = state_.session.open, warning = state_.session.warning;
  carry_out(update::tick(state_, at));
  if (open != state_.session.open || warning != state_.session.warning) frames_owed_ = 2;
  const bool expired = state_.session.unlocked && state_.bill.payment_expires && at >= *state_.bill.payment_expires;
  if ((views_.next_change && at >= *views_.next_change) || expired) reload();
  refresh_header(at);
  if (frames_owed_ > 0) {
    --frames_owed_;
    draw();
    if (touch_counts_later_ && frames_owed_ == 0 && !ImGui::GetIO().MouseDown[0]) {
      touch_counts_later_ = false;
      if (state_.session.open) update::touched(state_, at);
      frames_owed_ = 1;
    }
    if (!link_) start_link();
  }
  return true;
}

void Board::draw() {
  const auto at = clock_.monotonic();
  display_->begin_frame(std::max(0.001f, std::chrono::duration<float>(at - last_frame_at_).count()));
  last_frame_at_ = at;
  widgets::Ui ui{*theme_,     *text_, messages(), *pictures_, access_, display_->size(), display_->px_per_mm(),
                 state_.large};
  state::Intents intents;
  screens::draw(state_, catalogue_, ui, intents);
  ImGui::Render();
  display_->present(*ImGui::GetDrawData(), ui.colours().ground);
  if (!intents.empty()) apply(intents);
}

void Board::apply(const state::Intents& intents) {
  for (const state::Intent& intent : intents) carry_out(update::update(state_, intent, now(), context()));
  if (state_.keys.mode == state::KeyMode::pinyin && state_.screen == state::ScreenId::form) pinyin_->warm_up();
  frames_owed_ = 2;
}

bool Board::settled() const {
  const bool waits_for_pinyin = !state_.keys.composing.empty() && state_.keys.asked != state_.keys.answered;
  return frames_owed_ == 0 && !state_.unlock.checking && !state_.form.submitting && !waits_for_pinyin;
}

bool Board::synced() const {
  return heard_ && views_.known && clock_.monotonic() - changed_at_ > std::chrono::seconds(1);
}

void Board::let_session_pass(std::chrono::seconds by) {
  update::shift(state_, -by);
  frames_owed_ = std::max(frames_owed_, 1);
}

void Board::lose_connection(Instant last_contact) {
  if (link_) link_->stop();
  last_contact_ = last_contact;
  frames_owed_ = std::max(frames_owed_, 1);
}

void Board::show_revoked() {
  carry_out(update::set_revoked(state_));
  frames_owed_ = 2;
}

}  // namespace gridboard::kiosk::app
