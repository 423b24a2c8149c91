// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/record_payment.hpp"

#include "sync/base/money.hpp"
#include "sync/desk/payment_hook.hpp"
#include "sync/desk/take_payment.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

// What the desk recorded by itself stands in the books as this service's.
constexpr const char* kDesk = "desk";

Result<void> check(const RecordPayment& payment, base::Instant now) {
  if (payment.amount_fen <= 0) return fail(ErrorCode::invalid_input, "amount: more than 0.00 yuan is needed");
  if (!is_payment_reference(payment.reference)) {
    return fail(ErrorCode::invalid_input, "reference: 1 to 64 letters, digits and signs are needed, without spaces");
  }
  if (payment.at && *payment.at > now) return fail(ErrorCode::invalid_input, "at: the payment lies in the future");
  return {};
}

// People at the desk are asked first where money would be left over; what services tell has happened already.
Result<void> check_fits(const model::Bill& bill, std::int64_t amount_fen, std::int64_t payable_fen) {
  if (bill.status == model::BillStatus::paid) {
    return fail(ErrorCode::conflict, "bill " + bill.bill_no + " is paid already");
  }
  if (bill.status == model::BillStatus::corrected) {
    return fail(ErrorCode::conflict, "bill " + bill.bill_no + " was replaced by a corrected one");
  }
  if (amount_fen > payable_fen) {
    return fail(ErrorCode::conflict, base::format_yuan(amount_fen) + " yuan is more than the " +
                                         base::format_yuan(payable_fen) + " yuan that were payable for bill " +
                                         bill.bill_no + " on that day");
  }
  return {};
}

}  // namespace

Result<RecordedPayment> record_payment(store::Store& store, const RecordPayment& wanted, const model::Rules& rules,
                                       const base::Clock& clock) {
  const base::Instant now = clock.now();
  if (auto right = check(wanted, now); !right) return tl::unexpected(right.error());
  const base::Instant at = wanted.at.value_or(now);
  RecordedPayment recorded;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    if (auto locked = writer.write_payments().lock_books(); !locked) return locked;
    auto bill = bill_called(writer, wanted.bill_no);
    if (!bill) return tl::unexpected(bill.error());
    if (!*bill) return fail(ErrorCode::not_found, "no bill has the number '" + wanted.bill_no + "'");
    recorded.bill = std::move(**bill);
    const base::Date today = base::date_of(now, settings->zone);
    const auto payable_on = [&](base::Date day) { return model::payable_fen(recorded.bill, rules.late_fee, day); };

    store::Payment payment;
    payment.id = std::string(kDesk) + "/" + wanted.reference;
    payment.provider = kDesk;
    payment.reference = wanted.reference;
    payment.bill_no = wanted.bill_no;
    payment.amount_fen = wanted.amount_fen;
    payment.at = at;
    const auto before = writer.payments().payment(payment.id);
    if (!before) return tl::unexpected(before.error());
    if (*before) {
      if ((*before)->amount_fen != wanted.amount_fen || (*before)->bill_no != wanted.bill_no) {
        return fail(ErrorCode::conflict,
                    "reference " + wanted.reference + " was recorded before for another bill or amount");
      }
      recorded.repeated = true;
      recorded.still_payable_fen = payable_on(today);
      return {};
    }
    const std::int64_t payable_fen = payable_on(base::date_of(at, settings->zone));
    if (auto fits = check_fits(recorded.bill, wanted.amount_fen, payable_fen); !fits) return fits;
    auto booked = take_payment({writer, *settings, rules, now, wanted.who}, std::move(payment));
    if (!booked) return tl::unexpected(booked.error());
    recorded.bill = std::move(*booked->bill);
    recorded.still_payable_fen = payable_on(today);
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return recorded;
}

}  // namespace gridboard::desk
