// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/screens/made_up.hpp"

#include <set>
#include <stdexcept>
#include <utility>

namespace gridboard::tests {
namespace {

using namespace std::chrono;
using kiosk::state::AppState;
using kiosk::state::ScreenId;
namespace state = kiosk::state;

base::Date date(int y, unsigned m, unsigned d) {
  return day(y, m, d);
}
std::vector<state::SlotView> slots(int floors, int doors) {
  return made_up_slots(floors, doors);
}

std::vector<state::NoticeView> notices(int count) {
  return made_up_notices(count);
}

void unlock(AppState& s) {
  s.session.unlocked = s.bill.account;
}

void open_form(AppState& s, const model::RequestKind& kind) {
  s.screen = ScreenId::form;
  unlock(s);
  s.form.kind_id = kind.id;
  s.form.focused_field = kind.fields.empty() ? "" : kind.fields.front().id;
  using Part = state::DayPartView::Part;
  for (int i = 0; i < 6; ++i) {
    const bool morning = i % 2 == 0;
    state::DayPartView part{morning ? Part::morning : Part::afternoon,
                            "d" + std::to_string(i),
                            date(2026, 11, static_cast<unsigned>(22 + i / 2)),
                            1 + i / 2,
                            morning ? 8 : 14,
                            morning ? 30 : 0,
                            morning ? 11 : 17,
                            morning ? 30 : 0};
    s.form.day_parts.push_back(part);
  }
  s.form.day_parts.push_back({Part::call, "call", {}, 0, 0, 0, 0, 0});
  for (int i = 0; i < 3; ++i) {
    const base::Instant from = at(2026, 12, static_cast<unsigned>(2 + i), i == 1 ? 14 : 8);
    s.form.windows.push_back({std::to_string(i + 1), from, from + hours(2)});
  }
  const bool characters = !kind.fields.empty() && (kind.fields.front().type == model::FieldType::name ||
                                                   kind.fields.front().type == model::FieldType::text);
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
  add("bill-disputed",
      [](state::BillView& v) { v.standing = model::BillStanding::disputed, v.payment_payload.clear(); });
  add("bill-corrected", [](state::BillView& v) {
    v.standing = model::BillStanding::corrected, v.payable_fen = 0, v.payment_payload.clear();
  });
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
  out.push_back({"board-6", true, [](AppState& s) {
                   s.board.slots = slots(3, 2), s.board.now_strip.reset(), s.board.notices = notices(40);
                 }});
  out.push_back({"board-60", true, [](AppState& s) { s.board.slots = slots(10, 6); }});
  out.push_back({"board-36-two-a-floor", true, [](AppState& s) { s.board.slots = slots(18, 2); }});
  out.push_back({"board-bare", true, [](AppState& s) {
                   s.board.notices.clear(), s.board.manager.reset(), s.board.now_strip.reset();
                   s.header.freshness = {};
                 }});
  out.push_back({"board-clock-doubtful", true, [](AppState& s) { s.header.clock_doubtful = true; }});
  out.push_back({"board-presence", true, [](AppState& s) {
                   s.board.presence = state::PresenceView{"周敏", at(2026, 11, 21, 14, 5)};
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
      s.find.rows.push_back({"33" + std::to_string(10000000 + i),
                             std::to_string(1 + i / 60) + " 栋 " + std::to_string(1 + i / 20 % 3) + " 单元",
                             std::to_string(101 + i % 20)});
    }
    s.find.total = 5000;
  };
  out.push_back({"hall", true, hall});
  out.push_back({"find", true, [hall](AppState& s) {
                   hall(s), s.screen = ScreenId::find, s.find_typed = "501", s.keys.mode = state::KeyMode::digits;
                 }});
  out.push_back({"find-letters", true, [hall](AppState& s) {
                   hall(s), s.screen = ScreenId::find, s.keys.mode = state::KeyMode::letters,
                            s.page[ScreenId::find] = 4999;
                 }});
  out.push_back({"find-none", true, [hall](AppState& s) {
                   hall(s), s.screen = ScreenId::find, s.find.rows.clear(), s.find.total = 0, s.find_typed = "99999";
                 }});
  out.push_back({"find-doors", true, [](AppState& s) { s.screen = ScreenId::find; }});
}

void add_unlocks(std::vector<Scene>& out) {
  using Problem = state::Unlock::Problem;
  const auto add = [&](const char* name, std::function<void(state::Unlock&)> change) {
    out.push_back({name, true, [change = std::move(change)](AppState& s) {
                     s.screen = ScreenId::unlock;
                     s.unlock.account = s.board.slots[5].account;
                     s.unlock.digits = "123";
                     s.phone_base = "https://yunxi.example/go/b1";
                     change(s.unlock);
                   }});
  };
  add("unlock", [](state::Unlock&) {});
  add("unlock-wrong", [](state::Unlock& u) {
    u.problem = Problem::wrong, u.tries_left = 1, u.digits.clear(), u.pad = {4, 9, 0, 1, 7, 3, 8, 2, 6, 5};
  });
  add("unlock-staff", [](state::Unlock& u) { u.staff = true, u.account = state::kMaintenance, u.digits = "1234567"; });
  add("unlock-waiting",
      [](state::Unlock& u) { u.problem = Problem::waiting, u.wait_until = at(2026, 11, 21, 16, 57); });
  const std::string code = "https://yunxi.example/u/B-7K4M9X/AAECAwQFBgcICQoLDA0ODw";
  using Step = state::PhoneUnlock::Step;
  add("unlock-code", [code](state::Unlock& u) { u.digits.clear(), u.phone = {Step::showing, code, std::nullopt}; });
  add("unlock-offline", [](state::Unlock& u) { u.digits.clear(), u.phone.step = Step::offline; });
  add("unlock-expired", [](state::Unlock& u) { u.digits.clear(), u.phone.step = Step::expired; });
  add("unlock-refused", [](state::Unlock& u) { u.digits.clear(), u.phone.step = Step::refused; });
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
  out.push_back(
      {"services-2", true, [](AppState& s) { s.screen = ScreenId::services, s.page[ScreenId::services] = 1; }});
  for (const model::RequestKind& kind : catalogue.kinds()) {
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      out.push_back({"form-" + kind.id + "-" + kind.fields[i].id, false, [&kind, i](AppState& s) {
                       open_form(s, kind);
                       const model::Field& field = kind.fields[i];
                       if (!field.only_if_field.empty()) s.form.answers[field.only_if_field] = field.only_if_value;
                       s.form.step = i;
                       s.form.focused_field = field.id;
                       s.keys.mode = field.type == model::FieldType::name || field.type == model::FieldType::text
                                         ? state::KeyMode::pinyin
                                         : state::KeyMode::digits;
                       if (field.type == model::FieldType::choice) s.form.answers[field.id] = field.choices.back().id;
                     }});
    }
  }
  const auto name_form = [&catalogue](AppState& s) {
    open_form(s, *catalogue.find("change_of_name"));
    s.form.answers["new_name"] = "欧阳";
    s.keys.composing = "yun";
    for (const char* c : {"赟", "云", "芸", "韵", "匀", "昀", "晕",   "耘", "郧", "筠",
                          "蕴", "纭", "运", "允", "孕", "酝", "𬱖", "㛃", "𠮷", "䶮"})
      s.keys.candidates.emplace_back(c);
  };
  out.push_back({"form-name-candidates", false, name_form});
  out.push_back({"form-name-letters", false, [name_form](AppState& s) {
                   name_form(s), s.keys.mode = state::KeyMode::letters, s.keys.candidates.clear(),
                                 s.keys.composing.clear();
                 }});
  out.push_back({"form-name-missing", false, [name_form](AppState& s) {
                   name_form(s), s.form.answers.clear(), s.keys.candidates.clear(), s.keys.composing.clear();
                   s.form.problem_field = "new_name", s.form.problem = state::Form::Problem::missing;
                 }});
  out.push_back({"form-name-long", false, [name_form](AppState& s) {
                   name_form(s), s.form.answers["new_name"] = "阿卜杜热合曼江·买买提艾力阿卜杜热合曼江·买买提艾力";
                 }});
  const auto summary = [&catalogue](AppState& s) {
    open_form(s, *catalogue.find("change_of_name"));
    s.screen = ScreenId::summary;
    s.form.answers = {{"new_name", "欧阳𠮷"}, {"identity_type", "identity_card"}, {"phone", "13800008000"}};
  };
  out.push_back({"summary", false, summary});
  out.push_back({"summary-failed", false,
                 [summary](AppState& s) { summary(s), s.form.failure = "没有提交成功，请再按一次“提交”。"; }});
  out.push_back({"receipt", false, [](AppState& s) {
                   s.screen = ScreenId::receipt, unlock(s);
                   s.last_receipt = "K7M-0042-Q", s.last_receipt_kind = "home_visit",
                   s.last_promised_at = at(2026, 11, 27, 18);
                 }});
  out.push_back({"follow", true, [](AppState& s) { s.screen = ScreenId::follow, s.follow.typed = "K7M-00"; }});
  out.push_back({"follow-unknown", true, [](AppState& s) {
                   s.screen = ScreenId::follow, s.follow.typed = "K7M-0042-Q",
                   s.follow.problem = state::Follow::Problem::unknown;
                 }});
  const auto found = [](AppState& s) {
    s.screen = ScreenId::follow;
    s.follow.found = made_up_request();
  };
  out.push_back({"follow-found", true, found});
  out.push_back({"follow-rejected", true, [found](AppState& s) {
                   found(s), s.follow.found->state = model::RequestState::rejected,
                             s.follow.found->rejection = "同一处故障已有人报修，请按回执 K7M-0039-R 查询进度。";
                 }});
  out.push_back({"session-warning", false, [](AppState& s) {
                   s.screen = ScreenId::bill, unlock(s), s.session.warning = true,
                   s.session.ends_at = at(2026, 11, 21, 16, 42) + seconds(18);
                 }});
}

// What a board meets beside the usual: long names, a doubtful clock, staff who are here, a phone to go on with.
void add_everyday(std::vector<Scene>& out, const model::Catalogue& catalogue) {
  out.push_back({"board-long-names", true, [](AppState& s) {
                   s.header.title = "呼伦贝尔市鄂伦春自治旗大杨树镇红花尔基路阳光花园小区二期一百二十八号楼第十二单元";
                   s.board.manager->manager.name = "阿卜杜热合曼江买买提艾力";
                   s.board.presence = state::PresenceView{"阿卜杜热合曼江买买提艾力", at(2026, 11, 21, 15)};
                 }});
  out.push_back({"board-someone-else", true, [](AppState& s) {
                   s.board.presence = state::PresenceView{"孙建国", at(2026, 11, 21, 15)};
                 }});
  out.push_back({"board-no-doors", true, [](AppState& s) { s.board.slots.clear(); }});
  out.push_back({"board-odd-floors", true, [](AppState& s) {
                   s.board.slots.erase(s.board.slots.begin() + 6);
                   s.can_lower = true;
                 }});
  out.push_back({"hall-calm", true, [](AppState& s) {
                   s.board.hall = true, s.board.slots.clear(), s.board.now_strip.reset(), s.board.manager.reset();
                   s.header.title = "云溪供电 · 白塔服务厅", s.header.subtitle = "自助服务终端";
                 }});
  const auto staff = [](AppState& s) {
    s.screen = ScreenId::unlock;
    s.unlock.staff = true, s.unlock.account = state::kMaintenance, s.unlock.digits = "1234567";
  };
  out.push_back({"unlock-staff", true, staff});
  out.push_back({"unlock-staff-none", true, [staff](AppState& s) {
                   staff(s), s.unlock.digits.clear(), s.unlock.problem = state::Unlock::Problem::no_pin;
                 }});
  for (const char* kind : {"repair", "change_of_name", "complaint"}) {
    out.push_back({std::string("form-phone-") + kind, false, [&catalogue, kind](AppState& s) {
                     open_form(s, *catalogue.find(kind));
                     s.phone_base = "https://yunxi.example/go/b1";
                   }});
  }
  out.push_back({"bill-stale-arrears", false, [](AppState& s) {
                   s.screen = ScreenId::bill, unlock(s);
                   s.header.freshness = {state::FreshnessView::Kind::stale, 200, {date(2026, 11, 21), 13, 5, 0}};
                   s.page[ScreenId::bill] = 1;
                   s.bill.open_periods = {year(2026) / September, year(2026) / August};
                   for (std::size_t i = 0; i < 2; ++i) s.bill.earlier[i].status = model::BillStatus::unpaid;
                   s.bill.earlier_payable_fen = {9730, 9880};
                   s.bill.earlier_payable_fen.resize(s.bill.earlier.size());
                 }});
}

}  // namespace

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
  add_everyday(out, catalogue);
  add_life(out);
  add_asking(out, catalogue);
  std::set<std::pair<ScreenId, bool>> seen;
  for (Scene& scene : out) {
    AppState prepared = usual_state();
    scene.prepare(prepared);
    const bool first = seen.emplace(state::shown_screen(prepared), prepared.board.hall).second;
    scene.main = scene.main || first;
  }
  return out;
}

}  // namespace gridboard::tests
