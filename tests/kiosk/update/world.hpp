// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A board in a test: a catalogue with a field of each type, rules, a clock that stands still.

#include "kiosk/update/answers.hpp"
#include "kiosk/update/session.hpp"
#include "kiosk/update/update.hpp"
#include "sync/model/receipt.hpp"

namespace gridboard::kiosk::update {

inline constexpr const char* kKinds[] = {
    R"({"id":"repair","hotline_class":"fault_repair","name":{"zh":"报修","en":"Repair"},"summary":{"zh":"x","en":"x"},
    "icon":"repair","needs_household":false,"promise_id":"on_site.",
    "neighbours":{"field":"problem","values":["building","lights"]},"fields":[
    {"id":"problem","type":"choice","label":{"zh":"a","en":"a"},"question":{"zh":"a","en":"a"},"personal":false,
     "choices":[{"id":"home","label":{"zh":"a","en":"a"}},{"id":"other","label":{"zh":"b","en":"b"}},
                {"id":"building","label":{"zh":"c","en":"c"}},{"id":"lights","label":{"zh":"d","en":"d"}}]},
    {"id":"phone","type":"phone","label":{"zh":"a","en":"a"},"question":{"zh":"a","en":"a"},"max_characters":20},
    {"id":"where","type":"text","label":{"zh":"a","en":"a"},"question":{"zh":"a","en":"a"},"required":false,"max_characters":6}]})",
    R"({"id":"change_of_name","hotline_class":"business","name":{"zh":"更名","en":"x"},"summary":{"zh":"x","en":"x"},
    "icon":"change_name","needs_household":true,"promise_id":"inquiry","fields":[
    {"id":"new_name","type":"name","label":{"zh":"a","en":"a"},"question":{"zh":"a","en":"a"},"max_characters":4},
    {"id":"number","type":"digits","label":{"zh":"a","en":"a"},"question":{"zh":"a","en":"a"},"max_characters":5}]})",
    R"({"id":"home_visit","hotline_class":"home_visit","name":{"zh":"请人上门","en":"x"},"summary":{"zh":"x","en":"x"},
    "icon":"visit","needs_household":true,"promise_id":"inquiry","fields":[
    {"id":"who","type":"choice","label":{"zh":"a","en":"a"},"question":{"zh":"a","en":"a"},"personal":false,
     "choices":[{"id":"myself","label":{"zh":"a","en":"a"}},{"id":"neighbour","label":{"zh":"b","en":"b"}}]},
    {"id":"when","type":"day_part","label":{"zh":"a","en":"a"},"question":{"zh":"a","en":"a"},"personal":false},
    {"id":"phone","type":"phone","label":{"zh":"a","en":"a"},"question":{"zh":"a","en":"a"},"max_characters":20,
     "only_if":{"field":"who","value":"neighbour"}}]})",
    R"({"id":"maintenance_window","hotline_class":"business","name":{"zh":"预约检修","en":"x"},"summary":{"zh":"x","en":"x"},
    "icon":"calendar","needs_household":true,"listed":false,"fields":[
    {"id":"window","type":"window","label":{"zh":"a","en":"a"},"question":{"zh":"a","en":"a"},"personal":false}]})"};

struct World {
  World() : catalogue(load()), context{catalogue, rules, base::Zone{}, random, model::SiteClass::city} {
    rules.promises.push_back({"on_site.city", std::chrono::minutes(45), 0, "到场", "On site", "test"});
    rules.promises.push_back({"inquiry", std::chrono::minutes(0), 5, "答复", "Answer", "test"});
    state.screen = state::ScreenId::board;
    state.notices.push_back({});
    state.notices.back().notice.id = "N1";
    state.outages.push_back({});
    state.outages.back().outage = reserved("O1");
    state.reports.push_back({"R1", "repair", "building", "3 栋", now - std::chrono::hours(1)});
    state.phone_base = "https://yunxi.example/go/B1";
    state.can_lower = true;
  }
  World(const World&) = delete;

  // The folder of the project's own catalogue isn't read: these rules hold for every catalogue.
  static model::Catalogue load();

  // A planned outage whose customers may choose among two windows for another two hours.
  model::Outage reserved(const std::string& id) const {
    using std::chrono::hours;
    model::Outage outage;
    outage.id = id;
    outage.kind = model::OutageKind::planned;
    outage.start = now + hours(24 * 9);
    const base::Instant next_day = outage.start + hours(24);
    outage.windows = {{"1", outage.start, outage.start + hours(2)}, {"2", next_day, next_day + hours(2)}};
    outage.choose_by = now + hours(2);
    return outage;
  }
  void announce(const std::string& id) {
    state.takeover = state::TakeoverView{};
    state.takeover->notice.id = id;
    state.takeover->notice.urgent = true;
    views_changed(state);
  }
  // Until the loop or the night lies over the board.
  void leave_alone() {
    last = tick(state, now, context);
    pass(kIdleAfter);
  }
  void enter_staff_pin(const std::string& digits = "48291357") {
    (void)mean(state::AskMaintenance{});
    type(digits);
    LockAnswer right;
    right.verdict = LockAnswer::Verdict::right;
    last = lock_answered(state, state::kMaintenance, right, now, context);
  }
  static state::MaintenanceView insides() {
    state::MaintenanceView view;
    view.board_id = "B1";
    return view;
  }
  // What the board finds to whatever is asked: each leads somewhere else.
  static std::vector<model::Question> questions() {
    std::vector<model::Question> out(3);
    out[0].id = "q1", out[0].open = "services.repair", out[0].related = {"q2", "q3"};
    out[1].id = "q2", out[1].open = "bill";
    out[2].id = "q3", out[2].open = "nothing.at.all";
    return out;
  }
  void ask_questions() {
    last = mean(state::Open{state::ScreenId::questions});
    answer_questions();
  }
  void answer_questions() { questions_answered(state, state.questions.asked, questions(), questions()); }
  // A stroke from here to there.
  void write(std::size_t field, state::PenPoint from = {0.2f, 0.5f}, state::PenPoint to = {0.8f, 0.5f}) {
    (void)mean(state::PenDown{field, from.x, from.y});
    (void)mean(state::PenTo{to.x, to.y});
    last = mean(state::PenUp{});
  }
  // On ScreenId::follow, with this request found.
  void find_request(const state::RequestView& request) {
    (void)mean(state::Open{state::ScreenId::follow});
    type(request.receipt);
    (void)mean(state::LookUpReceipt{});
    request_found(state, request.receipt, request);
  }
  state::RequestView done_request() const {
    state::RequestView request;
    request.receipt = model::make_receipt("K7M", 42);
    request.kind_id = "repair";
    request.state = model::RequestState::done;
    request.can_rate = request.can_reopen = true;
    return request;
  }

  Effects mean(const state::Intent& intent) { return update(state, intent, now, context); }
  void type(std::string_view keys) {
    for (const char key : keys) last = mean(state::PressKey{std::string(1, key)});
  }
  void pick(const std::string& text, std::size_t letters) {
    pinyin_answered(state, state.keys.asked, {{text, letters}});
    last = mean(state::PickCandidate{0});
  }
  // As after a right PIN.
  void unlock(const std::string& account = "3100004471") {
    last = mean(state::ChooseHousehold{account});
    type("482913");
    LockAnswer right;
    right.verdict = LockAnswer::Verdict::right;
    last = lock_answered(state, account, right, now, context);
    state::BillView bill;
    bill.account = account;
    bill.masked_name = "张*明";
    bill_loaded(state, bill);
  }
  void pass(std::chrono::seconds by) {
    now += by;
    last = tick(state, now, context);
  }

  template <class Wanted>
  const Wanted* effect() const {
    for (const Effect& each : last) {
      if (const auto* found = std::get_if<Wanted>(&each)) return found;
    }
    return nullptr;
  }

  base::Instant now = *base::parse_rfc3339("2026-11-20T16:42:00+08:00");  // a Friday
  base::SeededRandom random{7};
  model::Catalogue catalogue;
  model::Rules rules;
  Context context;
  state::AppState state;
  Effects last;
};

}  // namespace gridboard::kiosk::update
