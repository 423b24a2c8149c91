// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/tour.hpp"

#include <algorithm>
#include <filesystem>

#include "kiosk/app/bill_view.hpp"
#include "kiosk/app/tour_walk.hpp"

namespace gridboard::kiosk::app {

using base::ErrorCode;

void Walk::shot(std::string_view name) {
  if (!going()) return;
  hands.settle();
  const std::string number = (steps_ < 9 ? "0" : "") + std::to_string(steps_ + 1);
  ++steps_;
  if (auto written = write_step(board, plan.folder + "/" + number + "-" + std::string(name), name); !written) {
    fail(written.error().code, written.error().message);
  }
}

void Walk::shot_pages(std::string_view name, std::string_view pager) {
  shot(name);
  constexpr int kMostPages = 8;
  for (int page = 2; going() && page <= kMostPages; ++page) {
    if (!hands.tap(std::string(pager) + ".next")) return;
    shot(std::string(name) + "-" + std::to_string(page));
  }
}

void Walk::tap(std::string_view id) {
  tap_one_of({id});
}

void Walk::tap_one_of(std::initializer_list<std::string_view> ids) {
  if (!going()) return;
  for (const std::string_view id : ids) {
    if (hands.tap(id)) return;
  }
  fail(ErrorCode::internal, "on the screen '" + std::string(state::name_of(shown())) +
                                "' there is nothing to touch called '" + std::string(*ids.begin()) + "'");
}

bool Walk::tap_first(std::string_view id_starts) {
  if (!going()) return false;
  const widgets::AccessNode* node = hands.find_button(id_starts);
  return node && hands.tap(std::string(node->id));
}

void Walk::type(std::string_view keys, std::string_view id_starts) {
  for (const char key : keys) tap(std::string(id_starts) + "." + key);
}

void Walk::home() {
  put_away();
  if (shown() != state::ScreenId::board) tap("foot.home");
}

void Walk::finish() {
  home();
  if (going()) board.let_time_pass(std::chrono::hours(1));
  hands.settle();
  put_away();
}

void Walk::put_away() {
  if (going() && shown() == state::ScreenId::takeover) tap("takeover.read");
}

void Walk::first_page(std::string_view pager) {
  while (going() && hands.tap(std::string(pager) + ".previous")) {
  }
}

void Walk::expect(state::ScreenId screen) {
  if (going() && shown() != screen) {
    fail(ErrorCode::internal, std::string("the screen '") + state::name_of(screen) + "' was to come, but '" +
                                  state::name_of(shown()) + "' is shown");
  }
}

std::optional<GivenPin> choose_household(Board& board, const std::vector<GivenPin>& pins) {
  std::optional<GivenPin> chosen;
  std::size_t best = 0;
  for (const GivenPin& pin : pins) {
    auto household = board.reader()->household(pin.account);
    if (!household || !*household || !(*household)->lock) continue;
    auto bills = board.reader()->bills(pin.account);
    if (!bills || bills->empty()) continue;
    // Whether it has a code to pay by lies under its key: a bill that is open and not yet due has one.
    const wire::SealedBill& newest = bills->front();
    const bool payable = newest.status == model::BillStatus::unpaid &&
                         newest.due >= base::date_of(board.now(), base::Zone());
    const std::size_t worth = 1 + std::min<std::size_t>(bills->size(), 30) + (payable ? 100 : 0);
    if (worth > best) {
      best = worth;
      chosen = pin;
    }
  }
  return chosen;
}

base::Result<int> make_tour(Board& board, base::Clock& clock, const TourPlan& plan) {
  std::error_code failure;
  std::filesystem::create_directories(plan.folder, failure);
  if (failure) return base::fail(ErrorCode::io, plan.folder + " can't be made: " + failure.message());
  Walk walk(board, clock, plan);
  walk.hands.settle();
  // A board that was enrolled a moment ago is given time to fetch what it shows.
  const auto has_data = [&] { return board.views().known && board.state().screen == state::ScreenId::board; };
  if (!walk.hands.wait_until(has_data, std::chrono::seconds(3))) {
    return base::fail(ErrorCode::not_found,
                      "there is nothing to show yet: enrol this board first (--server URL --enrol-code-file FILE) and "
                      "let it fetch its data");
  }
  const std::optional<GivenPin> household = choose_household(board, plan.pins);
  if (!household) {
    return base::fail(ErrorCode::not_found,
                      "no PIN of a household on this board is given: --pins FILE, made by 'gridboard pin issue --place "
                      "PLACE --out FILE'");
  }
  walk_announcement(walk);
  walk_public(walk);
  walk_questions(walk);
  walk_unlock(walk, *household);
  walk_bill(walk, *household);
  walk_requests(walk);
  walk_idle(walk);
  walk_staff(walk);
  walk_faults(walk, *household);
  if (walk.failure()) return tl::unexpected(*walk.failure());
  return walk.steps();
}

}  // namespace gridboard::kiosk::app
