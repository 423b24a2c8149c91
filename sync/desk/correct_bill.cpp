// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/correct_bill.hpp"

#include <algorithm>

#include "sync/desk/audit.hpp"
#include "sync/desk/bill_books.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;
using store::BillEntryKind;

namespace {

constexpr std::size_t kMostBillNo = 25;  // what a payment code has room for

bool is_bill_no(std::string_view text) {
  return !text.empty() && text.size() <= kMostBillNo && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
  });
}

Result<model::Bill> corrected(const model::Bill& wrong, const CorrectBill& wanted, const model::TariffBook& tariffs) {
  model::Bill bill = wrong;
  bill.bill_no = wanted.becomes;
  bill.reading_to_wh = wanted.reading_to_wh;
  bill.energy_wh = wanted.energy_wh;
  bill.peak_wh = wanted.peak_wh;
  bill.valley_wh = wanted.valley_wh;
  bill.year_to_date_wh = wrong.year_to_date_wh - wrong.energy_wh + wanted.energy_wh;
  if (wanted.due) bill.due = *wanted.due;
  const model::Tariff* tariff = tariffs.in_force(bill.tariff_id, bill.read_to);
  if (tariff == nullptr) return fail(ErrorCode::invalid_input, std::string(kNoTariff));
  const std::int64_t parts_wh = bill.peak_wh + bill.valley_wh;
  const bool parts_fit = tariff->time_of_use ? parts_wh == bill.energy_wh : parts_wh == 0;
  if (bill.energy_wh < 0 || bill.peak_wh < 0 || bill.valley_wh < 0 || !parts_fit || bill.reading_to_wh < 0) {
    return fail(ErrorCode::invalid_input, std::string(kCorrectionWrong));
  }
  model::Consumption consumption;
  if (tariff->tier_period == model::TierPeriod::year)
    consumption.used_before_wh = bill.year_to_date_wh - bill.energy_wh;
  consumption.peak_wh = bill.peak_wh;
  consumption.valley_wh = bill.valley_wh;
  if (!tariff->time_of_use) consumption.flat_wh = bill.energy_wh;
  bill.lines = model::price_consumption(*tariff, consumption);
  bill.amount_fen = model::total_fen(bill.lines);
  bill.status = model::BillStatus::unpaid;
  bill.paid_at.reset();
  bill.disputed_on.reset();
  return bill;
}

Result<void> end_standing_dispute(const BillDesk& desk, store::Writer& writer, const CorrectBill& wanted,
                                  const store::BillKey& key) {
  auto disputes = writer.payments().disputes_of(key);
  if (!disputes) return tl::unexpected(disputes.error());
  if (disputes->empty() || disputes->front().state != store::DisputeState::open) return {};
  store::BillDispute& dispute = disputes->front();
  dispute.state = store::DisputeState::upheld;
  dispute.ended_at = desk.now;
  dispute.ended_by = desk.actor.name;
  dispute.answer = wanted.reason;
  return writer.write_payments().put(dispute);
}

std::string audit_json(const model::Bill& bill, std::string_view reason) {
  wire::JsonWriter json;
  json.begin_object();
  json.text("bill", bill.bill_no);
  json.number("energy_wh", bill.energy_wh);
  json.number("amount_fen", bill.amount_fen);
  json.text_if_any("reason", reason);
  json.end_object();
  return json.take();
}

}  // namespace

Result<model::Bill> correct_bill(const BillDesk& desk, const model::TariffBook& tariffs, const CorrectBill& wanted) {
  if (wanted.reason.empty()) return fail(ErrorCode::invalid_input, std::string(kReasonNeeded));
  model::Bill put;
  const auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    store::PaymentWriter& money = writer.write_payments();
    if (auto locked = money.lock_books(); !locked) return locked;
    auto wrong = bill_for(desk, writer, "correctBill", wanted.bill_no);
    if (!wrong) return tl::unexpected(wrong.error());
    if (wanted.becomes == wrong->bill_no || !is_bill_no(wanted.becomes)) {
      return fail(ErrorCode::conflict, std::string(kSameNumber));
    }
    const auto other = writer.bill_numbered(wanted.becomes);
    if (!other) return tl::unexpected(other.error());
    const auto voided = money.voided_bill(wanted.becomes);
    if (!voided) return tl::unexpected(voided.error());
    if (*other || *voided) return fail(ErrorCode::conflict, std::string(kNumberTaken));
    auto right = corrected(*wrong, wanted, tariffs);
    if (!right) return tl::unexpected(right.error());
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    const store::BillKey key{wrong->account, wrong->period};
    const model::Bill was = *wrong;
    if (right->amount_fen > was.amount_fen && right->due < base::date_of(desk.now, settings->zone)) {
      return fail(ErrorCode::invalid_input, std::string(kDueNeeded));
    }
    if (auto kept = money.put(store::VoidedBill{was, wanted.becomes, desk.now, desk.actor.name, wanted.reason}); !kept)
      return kept;
    if (auto ended = end_standing_dispute(desk, writer, wanted, key); !ended) return ended;
    const BooksDesk books{writer, *settings, desk.rules, desk.now, desk.actor.name};
    auto open = BillBooks::open(books, std::move(*wrong));
    if (!open) return tl::unexpected(open.error());
    if (was.paid_fen != 0) {
      auto out = open->enter(BillEntryKind::moved_out, -was.paid_fen, "", desk.now, wanted.becomes);
      if (!out) return out;
    }
    // Another due date makes other days of theirs fee-free.
    const auto disputes = money.disputes_of(key);
    if (!disputes) return tl::unexpected(disputes.error());
    right->fee_free_days = fee_free_days_since(*disputes, right->due, settings->zone);
    open->replace(std::move(*right));
    if (was.paid_fen != 0) {
      auto in = open->enter(BillEntryKind::moved_in, was.paid_fen, "", desk.now, was.bill_no);
      if (!in) return in;
    }
    auto closed = open->close();
    if (!closed) return tl::unexpected(closed.error());
    put = std::move(*closed);
    return note(writer, desk.actor,
                {"correctBill", put.bill_no, "", audit_json(was, ""), audit_json(put, wanted.reason)}, desk.now);
  });
  if (!written) return tl::unexpected(written.error());
  return put;
}

}  // namespace gridboard::desk
