// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a board shows of itself: urgent announcements, posters, night; and what staff see.
#include <algorithm>

#include "tests/kiosk/screens/made_up.hpp"

namespace gridboard::tests {
namespace {

using namespace std::chrono;
using kiosk::state::AppState;
using kiosk::state::ScreenId;
namespace state = kiosk::state;

model::Notice urgent(std::string title, std::string body) {
  model::Notice notice;
  notice.id = "u1";
  notice.category = model::NoticeCategory::safety;
  notice.title = std::move(title);
  notice.body = std::move(body);
  notice.urgent = true;
  notice.published_at = at(2026, 11, 21, 16, 40);
  notice.valid_from = notice.published_at;
  notice.valid_to = at(2026, 11, 21, 22);
  notice.publisher = "云溪供电";
  return notice;
}

// The fault's estimate was 19:00 first and was made 18:30 later.
state::OutageView fault_with_history() {
  state::OutageView view = made_up_outage("o1", model::OutageKind::fault, model::OutageState::ongoing,
                                          at(2026, 11, 21, 15, 30), at(2026, 11, 21, 18, 30));
  view.outage.timeline = {{at(2026, 11, 21, 15, 42), "抢修人员出发", {}},
                          {at(2026, 11, 21, 16, 5), "找到断点，正在开挖", at(2026, 11, 21, 19)},
                          {at(2026, 11, 21, 16, 40), "新电缆已到现场，正在对接", at(2026, 11, 21, 18, 30)}};
  return view;
}

// It was told by mistake.
void withdraw(state::OutageView& view) {
  view.state_now = view.outage.state = model::OutageState::cancelled;
  view.outage.withdrawn = true;
  view.outage.timeline.push_back({at(2026, 11, 21, 16, 41), "停电信息已撤销：实际未停电。", {}});
}

void take_over(AppState& s, model::Notice notice, std::optional<state::OutageView> outage) {
  s.takeover = state::TakeoverView{std::move(notice), std::move(outage)};
}

void add_takeovers(std::vector<Scene>& out) {
  const char* care =
      "新华路电缆受损，3 栋至 9 栋停电，抢修已到场。\n\n家中有呼吸机、制氧机等设备的住户，请马上拨打 139 0000 5598。";
  out.push_back(
      {"takeover", true, [care](AppState& s) { take_over(s, urgent("正在停电抢修", care), fault_with_history()); }});
  out.push_back({"takeover-no-estimate", true, [care](AppState& s) {
                   state::OutageView view = fault_with_history();
                   view.outage.etr.reset();
                   for (auto& step : view.outage.timeline) step.etr.reset();
                   take_over(s, urgent("正在停电抢修", care), view);
                 }});
  out.push_back({"takeover-restored", true, [care](AppState& s) {
                   state::OutageView view = fault_with_history();
                   view.state_now = model::OutageState::restored;
                   view.outage.restored_at = at(2026, 11, 21, 16, 30);
                   take_over(s, urgent("3 栋至 9 栋已经来电", care), view);
                 }});
  out.push_back({"takeover-withdrawn", true, [](AppState& s) {
                   state::OutageView view = fault_with_history();
                   withdraw(view);
                   take_over(s, urgent("刚才的停电信息发错了", "经现场核实，3 栋至 9 栋没有停电，照常用电。"), view);
                 }});
  out.push_back({"takeover-planned", true, [](AppState& s) {
                   take_over(s,
                             urgent("明天 8:00 停电，今晚请备好水",
                                    "更换 3 栋配电箱，影响 1–3 单元。水泵同时停，高层请提前接水。"),
                             made_up_outage("o3", model::OutageKind::temporary, model::OutageState::announced,
                                            at(2026, 11, 22, 8), at(2026, 11, 22, 11, 30)));
                 }});
  out.push_back({"takeover-words", true, [](AppState& s) {
                   take_over(
                       s,
                       urgent("台风红色预警：今晚请不要出门",
                              "今晚 20 时至明早 6 时有 12 级大风。请收好阳台上的东西，关好门窗，远离电线杆和广告牌。"),
                       {});
                 }});
  const auto lengthy = [](AppState& s) {
    std::string body;
    for (int i = 0; i < 14; ++i) {
      body += "第 " + std::to_string(i + 1) +
              " 条：地下车库进水，请不要下去开车，也不要碰任何开关和插座；电梯已经停用，请走楼梯，走楼梯时扶好扶手，照"
              "看好老人和孩子。\n";
    }
    take_over(s,
              urgent("新华社区地下车库进水，3 栋至 9 "
                     "栋电梯和地下照明已经停用，请所有住户不要进入地下车库，等水排干、检查完线路再送电",
                     body),
              fault_with_history());
  };
  out.push_back({"takeover-lengthy", true, lengthy});
  out.push_back({"takeover-lengthy-2", true, [lengthy](AppState& s) { lengthy(s), s.page[ScreenId::takeover] = 1; }});
}

void leave(AppState& s) {
  s.session = {};
  s.idle.since = at(2026, 11, 21, 16, 40);
}

// Shows the first page of the loop that is of this kind (and about this).
void show_poster(AppState& s, state::AttractStep::Kind kind, const std::string& id = {}) {
  leave(s);
  const std::vector<state::AttractStep> steps = state::attract_steps(s);
  const auto found = std::find_if(steps.begin(), steps.end(),
                                  [&](const auto& step) { return step.kind == kind && (id.empty() || step.id == id); });
  s.idle.attract = static_cast<std::size_t>(found == steps.end() ? 0 : found - steps.begin());
  s.idle.step_ends = at(2026, 11, 21, 16, 43);
}

void add_posters(std::vector<Scene>& out) {
  using Kind = state::AttractStep::Kind;
  const auto add = [&](const char* name, std::function<void(AppState&)> prepare) {
    out.push_back({name, true, std::move(prepare), true});
  };
  add("attract-board", [](AppState& s) { show_poster(s, Kind::board); });
  add("attract-outage", [](AppState& s) { show_poster(s, Kind::outage); });
  add("attract-outage-planned", [](AppState& s) {
    s.outages.erase(s.outages.begin());
    show_poster(s, Kind::outage);
  });
  add("attract-notice", [](AppState& s) { show_poster(s, Kind::notice); });
  add("attract-notice-words", [](AppState& s) {
    for (auto* views : {&s.notices, &s.board.notices}) {
      for (state::NoticeView& view : *views) view.notice.image.clear();
      views->front().notice.title = "冬季取暖：插线板不要串接，取暖器周围一米内不要放衣物和窗帘，人离开时请拔下插头";
    }
    show_poster(s, Kind::notice);
  });
  add("attract-manager", [](AppState& s) { show_poster(s, Kind::manager); });
  add("night", [](AppState& s) {
    leave(s);
    s.header.now = {day(2026, 11, 21), 23, 10, 0};
    s.quiet_hours = model::DayPart{22 * 60, 6 * 60};
    s.night = true;
    s.idle.asleep = true;
    s.idle.attract.reset();
    s.board.now_strip.reset();
  });
  add("night-outage", [](AppState& s) {
    leave(s);
    s.header.now = {day(2026, 11, 21), 23, 10, 0};
    s.quiet_hours = model::DayPart{22 * 60, 6 * 60};
    s.night = true;
    s.idle.asleep = true;
  });
}

void add_records(std::vector<Scene>& out) {
  const auto records = [](AppState& s) {
    s.screen = ScreenId::records;
    const char* names[] = {
        "新华社区", "白塔社区", "文圣路社区", "东兴社区", "翡翠城社区第四居民委员会", "龙泉驿区大面街道龙华社区"};
    for (int i = 0; i < 6; ++i) {
      model::ServiceRecords month{year(2026) / October, {}};
      const std::int64_t counts[] = {23 + 9 * i, 4 + 2 * i, 61, 1208, 26};
      for (int kind = 0; kind < model::kServiceCountKinds; ++kind) {
        const std::int64_t count = kind == 3 && i % 2 == 1 ? 2 : counts[kind];
        model::ServiceCount cell{static_cast<model::ServiceCountKind>(kind), {}};
        if (count >= model::kLeastCount) cell.count = count;
        month.counts.push_back(cell);
      }
      s.records.places.push_back({names[i], i == 0, month});
    }
  };
  out.push_back({"records", true, records});
  out.push_back({"records-alone", true, [records](AppState& s) { records(s), s.records.places.resize(1); }});
  out.push_back({"records-none", true, [](AppState& s) { s.screen = ScreenId::records; }});
}

void add_ways(std::vector<Scene>& out) {
  out.push_back(
      {"same-report", true, [](AppState& s) {
         s.screen = ScreenId::same_report;
         s.form.kind_id = "repair";
         s.form.neighbour = state::ReportView{
             "AB12CD34EF56", "repair", "building", "3 栋", at(2026, 11, 21, 15, 50), model::RequestState::dispatched};
       }});
  out.push_back({"phone", true, [](AppState& s) {
                   s.screen = ScreenId::phone;
                   s.phone_title = "报修", s.phone_url = "https://yunxi.example/go/b-7f3a91c2/repair";
                 }});
  out.push_back({"phone-none", true, [](AppState& s) { s.screen = ScreenId::phone; }});
  out.push_back({"sign-in", true, [](AppState& s) {
                   s.screen = ScreenId::sign_in;
                   s.sign_in = {"https://yunxi.example/s/b-7f3a91c2.59754321.Zk3vQ0mT8xYb1aPc",
                                at(2026, 11, 21, 16, 42) + seconds(17)};
                   s.board.presence = state::PresenceView{"周敏", at(2026, 11, 21, 14, 5)};
                 }});
  out.push_back({"sign-in-none", true, [](AppState& s) { s.screen = ScreenId::sign_in; }});
}

state::MaintenanceView insides() {
  state::MaintenanceView view;
  view.board_id = "b-7f3a91c2", view.board_name = "新华 3 栋 2 单元", view.place_path = "YX/BT/G1/XH/3/2";
  view.server_url = "https://centre.yunxi.example:8443";
  view.linked = true;
  view.last_contact = at(2026, 11, 21, 16, 41);
  view.records = 1342, view.waiting = 2;
  view.store_bytes = 3'481'600, view.disk_free_bytes = 41'200'000'000, view.disk_bytes = 62'700'000'000;
  view.store_path = "/var/lib/gridboard/board.sqlite";
  view.own_time = at(2026, 11, 21, 16, 42), view.centre_time = at(2026, 11, 21, 16, 42), view.clock_offset_ms = 140;
  view.version = "0.3.0", view.system = "Debian GNU/Linux 12, SDL 2.26.5, SQLite 3.40.1, FreeType 2.12.1";
  view.uptime_s = 1'209'640, view.memory_kb = 61'300;
  for (int i = 0; i < 60; ++i)
    view.log.push_back("2026-11-21 16:" + std::to_string(10 + i / 2) +
                       " link: feed is open, 3 segments taken, position 48" + std::to_string(100 + i));
  return view;
}

void add_maintenance(std::vector<Scene>& out) {
  using Tab = state::MaintenanceTab;
  const auto add = [&](const char* name, Tab tab, std::function<void(state::Maintenance&)> change = {},
                       bool main = false) {
    out.push_back({name, true,
                   [tab, change = std::move(change)](AppState& s) {
                     s.screen = ScreenId::maintenance;
                     s.session.staff = true;
                     s.maintenance.tab = tab;
                     s.maintenance.view = insides();
                     if (change) change(s.maintenance);
                   },
                   main});
  };
  add("maintenance", Tab::network, {}, true);
  add("maintenance-cut-off", Tab::network, [](state::Maintenance& m) {
    m.view.linked = false,
    m.view.link_problem = "connect: No route to host (centre.yunxi.example:8443), tried for 15 minutes",
    m.view.last_contact.reset();
  });
  using Step = state::Stick::Step;
  add("maintenance-sync", Tab::sync);
  add("maintenance-stick-busy", Tab::sync, [](state::Maintenance& m) { m.stick.step = Step::busy; });
  add("maintenance-stick-taken", Tab::sync, [](state::Maintenance& m) { m.stick = {Step::taken, 1342, {}}; });
  add("maintenance-stick-written", Tab::sync, [](state::Maintenance& m) { m.stick = {Step::written, 1, {}}; });
  add("maintenance-stick-refused", Tab::sync, [](state::Maintenance& m) {
    m.stick = {Step::failed, 0, "U 盘里的数据包不适用于本机，或比本机现有内容旧，没有导入。"};
  });
  add("maintenance-storage", Tab::storage);
  add("maintenance-clock", Tab::clock);
  add("maintenance-clock-wrong", Tab::clock,
      [](state::Maintenance& m) { m.view.own_time = at(2026, 11, 20, 3, 12), m.view.clock_offset_ms = -135'000'000; });
  add("maintenance-version", Tab::version);
  add("maintenance-log", Tab::log);
  add("maintenance-log-none", Tab::log, [](state::Maintenance& m) { m.view.log.clear(); });
  add("maintenance-pixels", Tab::pixels, [](state::Maintenance& m) { m.pixel_step = 1; });
  add("maintenance-leave", Tab::leave);
  add("maintenance-touch", Tab::touch, [](state::Maintenance& m) {
    m.marks = {{0.1f, 0.1f}, {0.5f, 0.4f}, {0.93f, 0.88f}, {0.31f, 0.72f}};
  });
}

void add_follow(std::vector<Scene>& out) {
  const auto found = [](AppState& s, std::function<void(state::RequestView&)> change, state::Follow::Step step) {
    s.screen = ScreenId::follow;
    s.follow.found = made_up_request();
    s.follow.step = step;
    state::RequestView& request = *s.follow.found;
    request.state = model::RequestState::done;
    request.can_rate = request.can_reopen = true;
    request.steps.push_back(
        {at(2026, 11, 21, 16, 20), model::RequestState::done, "李师傅", "换了 3 栋 2 单元的空气开关，已经来电。"});
    if (change) change(request);
  };
  using Step = state::Follow::Step;
  const auto add = [&](const char* name, Step step, std::function<void(state::RequestView&)> change = {}) {
    out.push_back({name, true, [=](AppState& s) { found(s, change, step); }});
  };
  add("follow-done", Step::reading);
  add("follow-rated", Step::reading, [](state::RequestView& r) { r.can_rate = false, r.stars = 4; });
  add("follow-rating", Step::rating);
  add("follow-thanked", Step::thanked_for_rating, [](state::RequestView& r) { r.can_rate = false, r.stars = 5; });
  add("follow-reopening", Step::reopening);
  add("follow-reopened", Step::reopened,
      [](state::RequestView& r) { r.state = model::RequestState::reopened, r.can_rate = r.can_reopen = false; });
  add("follow-refused", Step::reading, [](state::RequestView& r) {
    r.can_reopen = false;
    r.refusal = "办结已超过 7 天，不能重开。请重新提交，或拨打0571-8800 0001。";
  });
  add("follow-merged", Step::reading, [](state::RequestView& r) { r.merged = true; });
}

void add_outages(std::vector<Scene>& out) {
  const auto reserved = [](AppState& s) {
    state::OutageView view = made_up_outage("w1", model::OutageKind::planned, model::OutageState::announced,
                                            at(2026, 12, 2, 8), at(2026, 12, 2, 10));
    view.outage.windows = {{"1", at(2026, 12, 2, 8), at(2026, 12, 2, 10)},
                           {"2", at(2026, 12, 2, 14), at(2026, 12, 2, 16)},
                           {"3", at(2026, 12, 4, 8), at(2026, 12, 4, 10)}};
    view.outage.choose_by = at(2026, 11, 25, 18);
    view.outage.timeline.clear();
    s.outages.insert(s.outages.begin() + 1, view);
  };
  out.push_back({"outages-reserved", true, [reserved](AppState& s) { reserved(s), s.screen = ScreenId::outages; }});
  out.push_back({"outage-reserved", true,
                 [reserved](AppState& s) { reserved(s), s.screen = ScreenId::outage, s.open_outage = "w1"; }});
  out.push_back({"outage-history", true, [](AppState& s) {
                   s.outages.front() = fault_with_history(), s.screen = ScreenId::outage, s.open_outage = "o1";
                 }});
  out.push_back({"outage-past", true, [](AppState& s) { s.screen = ScreenId::outage, s.open_outage = "p1"; }});
  out.push_back({"outages-past-only", true, [](AppState& s) {
                   s.outages.erase(s.outages.begin(), s.outages.begin() + 2), s.screen = ScreenId::outages;
                 }});
  const auto withdrawn = [](AppState& s) {
    state::OutageView view = fault_with_history();
    withdraw(view);
    s.outages.erase(s.outages.begin());
    s.outages.insert(s.outages.begin() + 1, view);
  };
  out.push_back({"outages-withdrawn", true, [withdrawn](AppState& s) { withdrawn(s), s.screen = ScreenId::outages; }});
  out.push_back({"outage-withdrawn", true,
                 [withdrawn](AppState& s) { withdrawn(s), s.screen = ScreenId::outage, s.open_outage = "o1"; }});
  out.push_back({"outages-stale", true, [](AppState& s) {
                   s.screen = ScreenId::outages;
                   s.header.freshness = {state::FreshnessView::Kind::stale, 200, {day(2026, 11, 21), 13, 5, 0}};
                 }});
}

}  // namespace

void add_life(std::vector<Scene>& out) {
  add_takeovers(out);
  add_posters(out);
  add_records(out);
  add_ways(out);
  add_maintenance(out);
  add_follow(out);
  add_outages(out);
}

}  // namespace gridboard::tests
