// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Parts of made-up states: doors, notices, outages, a bill, who serves us.
#include "tests/kiosk/screens/made_up.hpp"

namespace gridboard::tests {
namespace {

using namespace std::chrono;
using kiosk::state::AppState;
namespace state = kiosk::state;

base::Date date(int y, unsigned m, unsigned d) {
  return day(y, m, d);
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
      "居民用电按年累计，分三档计价：\n\n- 第一档：全年 2,760 度以内，每度 0.538 元\n- 第二档：2,761 度至 4,800 "
      "度，每度 0.588 元\n"
      "- 第三档：超过 4,800 度，每度 0.838 元\n\n家里有 5 口人以上的，可以带户口簿申请“一户多人口”，每档多 100 度。"
      "想知道自己用到了哪一档，请在“我的账单”里看“今年阶梯用量”。";
  return view;
}

state::ManagerView manager() {
  state::ManagerView view;
  view.manager = {"zhou-min", "周敏", "社区客户经理", "13900005598", "每日 8:00–18:00", "抢修、上门、咨询都可以找我",
                  "zhou-min"};
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
  b.lines = {{1, model::LinePrice::peak, 122000, 5680, 6930},
             {1, model::LinePrice::valley, 49000, 2880, 1411},
             {2, model::LinePrice::peak, 21000, 6180, 1299}};
  b.amount_fen = 9640;
  b.due = date(2026, 11, 25);
  view.bill = b;
  view.standing = model::BillStanding::due_soon;
  view.payable_fen = 9640;
  view.days_left = 4;
  view.payment_payload =
      "00020101021226460010A0000009990110YUNXIPOWER0212B202610-050152044900530315654059640."
      "5802CN5912云溪供电公司6006YUNXI62160112B202610-05016304A1B2";
  view.payment_expires = at(2026, 11, 26, 0);
  view.last_month_wh = 149000, view.last_year_wh = 176000;
  view.tier_bounds_wh = {2760000, 4800000};
  view.tier_used_wh = 1973000;
  const int use[12] = {182, 165, 150, 132, 148, 196, 248, 262, 210, 158, 149, 171};
  for (int i = 0; i < 12; ++i) {
    view.months.push_back(
        {year(2025) / November + std::chrono::months(i), use[i] * 1000, (use[(i + 3) % 12] - 9) * 1000});
    if (i == 11) break;
    model::Bill old = b;
    old.period = year(2026) / September - std::chrono::months(i);
    old.status = model::BillStatus::paid;
    view.earlier.push_back(old);
  }
  return view;
}

}  // namespace

base::Date day(int y, unsigned m, unsigned d) {
  return {std::chrono::year(y), std::chrono::month(m), std::chrono::day(d)};
}

base::Instant at(int y, unsigned m, unsigned d, int hour, int minute) {
  return base::start_of_day(day(y, m, d), {}) + hours(hour) + minutes(minute);
}

std::vector<state::SlotView> made_up_slots(int floors, int doors) {
  std::vector<state::SlotView> out;
  for (int floor = floors; floor >= 1; --floor) {
    for (int door = 1; door <= doors; ++door) {
      const std::string number = std::to_string(floor) + "0" + std::to_string(door);
      out.push_back({"33010" + std::to_string(10000 + floor * 100 + door), number, (floor * 7 + door * 3) % 4 == 0});
    }
  }
  return out;
}

std::vector<state::NoticeView> made_up_notices(int count) {
  const char* titles[] = {"居民阶梯电价怎么算？一图看懂", "冬季取暖：插线板不要串接，取暖器周围一米内不要放衣物和窗帘",
                          "新华路邮政储蓄可代收电费", "11 月 22 日社区便民服务日",
                          "城区抢修 45 分钟到达现场，农村 90 分钟，特殊边远地区 2 小时"};
  std::vector<state::NoticeView> out;
  const char* images[] = {"tiers", "winter-heating", "payment-ways", "", "repair-promise"};
  for (int i = 0; i < count; ++i) {
    out.push_back(notice(i, static_cast<model::NoticeCategory>(i % 5), titles[i % 5]));
    out.back().notice.image = images[i % 5];
  }
  if (count > 0) out.front().notice.pinned = true;
  return out;
}

state::OutageView made_up_outage(std::string id, model::OutageKind kind, model::OutageState now, base::Instant start,
                                 std::optional<base::Instant> etr) {
  state::OutageView view;
  view.outage.id = std::move(id);
  view.outage.kind = kind;
  view.state_now = now;
  view.outage.start = start;
  view.outage.published_at = kind == model::OutageKind::fault ? start + minutes(10) : start - hours(8 * 24);
  view.outage.etr = etr;
  view.outage.cause = kind == model::OutageKind::fault ? "新华路电缆被施工挖断" : "更换 3 栋配电箱";
  view.outage.scope = kind == model::OutageKind::fault ? "3 栋至 9 栋" : "3 栋 1–3 单元";
  view.outage.line = "10 千伏新华线 2 号台区";
  view.days_ahead = kind == model::OutageKind::planned ? 8 : 0;
  if (now == model::OutageState::restored) view.outage.restored_at = start + hours(3) + minutes(20);
  for (int i = 0; i < 4; ++i) {
    const base::Instant since = kind == model::OutageKind::planned ? view.outage.published_at : start;
    view.outage.timeline.push_back(
        {since + minutes(12 * i),
         i == 2 ? "抢修人员已到现场，正在开挖，预计还要两个小时，家里有老人病人需要帮助的请打客户经理电话"
                : "抢修人员出发",
         {}});
  }
  if (etr) view.outage.timeline.back().etr = etr;
  return view;
}

state::RequestView made_up_request() {
  state::RequestView request;
  request.receipt = "K7M-0042-Q", request.kind_id = "repair";
  request.state = model::RequestState::on_site;
  request.acknowledged = true;
  request.submitted_at = at(2026, 11, 21, 15), request.promised_at = at(2026, 11, 21, 17);
  request.steps = {{at(2026, 11, 21, 15, 1), model::RequestState::received, "", ""},
                   {at(2026, 11, 21, 15, 5), model::RequestState::dispatched, "城南抢修班", "抢修班已出发"},
                   {at(2026, 11, 21, 15, 40), model::RequestState::on_site, "李师傅", ""}};
  return request;
}

AppState usual_state() {
  AppState s;
  s.header = {"新华社区 3 栋 2 单元",
              "云溪供电 · 用电信息提示板",
              {date(2026, 11, 21), 16, 42, 0},
              {state::FreshnessView::Kind::fresh, 1, {}}};
  s.outages = {made_up_outage("o1", model::OutageKind::fault, model::OutageState::ongoing, at(2026, 11, 21, 15, 30),
                      at(2026, 11, 21, 18, 30)),
               made_up_outage("o2", model::OutageKind::planned, model::OutageState::announced, at(2026, 11, 29),
                      at(2026, 11, 29, 11, 30))};
  for (unsigned i = 0; i < 6; ++i) {
    s.outages.push_back(made_up_outage("p" + std::to_string(i), model::OutageKind::temporary,
                                       model::OutageState::restored, at(2026, 10, 4 + i), at(2026, 10, 4 + i, 12)));
  }
  s.board.slots = made_up_slots(6, 4);
  s.board.now_strip = s.outages[1];
  s.board.outages_ahead = 2;
  s.notices = s.board.notices = made_up_notices(6);
  s.board.manager = s.contacts.manager = manager();
  s.board.hotline = s.contacts.hotline = "95598";
  s.contacts.supplier = "云溪供电公司";
  s.contacts.offices = {
      {"1", "YX", "hall", "白塔供电服务厅", "白塔路 18 号", "每日 8:00–17:30", "057100001234", "缴费、办电、咨询"},
      {"2", "YX", "bank", "邮政储蓄银行新华路支行", "新华路 66 号，公交 12 路新华路站下车往东 50 米",
       "周一至周五 9:00–17:00", "", "现金、存折代收电费"},
      {"3", "YX", "online", "掌上营业厅", "", "全天", "", "查电费、缴费、报修"}};
  s.contacts.promises = {
      {"on_site.city", minutes(45), 0, "城区抢修到达现场", "Repair crew on site in the city", ""},
      {"complaint.contact", minutes(24 * 60), 0, "投诉联系您", "We contact you about a complaint", ""},
      {"inquiry", minutes(0), 5, "业务咨询答复", "Answer to an inquiry", ""}};
  s.bill = bill();
  s.session.open = true;
  s.session.ends_at = at(2026, 11, 21, 16, 42) + seconds(64);
  return s;
}

}  // namespace gridboard::tests
