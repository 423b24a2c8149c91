// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What everybody sees on a tour, what an idle board shows, and what is there for staff.
#include <algorithm>

#include "kiosk/app/burn_in.hpp"
#include "kiosk/app/tour_walk.hpp"
#include "kiosk/update/session.hpp"

namespace gridboard::kiosk::app {
namespace {

using state::ScreenId;
using widgets::AccessNode;

constexpr std::size_t kMostPosters = 12;
constexpr int kCornerTaps = 5;

void walk_outages(Walk& walk) {
  if (!walk.going() || walk.board.views().outages.empty()) return;
  walk.tap_one_of({"board.outages", "hall.outages", "board.strip"});
  if (walk.shown() == ScreenId::outages) {
    walk.shot_pages("outages", "outages.pages");
    walk.first_page("outages.pages");
    walk.tap_first("outage.");
  }
  walk.shot_pages("outage", "outage.pages");
  walk.home();
}

// Quiet hours that have begun and outlast the tour, at whatever minute of the day it comes here.
model::DayPart quiet_hours_now(const Walk& walk) {
  constexpr int kMinutesOfDay = 24 * 60;
  const base::CivilTime civil = base::to_civil(walk.board.now(), base::Zone());
  const int minute = civil.hour * 60 + civil.minute;
  return {minute, (minute + kMinutesOfDay / 2) % kMinutesOfDay};
}

// From an outage whose windows may still be chosen, on the board's own strip or in the list.
void walk_windows(Walk& walk) {
  if (!walk.going()) return;
  const base::Instant now = walk.board.now();
  for (const state::OutageView& view : walk.board.views().outages) {
    if (!model::may_choose(view.outage, now)) continue;
    const std::string card = "outage." + view.outage.id, button = "choose." + view.outage.id;
    const auto is_it = [&](const AccessNode& node) { return node.id == card || node.id == button; };
    walk.tap_one_of({"board.outages", "hall.outages", "board.strip"});
    walk.hands.turn_to("outages.pages", is_it);
    if (!walk.can_tap(button)) walk.tap(card);
    walk.hands.turn_to("outage.pages", [&](const AccessNode& node) { return node.id == button; });
    walk.tap(button);
    walk.shot("windows-unlock");
    return walk.home();
  }
}

void walk_contacts(Walk& walk) {
  walk.tap_one_of({"board.contacts", "hall.contacts", "manager"});
  walk.shot_pages("contacts", "contacts.pages");
  walk.first_page("contacts.pages");
  for (const auto& [id, name] : {std::pair("contacts.records", "records"), std::pair("contacts.sign_in", "sign-in")}) {
    const auto is_it = [wanted = id](const AccessNode& node) { return node.id == wanted; };
    if (!walk.going() || !walk.hands.turn_to("contacts.pages", is_it)) continue;
    walk.tap(id);
    walk.shot_pages(name, std::string(name == std::string("records") ? "records" : "sign_in") + ".pages");
    walk.tap("foot.back");
  }
  walk.home();
}

// Keys alone: the focus goes on, and is seen.
void walk_keys(Walk& walk) {
  if (!walk.going()) return;
  for (int i = 0; i < 3; ++i) walk.hands.key(ImGuiKey_RightArrow);
  walk.shot("keys");
}

void walk_lowered(Walk& walk) {
  if (!walk.can_tap("foot.lower")) return;
  walk.tap("foot.lower");
  walk.shot("board-lowered");
  walk.tap_one_of({"board.services", "hall.services"});
  walk.shot("services-lowered");
  walk.tap("foot.lower");
  walk.home();
}

}  // namespace

void walk_announcement(Walk& walk) {
  if (walk.going() && walk.shown() != ScreenId::takeover) walk.board.announce_newest();
  walk.hands.settle();
  if (walk.shown() != ScreenId::takeover) return;  // no notice at all
  walk.shot_pages("takeover", "takeover");
  walk.first_page("takeover");
  walk.put_away();
  walk.expect(ScreenId::board);
  walk.board.forget_announcements();
}

void walk_public(Walk& walk) {
  walk.shot_pages("board", "board.pager");
  walk.first_page("board.pager");
  walk_keys(walk);
  walk_lowered(walk);
  walk_outages(walk);
  walk_windows(walk);
  walk.tap_one_of({"board.notices", "hall.notices"});
  walk.shot_pages("notices", "notices.pages");
  walk.first_page("notices.pages");
  if (walk.tap_first("notice.")) walk.shot_pages("notice", "notice.pages");
  walk.home();
  walk_contacts(walk);
  walk.tap_one_of({"board.services", "hall.services"});
  walk.shot_pages("services", "services.pages");
  walk.home();
}

void walk_idle(Walk& walk) {
  walk.finish();
  if (!walk.going()) return;
  walk.board.forget_announcements();
  walk.finish();
  const auto pass = [&](std::chrono::seconds by) {
    walk.board.let_time_pass(by);
    walk.hands.settle();
  };
  pass(update::kIdleAfter + std::chrono::seconds(1));
  walk.expect(ScreenId::attract);
  const std::size_t posters = std::min(kMostPosters, state::attract_steps(walk.board.state()).size());
  for (std::size_t i = 0; walk.going() && i < posters; ++i) {
    if (i > 0) pass(update::kBoardLength + std::chrono::seconds(1));
    walk.shot("attract-" + std::to_string(i + 1));
  }
  if (!walk.going()) return;
  walk.board.set_quiet_hours(quiet_hours_now(walk));
  pass(update::kIdleAfter + std::chrono::seconds(1));
  walk.expect(ScreenId::night);
  walk.shot("night");
  if (walk.going()) walk.hands.touch({walk.board.display().size().x / 2, walk.board.display().size().y / 2});
  walk.shot("board-at-night");
  walk.board.set_quiet_hours(walk.board.views().record.quiet_hours);
  walk.finish();
}

void walk_staff(Walk& walk) {
  walk.home();
  for (int i = 0; i < kCornerTaps; ++i) walk.tap("corner");
  walk.expect(ScreenId::unlock);
  walk.shot("maintenance-unlock");
  if (walk.plan.maintenance_pin.empty()) return walk.home();
  walk.type(walk.plan.maintenance_pin, "pin");
  walk.hands.settle();
  if (walk.can_tap("unlock.sure")) walk.tap("unlock.sure");  // not all of the digits that it might have
  if (walk.going() && walk.shown() != ScreenId::maintenance) {
    return walk.fail(base::ErrorCode::not_found,
                     "the maintenance PIN given isn't this board's: issue one by 'gridboard board maintenance-pin'");
  }
  for (const char* tab : {"network", "sync", "storage", "clock", "version", "log"}) {
    walk.tap(std::string("tab.") + tab);
    walk.shot(std::string("maintenance-") + tab);
  }
  walk.tap("tab.touch");
  for (const float share : {0.3f, 0.5f, 0.7f}) {
    if (walk.going()) walk.hands.touch({walk.board.display().size().x * share, walk.board.display().size().y * 0.5f});
  }
  walk.shot("maintenance-touch");
  walk.tap("foot.back");
  walk.tap("tab.pixels");
  walk.shot("maintenance-pixels");
  if (walk.going()) walk.hands.key(ImGuiKey_Escape);
  walk.tap("maintenance.leave");
  walk.shot("maintenance-leave");
  walk.tap("leave.stay");
  walk.finish();
}

}  // namespace gridboard::kiosk::app
