// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a resident does on a tour, screen by screen.
#include <algorithm>

#include "kiosk/app/tour_walk.hpp"
#include "kiosk/update/session.hpp"

namespace gridboard::kiosk::app {
namespace {

using state::ScreenId;
using widgets::AccessNode;

constexpr const char* kGoOnWithPhone = "form.go_on_phone";

bool is_button(const AccessNode& node) {
  return node.role == widgets::Role::button && node.enabled;
}

void choose(Walk& walk, const GivenPin& household) {
  if (!walk.going()) return;
  const std::string in_list = "find." + household.account, on_board = "slot." + household.door;
  const auto is_it = [&](const AccessNode& node) {
    return is_button(node) && (node.id == in_list || node.id == on_board);
  };
  const bool there = walk.hands.turn_to("board.pager", is_it) || walk.hands.turn_to("find.pager", is_it);
  if (!there || !walk.hands.tap(is_it)) {
    walk.fail(base::ErrorCode::internal, "the household of door " + household.door + " isn't in the list");
  }
}

void unlock(Walk& walk, const std::string& pin) {
  walk.type(pin, "pin");
  walk.hands.settle();
}

// Opens a form by its tile in the services, on whichever page of them it stands.
void open_form(Walk& walk, const std::string& kind) {
  walk.home();
  walk.tap_one_of({"board.services", "hall.services"});
  const std::string id = "services." + kind;
  if (walk.going() &&
      !walk.hands.turn_to("services.pages", [&](const AccessNode& node) { return is_button(node) && node.id == id; })) {
    walk.fail(base::ErrorCode::internal, "the services don't offer '" + kind + "'");
  }
  walk.tap(id);
  walk.expect(ScreenId::form);
}

// Brings a field's widget into view: in normal type the form may have several pages.
void show(Walk& walk, const std::string& id) {
  if (!walk.going()) return;
  const auto is_it = [&](const AccessNode& node) { return node.id == id; };
  while (!walk.hands.find(is_it) && walk.hands.tap("form.pages.previous")) {
  }
  if (!walk.hands.turn_to("form.pages", is_it)) {
    walk.fail(base::ErrorCode::internal,
              "the form '" + walk.board.state().form.kind_id + "' doesn't show '" + id + "'");
  }
}

void choose_answer(Walk& walk, const std::string& field, const std::string& choice) {
  show(walk, "form." + field + "." + choice);
  walk.tap("form." + field + "." + choice);
}

void focus(Walk& walk, const std::string& field) {
  if (!walk.going() || walk.board.state().form.focused_field == field) return;
  show(walk, "form." + field);
  walk.tap("form." + field);
}

// Letters, then the candidate with this text, on whichever page of the grid it stands.
void write(Walk& walk, std::string_view letters, std::string_view character) {
  walk.type(letters, "key");
  if (!walk.going()) return;
  const auto is_it = [&](const AccessNode& node) {
    return node.id.starts_with("candidate.") && node.text == character;
  };
  if (!walk.hands.turn_to("candidates", is_it)) {
    walk.fail(base::ErrorCode::internal, "the grid for '" + std::string(letters) + "' lacks " + std::string(character));
  }
}

void pick(Walk& walk, std::string_view character) {
  if (!walk.going()) return;
  walk.hands.tap([&](const AccessNode& node) { return node.id.starts_with("candidate.") && node.text == character; });
}

bool walk_phone(Walk& walk) {
  if (!walk.can_tap(kGoOnWithPhone)) return false;
  walk.tap(kGoOnWithPhone);
  walk.expect(ScreenId::phone);
  walk.shot("phone");
  walk.tap("foot.back");
  return true;
}

// A form offers it where it costs no page: the first that does is taken.
void walk_phone_of_any(Walk& walk) {
  for (const char* kind : {"opinion", "praise", "inquiry", "bill_query", "suggestion", "meter_check"}) {
    if (!walk.going()) return;
    open_form(walk, kind);
    if (walk_phone(walk)) return;
  }
}

// True if the way on to the phone was seen.
bool walk_repair(Walk& walk) {
  open_form(walk, "repair");
  walk.shot("repair");
  bool seen = walk_phone(walk);
  choose_answer(walk, "problem", "home");
  if (!seen) seen = walk_phone(walk);  // seven to choose from left no room for it
  choose_answer(walk, "since", "just_now");
  focus(walk, "phone");
  walk.type("13800008000", "key");
  walk.shot("repair-filled");
  return seen;
}

// A neighbour of this building has reported the same: which kind and which answer that is, the report itself says.
void walk_same_report(Walk& walk) {
  if (!walk.going() || walk.board.state().reports.empty()) return;
  const state::ReportView report = walk.board.state().reports.front();
  open_form(walk, report.kind_id);
  choose_answer(walk, "problem", report.choice);
  if (walk.shown() != ScreenId::same_report) return;  // too old to be asked about
  walk.shot("same-report");
  walk.tap("same.no");
}

void walk_change_of_name(Walk& walk) {
  open_form(walk, "change_of_name");
  focus(walk, "new_name");
  walk.shot("name");
  walk_name_by_hand(walk);
  walk.tap("keys.pinyin");
  write(walk, "ouyang", "欧阳");
  walk.shot("name-candidates");
  pick(walk, "欧阳");
  write(walk, "yan", "䶮");
  walk.shot("name-rare");
  pick(walk, "䶮");
  write(walk, "ji", "𠮷");
  pick(walk, "𠮷");
  walk.shot("name-filled");
}

void walk_home_visit(Walk& walk) {
  open_form(walk, "home_visit");
  walk.shot("visit");
  choose_answer(walk, "who", "myself");
  if (walk.going() && walk.board.state().screen == ScreenId::form && !walk.board.state().form.day_parts.empty()) {
    const std::string first = walk.board.state().form.day_parts.front().id;
    show(walk, "form.when." + first);
    walk.shot("visit-when");
    choose_answer(walk, "when", first);
  }
  walk.expect(ScreenId::summary);
  walk.shot_pages("summary", "summary.pages");
  walk.tap("summary.submit");
  if (walk.going()) {
    walk.hands.wait_until([&] { return walk.board.state().screen == ScreenId::receipt; }, std::chrono::seconds(5));
  }
  walk.expect(ScreenId::receipt);
  walk.shot_pages("receipt", "receipt.pages");
}

bool on_some_page(Walk& walk, std::string_view id) {
  return walk.going() &&
         walk.hands.turn_to("follow.pages", [&](const AccessNode& node) { return is_button(node) && node.id == id; });
}

void open_follow(Walk& walk) {
  walk.home();
  walk.tap_one_of({"board.services", "hall.follow", "hall.services"});
  if (walk.board.state().screen == ScreenId::services) {
    walk.hands.turn_to("services.pages", [](const AccessNode& node) { return node.id == "services.follow"; });
    walk.tap("services.follow");
  }
}

void look_up(Walk& walk, const std::string& receipt) {
  std::string keys = receipt;
  std::erase(keys, '-');
  walk.type(keys, "key");
  walk.tap("follow.look_up");
}

void walk_follow(Walk& walk, const std::string& receipt) {
  open_follow(walk);
  walk.shot("follow");
  look_up(walk, receipt);
  walk.shot_pages("follow-found", "follow.pages");
}

void walk_rating(Walk& walk, const std::string& receipt) {
  open_follow(walk);
  look_up(walk, receipt);
  walk.shot_pages("follow-done", "follow.pages");
  walk.first_page("follow.pages");
  if (on_some_page(walk, "follow.rate")) {
    walk.tap("follow.rate");
    walk.shot("rating");
    walk.tap("rate.5");
    walk.shot("rated");
    walk.tap("foot.back");
  }
  if (on_some_page(walk, "follow.reopen")) {
    walk.tap("follow.reopen");
    walk.shot("reopening");
    walk.tap("reopen.not_solved");
    walk.shot("reopened");
  }
}

}  // namespace

void walk_unlock(Walk& walk, const GivenPin& household) {
  if (walk.board.views().board.hall) {
    walk.tap("hall.find");
    walk.shot("find");
    walk.type(household.account.substr(0, 8), "key");
    walk.shot("find-typed");
  } else {
    walk.tap("board.bill");
    walk.shot("find");
  }
  choose(walk, household);
  walk.expect(ScreenId::unlock);
}

void walk_bill(Walk& walk, const GivenPin& household) {
  walk.shot("unlock");
  walk.type(household.pin.substr(0, 3), "pin");
  walk.shot("unlock-typing");
  if (walk.can_tap("unlock.phone")) {
    walk.tap("unlock.phone");
    walk.shot("unlock-phone");
    if (walk.can_tap("unlock.pad")) walk.tap("unlock.pad");
    walk.type(household.pin.substr(0, 3), "pin");  // what was typed before is gone
  }
  walk.type(household.pin.substr(3), "pin");
  walk.hands.settle();
  if (walk.going() && walk.board.state().screen == ScreenId::unlock) {
    return walk.fail(base::ErrorCode::not_found, "the PIN given for door " + household.door +
                                                     " isn't this board's: issue new ones and give them by --pins");
  }
  walk.expect(ScreenId::bill);
  walk.shot_pages("bill", "bill.pages");
  const bool has_earlier = walk.hands.turn_to(
      "bill.pages", [](const AccessNode& node) { return is_button(node) && node.id.starts_with("bill.earlier."); });
  if (walk.going() && has_earlier && walk.tap_first("bill.earlier.")) walk.shot("bill-earlier");
}

void walk_requests(Walk& walk) {
  if (!walk_repair(walk)) walk_phone_of_any(walk);
  walk_same_report(walk);
  walk_change_of_name(walk);
  walk_home_visit(walk);
  if (walk.going()) walk_follow(walk, walk.board.state().last_receipt);
  if (walk.going() && !walk.plan.receipt.empty()) walk_rating(walk, walk.plan.receipt);
}

void walk_faults(Walk& walk, const GivenPin& household) {
  walk.home();
  walk.tap_one_of({"board.bill", "hall.services"});
  if (walk.going()) {
    const bool large = walk.board.state().large;
    walk.board.let_time_pass(update::session_length(large) - update::warning_length(large) +
                             std::chrono::seconds(3));
  }
  walk.shot("session-warning");
  walk.tap("warning.leave");
  walk.put_away();
  walk.expect(ScreenId::board);

  walk.tap_one_of({"board.bill", "hall.find"});
  if (walk.board.views().board.hall) walk.type(household.account.substr(0, 8), "key");
  choose(walk, household);
  std::string wrong = household.pin;
  wrong.back() = wrong.back() == '9' ? '0' : static_cast<char>(wrong.back() + 1);
  unlock(walk, wrong);
  walk.shot("wrong-pin");
  unlock(walk, household.pin);  // a right one forgets the wrong one
  walk.expect(ScreenId::bill);
  walk.finish();

  if (walk.going()) walk.board.lose_connection(walk.board.now() - std::chrono::minutes(47));
  walk.shot("no-connection");
  if (walk.going()) walk.board.doubt_clock();
  walk.shot("clock-doubtful");
  if (walk.going()) walk.board.show_revoked();
  walk.shot("out-of-service");
}

}  // namespace gridboard::kiosk::app
