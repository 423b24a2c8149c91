// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/board.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "kiosk/app/wiping.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/update/navigate.hpp"
#include "kiosk/update/session.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::app {
namespace {

using base::Instant;
using base::Result;
using state::ScreenId;

constexpr std::chrono::milliseconds kLongestSleep{60000};

constexpr std::array kKeys{ImGuiKey_Tab,       ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow,
                           ImGuiKey_DownArrow, ImGuiKey_PageUp,    ImGuiKey_PageDown,   ImGuiKey_Home,
                           ImGuiKey_End,       ImGuiKey_Backspace, ImGuiKey_Delete,     ImGuiKey_Space,
                           ImGuiKey_Enter,     ImGuiKey_Escape};

bool is_any_key_pressed() {
  return ImGui::GetIO().InputQueueCharacters.Size > 0 ||
         std::any_of(kKeys.begin(), kKeys.end(), [](auto key) { return ImGui::IsKeyPressed(key, false); });
}

// Whether the screen has taken the key already: one press goes back once.
template <class Meant>
bool means(const state::Intents& intents) {
  return std::any_of(intents.begin(), intents.end(),
                     [](const state::Intent& intent) { return std::holds_alternative<Meant>(intent); });
}

// How many pages the board's slots took on the last frame: its pager says "2/3" in words or in figures.
std::size_t pages_told(const widgets::AccessTree& access) {
  for (const widgets::AccessNode& node : access.nodes()) {
    if (node.id != "board.pager.where") continue;
    std::size_t most = 1, figure = 0;
    for (const char c : node.text.substr(0, node.text.find('\n'))) {
      figure = c >= '0' && c <= '9' ? figure * 10 + static_cast<std::size_t>(c - '0') : 0;
      most = std::max(most, figure);
    }
    return most;
  }
  return 1;
}

}  // namespace

Board::Board(Settings settings, base::Clock& clock, base::Random& random)
    : settings_(std::move(settings)), clock_(clock), random_(random) {}
Board::~Board() {
  if (link_) link_->stop();
  if (pictures_) pictures_->stop_reading();
}

Result<std::unique_ptr<Board>> Board::open(Settings settings, base::Clock& clock, base::Random& random) {
  // Named here so that every program with a board has it.
  if (!freed_memory_is_wiped()) base::log_event(base::LogLevel::info, "memory.not_wiped");
  std::unique_ptr<Board> board(new Board(std::move(settings), clock, random));
  if (auto begun = board->begin(); !begun) return tl::unexpected(begun.error());
  return board;
}

Result<void> Board::load_assets() {
  auto theme = widgets::Theme::load(settings_.assets_folder + "/themes/" + settings_.theme + ".json");
  if (!theme) return tl::unexpected(theme.error());
  theme_ = std::move(*theme);
  pictures_.emplace(settings_.share_folder + "/icons", settings_.share_folder + "/portraits",
                    settings_.share_folder + "/pictures");
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
  pictures_->read_travelled(settings_.blob_folder(), [post] { post(PictureRead{}); });
  pins_ = std::make_unique<PinWorker>(settings_.locks_path(), post);
  make_input_workers();
  make_questions();
  make_voice();
  make_printer();

  state_.can_lower = can_lower(glass());
  server_url_ = settings_.server_url;
  state_.defaults = {settings_.large, settings_.english};
  state_.large = settings_.large;
  state_.english = settings_.english;
  state_.screen = state::ScreenId::enrol;
  // Until the link says more: a board that has an empty file or none is one for staff to enrol.
  if (std::filesystem::exists(settings_.replica_path())) open_reader();
  state_.enrol.asking = !settings_.enrol_code.empty();
  wall_minus_monotonic_ = now().time_since_epoch() - clock_.monotonic();
  begun_at_ = moved_at_ = last_frame_at_ = clock_.monotonic();
  return {};
}

update::Context Board::context() const {
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
  take_input(wake, at);
  if (wake.exposed) frames_owed_ = std::max(frames_owed_, 1);
  if (take_words()) frames_owed_ = std::max(frames_owed_, 1);
  pass_time(at);
  end_unneeded_phone_unlock();
  if (frames_owed_ > 0) {
    --frames_owed_;
    draw();
    narrated_ = false;
    if (touch_counts_later_ && frames_owed_ == 0 && !ImGui::GetIO().MouseDown[0]) {
      touch_counts_later_ = false;
      if (state_.session.open) update::touched(state_, at);
      frames_owed_ = 1;
    }
    if (!link_) start_link();
  }
  narrate();
  if (frames_owed_ == 0) {
    report();
    follow_commands();
  }
  return !quit_;
}

void Board::take_input(const platform::Display::Wake& wake, Instant now) {
  if (!wake.input && !wake.speech && !wake.staff) return;
  // A touch takes the warning away, but not before it is lifted: what it is on may not vanish under the finger.
  touch_counts_later_ = wake.input && state_.session.warning;
  if (!touch_counts_later_ && !update::stands_alone(state_.screen)) update::touched(state_, now);
  frames_owed_ = 2;  // one that sees the input, one that shows what it led to
  const ScreenId shown = state::shown_screen(state_);
  if ((wake.speech || wake.staff) && (shown == ScreenId::attract || shown == ScreenId::night)) apply({state::WakeUp{}});
  if (wake.staff) apply({state::AskMaintenance{}});
  hear_input(wake);
}

// What the passing of time may change without a word from outside.
struct Board::Look {
  ScreenId shown = ScreenId::board;
  bool open = false, warning = false, night = false;
  std::optional<std::size_t> step;
  state::PhoneUnlock::Step phone = state::PhoneUnlock::Step::none;
  bool operator==(const Look&) const = default;
};

Board::Look Board::look() const {
  return {state::shown_screen(state_), state_.session.open,     state_.session.warning, state_.night,
          state_.idle.attract,         state_.unlock.phone.step};
}

void Board::pass_time(Instant now) {
  hear_headphones();
  const Look before = look();
  carry_out(update::tick(state_, now, context()));
  if (!(before == look())) frames_owed_ = 2;
  const bool expired = state_.session.unlocked && state_.bill.payment_expires && now >= *state_.bill.payment_expires;
  if ((views_.next_change && now >= *views_.next_change) || expired) reload();
  refresh_header(now);
  refresh_sign_in(now);
  move_picture();
}

const widgets::Theme& Board::theme() {
  if (!state_.night || theme_->at_night == theme_->id) return *theme_;
  if (!night_theme_) {
    auto loaded = widgets::Theme::load(settings_.assets_folder + "/themes/" + theme_->at_night + ".json");
    if (!loaded) base::log_event(base::LogLevel::error, "theme.missing", {{"reason", loaded.error().message}});
    night_theme_ = loaded ? std::move(*loaded) : *theme_;
  }
  return *night_theme_;
}

void Board::draw() {
  const auto at = clock_.monotonic();
  display_->begin_frame(std::max(0.001f, std::chrono::duration<float>(at - last_frame_at_).count()));
  last_frame_at_ = at;
  widgets::Ui ui{theme(),
                 *text_,
                 messages(),
                 *pictures_,
                 access_,
                 display_->size(),
                 display_->px_per_mm(),
                 state_.large,
                 reach_top_px(glass(), state_.lowered)};
  const state::Speech& said = state_.speech;
  ui.pointer_way = display_->pointer_way();
  ui.heard = {said.node, said.sentence, said.from, said.to};
  hear_touch();
  state::Intents intents;
  screens::draw(state_, catalogue_, ui, intents);
  add_key_intents(intents);
  ImGui::Render();
  display_->present(*ImGui::GetDrawData(), ui.colours().ground);
  if (state::shown_screen(state_) == ScreenId::board) state_.board_pages = pages_told(access_);
  if (!intents.empty()) apply(intents);
}

// What keys mean wherever they are pressed; arrows, Enter and Space belong to the widgets.
void Board::add_key_intents(state::Intents& intents) const {
  const ScreenId shown = state::shown_screen(state_);
  if (shown == ScreenId::attract || shown == ScreenId::night) {
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) || is_any_key_pressed()) intents.push_back(state::WakeUp{});
    return;
  }
  const bool escape = ImGui::IsKeyPressed(ImGuiKey_Escape, false), home = ImGui::IsKeyPressed(ImGuiKey_Home, false);
  if (shown == ScreenId::takeover) {
    if (escape || home) intents.push_back(state::PutAway{});
  } else if (escape && !means<state::Back>(intents)) {
    intents.push_back(state::Back{});
  } else if (home && !means<state::Home>(intents)) {
    intents.push_back(state::Home{});
  }
}

void Board::apply(const state::Intents& intents) {
  for (const state::Intent& intent : intents) carry_out(update::update(state_, intent, now(), context()));
  choose_takeover();
  warm_up_input();
  warm_up_questions();
  frames_owed_ = 2;
}

bool Board::settled() const {
  const bool asks_for_code = state_.unlock.phone.step == state::PhoneUnlock::Step::asking;
  const bool waits_for_link = state_.form.submitting || state_.follow.sending || asks_for_code;
  return frames_owed_ == 0 && !pictures_->waits_for_travelled() && !state_.unlock.checking && !waits_for_link &&
         !waits_for_input() && !waits_for_questions();
}

bool Board::synced() const {
  return has_everything_ && views_.known && clock_.monotonic() - changed_at_ > std::chrono::seconds(1);
}

void Board::show_revoked() {
  carry_out(update::set_revoked(state_));
  frames_owed_ = 2;
}

}  // namespace gridboard::kiosk::app
