// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/screens/made_up.hpp"

#include <stdexcept>

namespace gridboard::tests {
namespace {

using namespace std::chrono;
using kiosk::state::AppState;
using kiosk::state::ScreenId;
namespace state = kiosk::state;

base::Instant at(int year, unsigned month, unsigned day, int hour = 8, int minute = 0) {
  return base::start_of_day(base::Date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)}, {}) + hours(hour) + minutes(minute);
}
base::Date date(int y, unsigned m, unsigned d) { return {std::chrono::year(y), std::chrono::month(m), std::chrono::day(d)}; }

std::vector<state::SlotView> slots(int floors, int doors) {
  std::vector<state::SlotView> out;
  for (int floor = floors; floor >= 1; --floor) {
    for (int door = 1; door <= doors; ++door) {
      const std::string number = std::to_string(floor) + "0" + std::to_string(door);
      out.push_back({"33010" + std::to_string(10000 + floor * 100 + door), number, (floor * 7 + door * 3) % 4 == 0});
    }
  }
  return out;
}

state::NoticeView notice(int number, model::NoticeCategory category, std::string title) {
  state::NoticeView view;
  view.notice.id = "n" + std::to_string(number);
  view.notice.category = category;
  view.notice.title = std::move(title);
  view.notice.published_at = at(2026, 11, static_cast<unsigned>(20 - number % 18));
  view.notice.publisher = "云溪供电公司";
  view.notice.valid_to = at(2027, 3, 1);
  view.notice.body =
      "居民用电按年累计，分三档计价：\n\n- 第一档：全年 2,760 度以内，每度 0.538 元\n- 第二档：2,761 度至 4,800 度，每度 0.588 元\n"
      "- 第三档：超过 4,800 度，每度 0.838 元\n\n家里有 5 口人以上的，可以带户口簿申请“一户多人口”，每档多 100 度。"
      "想知道自己用到了哪一档，请在“我的账单”里看“今年阶梯用量”。";
  return view;
}

std::vector<state::NoticeView> notices(int count) {
  const char* titles[] = {"居民阶梯电价怎么算？一图看懂", "冬季取暖：插线板不要串接，取暖器周围一米内不要放衣物和窗帘", "新华路邮政储蓄可代收电费",
                          "11 月 22 日社区便民服务日", "城区抢修 45 分钟到达现场，农村 90 分钟，特殊边远地区 2 小时"};
  std::vector<state::NoticeView> out;
  for (int i = 0; i < count; ++i) out.push_back(notice(i, static_cast<model::NoticeCategory>(i % 5), titles[i % 5]));
  if (count > 0) out.front().notice.pinned = true;
  return out;
}

state::OutageView outage(std::string id, model::OutageKind kind, model::OutageState now, base::Instant start, std::optional<base::Instant> etr) {
  state::OutageView view;
  view.outage.id = std::move(id);
  view.outage.kind = kind;
  view.state_now = now;
  view.outage.start = start;
  view.outage.etr = etr;
  view.outage.cause = kind == model::OutageKind::fault ? "新华路电缆被施工挖断" : "更换 3 栋配电箱";
  view.outage.scope = kind == model::OutageKind::fault ? "3 栋至 9 栋" : "3 栋 1–3 单元";
  view.outage.line = "10 千伏新华线 2 号台区";
  view.days_ahead = kind == model::OutageKind::planned ? 8 : 0;
  if (now == model::OutageState::restored) view.outage.restored_at = start + hours(3) + minutes(20);
  for (int i = 0; i < 4; ++i) {
    view.outage.timeline.push_back({start + minutes(12 * i), i == 2 ? "抢修人员已到现场，正在开挖，预计还要两个小时，家里有老人病人需要帮助的请打客户经理电话" : "抢修人员出发", {}});
  }
  if (etr) view.outage.timeline.back().etr = etr;
  return view;
}

state::ManagerView manager() {
  state::ManagerView view;
  view.manager = {"zhou-min", "周敏", "社区客户经理", "13900005598", "每日 8:00–18:00", "抢修、上门、咨询都可以找我", "zhou-min"};
  view.hotline = "95598";
  return view;
}

state::BillView bill() {
  state::BillView view;
  view.account = "3301010501";
  view.masked_name = "欧阳*";
  view.account_tail = "4471";
  view.masked_phone = "138****8000";
  view.place_and_door = "3 栋 2 单元 501";
  model::Bill b;
  b.bill_no = "B202610-0501";
  b.account = view.account;
  b.period = year(2026) / October;
  b.read_from = date(2026, 10, 1), b.read_to = date(2026, 10, 31);
  b.reading_from_wh = 18204000, b.reading_to_wh = 18375000;
  b.energy_wh = 171000, b.peak_wh = 122000, b.valley_wh = 49000;
  b.lines = {{1, model::LinePrice::peak, 122000, 5680, 6930}, {1, model::LinePrice::valley, 49000, 2880, 1411}, {2, model::LinePrice::peak, 21000, 6180, 1299}};
  b.amount_fen = 9640;
  b.due = date(2026, 11, 25);
  view.bill = b;
  view.standing = model::BillStanding::due_soon;
  view.payable_fen = 9640;
  view.days_left = 4;
  view.payment_payload =
      "00020101021226460010A0000009990110YUNXIPOWER0212B202610-050152044900530315654059640.5802CN5912云溪供电公司6006YUNXI62160112B202610-05016304A1B2";
  view.payment_expires = at(2026, 11, 26, 0);
  view.last_month_wh = 149000, view.last_year_wh = 176000;
  view.tier_bounds_wh = {2760000, 4800000};
  view.tier_used_wh = 1973000;
  const int use[12] = {182, 165, 150, 132, 148, 196, 248, 262, 210, 158, 149, 171};
  for (int i = 0; i < 12; ++i) {
    view.months.push_back({year(2025) / November + std::chrono::months(i), use[i] * 1000, (use[(i + 3) % 12] - 9) * 1000});
    if (i == 11) break;
    model::Bill old = b;
    old.period = year(2026) / September - std::chrono::months(i);
    old.status = model::BillStatus::paid;
    view.earlier.push_back(old);
  }
  return view;
}

void unlock(AppState& s) { s.session.unlocked = s.bill.account; }

void open_form(AppState& s, const model::RequestKind& kind) {
  s.screen = ScreenId::form;
  unlock(s);
  s.form.kind_id = kind.id;
  s.form.focused_field = kind.fields.empty() ? "" : kind.fields.front().id;
  using Part = state::DayPartView::Part;
  for (int i = 0; i < 6; ++i) {
    const bool morning = i % 2 == 0;
    state::DayPartView part{morning ? Part::morning : Part::afternoon, "d" + std::to_string(i), date(2026, 11, static_cast<unsigned>(22 + i / 2)), 1 + i / 2,
                            morning ? 8 : 14, morning ? 30 : 0, morning ? 11 : 17, morning ? 30 : 0};
    s.form.day_parts.push_back(part);
  }
  s.form.day_parts.push_back({Part::call, "call", {}, 0, 0, 0, 0, 0});
  const bool characters = !kind.fields.empty() && (kind.fields.front().type == model::FieldType::name || kind.fields.front().type == model::FieldType::text);
  s.keys.mode = characters ? state::KeyMode::pinyin : state::KeyMode::digits;
}

void add_bills(std::vector<Scene>& out) {
  const auto add = [&](const char* name, std::function<void(state::BillView&)> change) {
    out.push_back({name, false, [change = std::move(change)](AppState& s) {
                     s.screen = ScreenId::bill;
                     unlock(s);
                     change(s.bill);
                   }});
  };
  add("bill-due", [](state::BillView&) {});
  add("bill-overdue", [](state::BillView& v) {
    v.standing = model::BillStanding::overdue, v.days_left = -3, v.late_fee_fen = 100, v.payable_fen = 129740;
    v.bill->amount_fen = 129640;
    v.open_periods = {year(2026) / September, year(2026) / August};
  });
  add("bill-paid", [](state::BillView& v) {
    v.standing = model::BillStanding::paid, v.payable_fen = 0, v.payment_payload.clear();
    v.bill->status = model::BillStatus::paid, v.bill->paid_fen = 9640, v.bill->paid_at = at(2026, 11, 20);
  });
  add("bill-disputed", [](state::BillView& v) { v.standing = model::BillStanding::disputed, v.payment_payload.clear(); });
  add("bill-corrected", [](state::BillView& v) { v.standing = model::BillStanding::corrected, v.payable_fen = 0, v.payment_payload.clear(); });
  add("bill-expired-code", [](state::BillView& v) { v.payment_payload.clear(), v.payment_expired = true; });
  add("bill-none", [](state::BillView& v) { v.bill.reset(); });
  out.push_back({"bill-locked", true, [](AppState& s) { s.screen = ScreenId::bill; }});
  out.push_back({"bill-details", false, [](AppState& s) {
                   s.screen = ScreenId::bill;
                   unlock(s);
                   s.page[ScreenId::bill] = 1;
                 }});
}

void add_boards(std::vector<Scene>& out) {
  out.push_back({"board-24", true, [](AppState&) {}});
  out.push_back({"board-6", true, [](AppState& s) { s.board.slots = slots(3, 2), s.board.now_strip.reset(), s.board.notices = notices(40); }});
  out.push_back({"board-60", true, [](AppState& s) { s.board.slots = slots(10, 6); }});
  out.push_back({"board-36-two-a-floor", true, [](AppState& s) { s.board.slots = slots(18, 2); }});
  out.push_back({"board-bare", true, [](AppState& s) {
                   s.board.notices.clear(), s.board.manager.reset(), s.board.now_strip.reset();
                   s.header.freshness = {};
                 }});
  out.push_back({"board-fault", true, [](AppState& s) {
                   s.board.now_strip = s.outages.front();
                   s.header.freshness = {state::FreshnessView::Kind::stale, 200, {date(2026, 11, 21), 13, 5, 0}};
                   s.header.title = "龙泉驿区大面街道龙华社区翡翠城四期 12 栋 3 单元";
                 }});
  const auto hall = [](AppState& s) {
    s.board.hall = true, s.board.slots.clear(), s.board.outages_ahead = 3;
    s.board.outage_scopes = {"新华 3 栋", "文圣路", "东兴小区"};
    s.header.title = "云溪供电 · 白塔服务厅", s.header.subtitle = "自助服务终端";
    for (int i = 0; i < 5000; ++i) {
      s.find.rows.push_back({"33" + std::to_string(10000000 + i), std::to_string(1 + i / 60) + " 栋 " + std::to_string(1 + i / 20 % 3) + " 单元",
                             std::to_string(101 + i % 20)});
    }
    s.find.total = 5000;
  };
  out.push_back({"hall", true, hall});
  out.push_back({"find", true, [hall](AppState& s) { hall(s), s.screen = ScreenId::find, s.find_typed = "501", s.keys.mode = state::KeyMode::digits; }});
  out.push_back({"find-letters", true, [hall](AppState& s) { hall(s), s.screen = ScreenId::find, s.keys.mode = state::KeyMode::letters, s.page[ScreenId::find] = 4999; }});
  out.push_back({"find-none", true, [hall](AppState& s) { hall(s), s.screen = ScreenId::find, s.find.rows.clear(), s.find.total = 0, s.find_typed = "99999"; }});
  out.push_back({"find-doors", true, [](AppState& s) { s.screen = ScreenId::find; }});
}

void add_unlocks(std::vector<Scene>& out) {
  using Problem = state::Unlock::Problem;
  const auto add = [&](const char* name, std::function<void(state::Unlock&)> change) {
    out.push_back({name, true, [change = std::move(change)](AppState& s) {
                     s.screen = ScreenId::unlock;
                     s.unlock.account = s.board.slots[5].account;
                     s.unlock.digits = "123";
                     change(s.unlock);
                   }});
  };
  add("unlock", [](state::Unlock&) {});
  add("unlock-wrong", [](state::Unlock& u) { u.problem = Problem::wrong, u.tries_left = 1, u.digits.clear(), u.pad = {4, 9, 0, 1, 7, 3, 8, 2, 6, 5}; });
  add("unlock-waiting", [](state::Unlock& u) { u.problem = Problem::waiting, u.wait_until = at(2026, 11, 21, 16, 57); });
  add("unlock-no-pin", [](state::Unlock& u) { u.problem = Problem::no_pin; });
  add("unlock-checking", [](state::Unlock& u) { u.checking = true, u.digits = "123456"; });
}

void add_readings(std::vector<Scene>& out) {
  out.push_back({"outages", true, [](AppState& s) { s.screen = ScreenId::outages; }});
  out.push_back({"outages-none", true, [](AppState& s) { s.screen = ScreenId::outages, s.outages.clear(); }});
  out.push_back({"outage", true, [](AppState& s) { s.screen = ScreenId::outage, s.open_outage = "o1"; }});
  out.push_back({"outage-gone", true, [](AppState& s) { s.screen = ScreenId::outage, s.open_outage = "?"; }});
  out.push_back({"notices", true, [](AppState& s) { s.screen = ScreenId::notices, s.notices = notices(40); }});
  out.push_back({"notices-category", true, [](AppState& s) { s.screen = ScreenId::notices, s.notice_category = 1; }});
  out.push_back({"notices-none", true, [](AppState& s) { s.screen = ScreenId::notices, s.notices.clear(); }});
  out.push_back({"notice", true, [](AppState& s) { s.screen = ScreenId::notice, s.open_notice = "n0"; }});
  out.push_back({"notice-long", true, [](AppState& s) {
                   s.screen = ScreenId::notice, s.open_notice = "n1";
                   for (int i = 0; i < 4; ++i) s.notices[1].notice.body += "\n\n" + s.notices[1].notice.body;
                   s.page[ScreenId::notice] = 1;
                 }});
  out.push_back({"contacts", true, [](AppState& s) { s.screen = ScreenId::contacts; }});
  out.push_back({"out-of-service", true, [](AppState& s) { s.screen = ScreenId::out_of_service; }});
  out.push_back({"enrol", true, [](AppState& s) { s.screen = ScreenId::enrol, s.enrol.typed = "7KQ2M"; }});
}

void add_requests(std::vector<Scene>& out, const model::Catalogue& catalogue) {
  out.push_back({"services", true, [](AppState& s) { s.screen = ScreenId::services; }});
  out.push_back({"services-2", true, [](AppState& s) { s.screen = ScreenId::services, s.page[ScreenId::services] = 1; }});
  for (const model::RequestKind& kind : catalogue.kinds()) {
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      out.push_back({"form-" + kind.id + "-" + kind.fields[i].id, false, [&kind, i](AppState& s) {
                       open_form(s, kind);
                       const model::Field& field = kind.fields[i];
                       if (!field.only_if_field.empty()) s.form.answers[field.only_if_field] = field.only_if_value;
                       s.form.step = i;
                       s.form.focused_field = field.id;
                       s.keys.mode = field.type == model::FieldType::name || field.type == model::FieldType::text ? state::KeyMode::pinyin : state::KeyMode::digits;
                       if (field.type == model::FieldType::choice) s.form.answers[field.id] = field.choices.back().id;
                     }});
    }
  }
  const auto name_form = [&catalogue](AppState& s) {
    open_form(s, *catalogue.find("change_of_name"));
    s.form.answers["new_name"] = "欧阳";
    s.keys.composing = "yun";
    for (const char* c : {"赟", "云", "芸", "韵", "匀", "昀", "晕", "耘", "郧", "筠", "蕴", "纭", "运", "允", "孕", "酝", "𬱖", "㛃", "𠮷", "䶮"}) s.keys.candidates.emplace_back(c);
  };
  out.push_back({"form-name-candidates", false, name_form});
  out.push_back({"form-name-letters", false, [name_form](AppState& s) { name_form(s), s.keys.mode = state::KeyMode::letters, s.keys.candidates.clear(), s.keys.composing.clear(); }});
  out.push_back({"form-name-missing", false, [name_form](AppState& s) {
                   name_form(s), s.form.answers.clear(), s.keys.candidates.clear(), s.keys.composing.clear();
                   s.form.problem_field = "new_name", s.form.problem = state::Form::Problem::missing;
                 }});
  out.push_back({"form-name-long", false, [name_form](AppState& s) { name_form(s), s.form.answers["new_name"] = "阿卜杜热合曼江·买买提艾力阿卜杜热合曼江·买买提艾力"; }});
  const auto summary = [&catalogue](AppState& s) {
    open_form(s, *catalogue.find("change_of_name"));
    s.screen = ScreenId::summary;
    s.form.answers = {{"new_name", "欧阳𠮷"}, {"identity_type", "identity_card"}, {"phone", "13800008000"}};
  };
  out.push_back({"summary", false, summary});
  out.push_back({"summary-failed", false, [summary](AppState& s) { summary(s), s.form.failure = "没有提交成功，请再按一次“提交”。"; }});
  out.push_back({"receipt", false, [](AppState& s) {
                   s.screen = ScreenId::receipt, unlock(s);
                   s.last_receipt = "K7M-0042-Q", s.last_receipt_kind = "home_visit", s.last_promised_at = at(2026, 11, 27, 18);
                 }});
  out.push_back({"follow", true, [](AppState& s) { s.screen = ScreenId::follow, s.follow.typed = "K7M-00"; }});
  out.push_back({"follow-unknown", true, [](AppState& s) { s.screen = ScreenId::follow, s.follow.typed = "K7M-0042-Q", s.follow.problem = state::Follow::Problem::unknown; }});
  const auto found = [](AppState& s) {
    s.screen = ScreenId::follow;
    s.follow.found = state::RequestView{"K7M-0042-Q", "repair", model::RequestState::on_site, true, "", at(2026, 11, 21, 15), at(2026, 11, 21, 17), {}};
    s.follow.found->steps = {{at(2026, 11, 21, 15, 1), model::RequestState::received, "", ""},
                             {at(2026, 11, 21, 15, 5), model::RequestState::dispatched, "城南抢修班", "抢修班已出发"},
                             {at(2026, 11, 21, 15, 40), model::RequestState::on_site, "李师傅", ""}};
  };
  out.push_back({"follow-found", true, found});
  out.push_back({"follow-rejected", true, [found](AppState& s) {
                   found(s), s.follow.found->state = model::RequestState::rejected, s.follow.found->rejection = "同一处故障已有人报修，请按回执 K7M-0039-R 查询进度。";
                 }});
  out.push_back({"session-warning", false, [](AppState& s) { s.screen = ScreenId::bill, unlock(s), s.session.warning = true, s.session.ends_at = at(2026, 11, 21, 16, 42) + seconds(18); }});
}

}  // namespace

AppState usual_state() {
  AppState s;
  s.header = {"新华社区 3 栋 2 单元", "云溪供电 · 用电信息提示板", {date(2026, 11, 21), 16, 42, 0}, {state::FreshnessView::Kind::fresh, 1, {}}};
  s.outages = {outage("o1", model::OutageKind::fault, model::OutageState::ongoing, at(2026, 11, 21, 15, 30), at(2026, 11, 21, 18, 30)),
               outage("o2", model::OutageKind::planned, model::OutageState::announced, at(2026, 11, 29), at(2026, 11, 29, 11, 30))};
  for (unsigned i = 0; i < 6; ++i) {
    s.outages.push_back(outage("p" + std::to_string(i), model::OutageKind::temporary, model::OutageState::restored, at(2026, 10, 4 + i), at(2026, 10, 4 + i, 12)));
  }
  s.board.slots = slots(6, 4);
  s.board.now_strip = s.outages[1];
  s.board.outages_ahead = 2;
  s.notices = s.board.notices = notices(6);
  s.board.manager = s.contacts.manager = manager();
  s.board.hotline = s.contacts.hotline = "95598";
  s.contacts.supplier = "云溪供电公司";
  s.contacts.offices = {{"1", "YX", "hall", "白塔供电服务厅", "白塔路 18 号", "每日 8:00–17:30", "057100001234", "缴费、办电、咨询"},
                        {"2", "YX", "bank", "邮政储蓄银行新华路支行", "新华路 66 号，公交 12 路新华路站下车往东 50 米", "周一至周五 9:00–17:00", "", "现金、存折代收电费"},
                        {"3", "YX", "online", "掌上营业厅", "", "全天", "", "查电费、缴费、报修"}};
  s.contacts.promises = {{"on_site.city", minutes(45), 0, "城区抢修到达现场", "Repair crew on site in the city", ""},
                         {"complaint.contact", minutes(24 * 60), 0, "投诉联系您", "We contact you about a complaint", ""},
                         {"inquiry", minutes(0), 5, "业务咨询答复", "Answer to an inquiry", ""}};
  s.bill = bill();
  s.session.open = true;
  s.session.ends_at = at(2026, 11, 21, 16, 42) + seconds(64);
  return s;
}

model::Catalogue whole_catalogue() {
  auto catalogue = model::Catalogue::load(std::string(GRIDBOARD_SOURCE_DIR) + "/assets/catalogue");
  if (!catalogue) throw std::runtime_error(catalogue.error().message);
  return *std::move(catalogue);
}

std::vector<Scene> scenes(const model::Catalogue& catalogue) {
  std::vector<Scene> out;
  add_boards(out);
  add_unlocks(out);
  add_bills(out);
  add_readings(out);
  add_requests(out, catalogue);
  return out;
}

}  // namespace gridboard::tests
