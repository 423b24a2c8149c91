// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/state/wipe.hpp"

namespace gridboard::kiosk::state {
namespace {

// Through a volatile pointer: the compiler may not leave out stores to memory that is about to be freed.
void overwrite(void* memory, std::size_t size) {
  auto* bytes = static_cast<volatile unsigned char*>(memory);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = 0;
}

template <class Number>
void wipe_number(Number& number) {
  overwrite(&number, sizeof number);
}

void wipe(model::Bill& bill) {
  state::wipe(bill.bill_no);
  state::wipe(bill.account);
  state::wipe(bill.tariff_id);
  wipe_number(bill.amount_fen);
  wipe_number(bill.paid_fen);
  wipe_number(bill.energy_wh);
  wipe_number(bill.peak_wh);
  wipe_number(bill.valley_wh);
  wipe_number(bill.year_to_date_wh);
  wipe_number(bill.reading_from_wh);
  wipe_number(bill.reading_to_wh);
  for (model::BillLine& line : bill.lines) overwrite(&line, sizeof line);
  bill = model::Bill{};
}

void wipe(RequestView& request) {
  state::wipe(request.receipt);
  state::wipe(request.kind_id);
  state::wipe(request.rejection);
  state::wipe(request.refusal);
  for (model::RequestStep& step : request.steps) {
    state::wipe(step.by);
    state::wipe(step.text);
  }
  wipe_number(request.stars);
}

void wipe(Follow& follow) {
  state::wipe(follow.typed);
  if (follow.found) wipe(*follow.found);
  follow = Follow{};
}

void wipe(ReportView& report) {
  state::wipe(report.id);
  state::wipe(report.choice);
  state::wipe(report.place);
}

void wipe(FindView& find) {
  for (FoundView& row : find.rows) {
    state::wipe(row.account);
    state::wipe(row.place);
    state::wipe(row.door);
  }
  find = FindView{};
}

}  // namespace

void wipe(std::string& text) {
  text.resize(text.capacity());  // never moves, and reaches what an erase left behind the end
  overwrite(text.data(), text.size());
  text.clear();
  text.shrink_to_fit();
}

void wipe(BillView& bill) {
  wipe(bill.account);
  wipe(bill.masked_name);
  wipe(bill.account_tail);
  wipe(bill.masked_phone);
  wipe(bill.place_and_door);
  wipe(bill.payment_payload);
  wipe(bill.tariff_name);
  if (bill.bill) wipe(*bill.bill);
  for (model::Bill& earlier : bill.earlier) wipe(earlier);
  for (std::int64_t& payable : bill.earlier_payable_fen) wipe_number(payable);
  for (UsageMonth& month : bill.months) overwrite(&month, sizeof month);
  wipe_number(bill.late_fee_fen);
  wipe_number(bill.payable_fen);
  wipe_number(bill.tier_used_wh);
  bill = BillView{};
}

void wipe(Form& form) {
  wipe(form.kind_id);
  for (auto& [field, answer] : form.answers) wipe(answer);
  for (WindowView& window : form.windows) wipe(window.id);
  if (form.neighbour) wipe(*form.neighbour);
  wipe(form.same_as);
  wipe(form.outage_id);
  wipe(form.focused_field);
  form = Form{};
}

void wipe(std::vector<PenStroke>& written) {
  for (PenStroke& stroke : written) {
    stroke.resize(stroke.capacity());
    overwrite(stroke.data(), stroke.size() * sizeof(PenPoint));
  }
  written.clear();
}

void wipe(Keys& keys) {
  wipe(keys.written);
  wipe(keys.composing);
  for (std::string& candidate : keys.candidates) wipe(candidate);
  const std::uint64_t asked = keys.asked;
  keys = Keys{};
  keys.asked = keys.answered = asked;
}

// Which answers were found and read tells what was asked.
void wipe(Questions& questions) {
  wipe(questions.typed);
  for (auto* list : {&questions.found, &questions.related, &questions.read}) {
    for (model::Question& question : *list) {
      wipe(question.id);
      for (model::QuestionWords* words : {&question.zh, &question.en}) {
        wipe(words->question);
        wipe(words->answer);
      }
      for (auto* texts : {&question.asked, &question.keywords, &question.related}) {
        for (std::string& text : *texts) wipe(text);
      }
      wipe(question.open);
    }
  }
  const std::uint64_t asked = questions.asked;
  questions = Questions{};
  questions.asked = questions.answered = asked;
}

void wipe(Printing& printing) {
  const std::uint64_t number = printing.number;
  printing = Printing{};
  printing.number = number;
}

void wipe(Unlock& unlock) {
  wipe(unlock.phone.url);
  wipe(unlock.account);
  wipe(unlock.digits);
  wipe(unlock.then_kind);
  wipe(unlock.then_outage);
  unlock = Unlock{};
}

void wipe_personal(AppState& state) {
  wipe(state.bill);
  wipe(state.form);
  wipe(state.keys);
  wipe(state.questions);
  wipe(state.printing);
  wipe(state.unlock);
  wipe(state.find);
  wipe(state.find_typed);
  wipe(state.follow);
  wipe(state.last_receipt);
  wipe(state.last_receipt_kind);
  state.last_promised_at.reset();
  wipe(state.phone_title);
  wipe(state.phone_url);
  wipe(state.enrol.typed);
  wipe(state.speech.node);
  wipe(state.speech.sentence);
  state.maintenance = Maintenance{};
  if (state.session.unlocked) wipe(*state.session.unlocked);
  state.session.unlocked.reset();
  state.session.writes_by.reset();
  state.session.staff = false;
}

}  // namespace gridboard::kiosk::state
