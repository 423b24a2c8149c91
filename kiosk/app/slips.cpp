// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/slips.hpp"

#include "kiosk/screens/words.hpp"

namespace gridboard::kiosk::app {
namespace {

using model::BillStanding;
using print::Slip;
using print::SlipLine;
using screens::yuan;
using widgets::Ui;
using Kind = SlipLine::Kind;
using Size = SlipLine::Size;

// Lines are added where there is something to say.
class Composer {
 public:
  explicit Composer(const Ui& ui) : ui_(ui) {}

  void band(std::string text) { add({Kind::band, Size::body, std::move(text), {}, true, true}); }
  void centred(std::string text, Size size, bool bold = false) {
    if (!text.empty()) add({Kind::text, size, std::move(text), {}, bold, true});
  }
  void words(std::string text, Size size = Size::body, bool bold = false) {
    if (!text.empty()) add({Kind::text, size, std::move(text), {}, bold, false});
  }
  void pair(std::string_view label, std::string value, bool bold = false) {
    if (!value.empty()) add({Kind::pair, Size::body, std::string(label), std::move(value), bold, false});
  }
  void code(std::string payload, std::string beside) {
    add({Kind::code, Size::body, std::move(payload), std::move(beside), false, false});
  }
  void rule() { add({Kind::rule, Size::body, {}, {}, false, false}); }

  // Whom to ask, as on the board.
  void contacts(const state::AppState& state) {
    pair(ui_.tr("服务热线"), state.board.hotline, true);
    const auto& known = state.board.manager ? state.board.manager : state.contacts.manager;
    if (!known) return;
    pair(known->manager.title + " " + known->manager.name, screens::phone_words(known->manager.phone));
  }
  Slip take() { return std::move(slip_); }

 private:
  void add(SlipLine line) { slip_.lines.push_back(std::move(line)); }

  const Ui& ui_;
  Slip slip_;
};

std::string with_supplier(const state::AppState& state, std::string_view what) {
  return state.contacts.supplier.empty() ? std::string(what) : state.contacts.supplier + " · " + std::string(what);
}

// The phone page that tells how far it is; "" where phones can't go on.
std::string follow_url(const state::AppState& state) {
  const std::size_t end = state.phone_base.rfind("/go/");
  return end == std::string::npos ? std::string() : state.phone_base.substr(0, end) + "/r/" + state.last_receipt;
}

std::string printed_at(const state::AppState& state, const Ui& ui) {
  const base::CivilTime& now = state.header.now;
  if (state.header.clock_doubtful || !now.date.ok()) return {};
  return screens::day_words(ui, now.date) + " " + screens::clock_words(now.hour, now.minute);
}

// What has to be done about it, in words that don't count from today.
void say_standing(Composer& slip, const state::BillView& view, const Ui& ui) {
  const model::Bill& bill = *view.bill;
  const std::string due = screens::day_words(ui, bill.due);
  switch (view.standing) {
    case BillStanding::paid:
      return slip.centred(bill.paid_at ? ui.say("{0}已缴清", {screens::day_words(ui, screens::day_of(*bill.paid_at))})
                                       : std::string(ui.tr("已缴清")),
                          Size::large, true);
    case BillStanding::corrected:
      return slip.centred(std::string(ui.tr("这张账单已更正，以新账单为准")), Size::body, true);
    case BillStanding::disputed:
      return slip.centred(std::string(ui.tr("您提出的疑问正在核实")), Size::body, true);
    case BillStanding::overdue:
      return slip.centred(ui.say("{0}到期，已逾期", {due}), Size::large, true);
    case BillStanding::due:
    case BillStanding::due_soon:
      slip.centred(ui.say("{0}前缴费", {due}), Size::large, true);
  }
}

void say_amount(Composer& slip, const state::BillView& view, const Ui& ui) {
  const model::Bill& bill = *view.bill;
  slip.centred(ui.say("{0}电费", {screens::month_words(ui, bill.period)}), Size::large, true);
  slip.centred(yuan(view.payable_fen > 0 ? view.payable_fen : bill.amount_fen), Size::title, true);
  say_standing(slip, view, ui);
  slip.rule();
  slip.pair(ui.tr("用电量"), ui.say("{0} 度", {screens::kwh(bill.energy_wh)}));
  if (view.late_fee_fen <= 0 || view.standing != BillStanding::overdue) return;
  slip.pair(ui.tr("电费"), yuan(bill.amount_fen));
  slip.pair(ui.tr("违约金"), yuan(view.late_fee_fen));
  slip.words(std::string(ui.tr("违约金算到打印这天，以后每天增加")), Size::small);
}

void add_payment(Composer& slip, const state::BillView& view, const Ui& ui) {
  const bool settled = view.standing == BillStanding::paid || view.standing == BillStanding::corrected;
  if (settled || view.payment_payload.empty()) return;
  std::string beside = std::string(ui.tr("手机扫码缴费")) + "\n" + std::string(ui.tr("微信 · 支付宝 · 云闪付"));
  if (view.payment_expires) {
    // Codes end at midnight: the day that they are good for is the one before.
    const base::Date last = screens::day_of(*view.payment_expires - std::chrono::minutes(1));
    beside += "\n" + ui.say("此码 {0}内有效", {screens::day_words(ui, last)});
  }
  slip.rule();
  slip.code(view.payment_payload, std::move(beside));
}

}  // namespace

std::optional<Slip> receipt_slip(const state::AppState& state, const model::Catalogue& catalogue,
                                 std::optional<base::Instant> submitted_at, const Ui& ui) {
  if (state.last_receipt.empty()) return std::nullopt;
  const model::RequestKind* kind = catalogue.find(state.last_receipt_kind);
  const std::string name = kind ? screens::in_language(state, kind->name) : std::string(ui.tr("办业务"));
  Composer slip(ui);
  slip.band(with_supplier(state, ui.tr("业务回执")));
  slip.centred(state.header.title, Size::body);
  slip.rule();
  slip.centred(name, Size::large, true);
  slip.centred(std::string(ui.tr("回执号")), Size::small);
  slip.centred(state.last_receipt, Size::title, true);
  slip.rule();
  if (submitted_at && !state.header.clock_doubtful) {
    slip.pair(ui.tr("提交时间"), screens::moment_words(ui, *submitted_at));
  }
  if (state.last_promised_at) {
    slip.pair(ui.tr("最晚答复您"), screens::deadline_words(ui, *state.last_promised_at), true);
  }
  const std::string url = follow_url(state);
  if (!url.empty()) {
    slip.code(url, std::string(ui.tr("手机扫一扫，看办到哪一步")));
  } else {
    slip.code(ui.say("回执 {0} · {1} · {2}", {state.last_receipt, name, state.board.hotline}),
              std::string(ui.tr("手机扫一扫，把回执号存下来")));
  }
  slip.words(std::string(ui.tr("不用手机，也可以在提示板按“进度查询”，输入回执号。")));
  slip.rule();
  slip.contacts(state);
  slip.rule();
  const std::string at = printed_at(state, ui);
  if (!at.empty()) slip.centred(ui.say("{0} 打印", {at}), Size::small);
  slip.centred(std::string(ui.tr("字迹怕热怕晒，请另外记下回执号")), Size::small);
  return slip.take();
}

std::optional<Slip> bill_slip(const state::AppState& state, const Ui& ui) {
  const state::BillView& view = state.bill;
  if (!state.session.unlocked || !view.bill) return std::nullopt;
  Composer slip(ui);
  slip.band(with_supplier(state, ui.tr("电费通知单")));
  slip.centred(view.place_and_door, Size::large, true);
  slip.centred(view.masked_name, Size::body);
  slip.rule();
  say_amount(slip, view, ui);
  add_payment(slip, view, ui);
  slip.rule();
  slip.contacts(state);
  slip.rule();
  const std::string at = printed_at(state, ui);
  if (!at.empty()) slip.centred(ui.say("{0} 打印，之后缴的费不在上面", {at}), Size::small);
  return slip.take();
}

}  // namespace gridboard::kiosk::app
