// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/settle_payment.hpp"

#include "sync/desk/audit.hpp"
#include "sync/desk/payment_hook.hpp"
#include "sync/desk/take_payment.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;
using store::BillEntryKind;

namespace {

Result<store::Payment> payment_called(store::Writer& writer, const std::string& id) {
  auto payment = writer.payments().payment(id);
  if (!payment) return tl::unexpected(payment.error());
  if (!*payment) return fail(ErrorCode::not_found, std::string(kNoSuchPayment));
  return std::move(**payment);
}

// Takes so much credit off the bill's payments, the newest first; what only its file told of last.
Result<void> take_credit(const BooksDesk& books, BillBooks& from, std::int64_t amount_fen, const std::string& note) {
  auto payments = books.writer.payments().payments_of({from.bill().account, from.bill().period});
  if (!payments) return tl::unexpected(payments.error());
  for (auto payment = payments->rbegin(); payment != payments->rend() && amount_fen > 0; ++payment) {
    const std::int64_t part = std::min(amount_fen, payment->left_fen());
    if (part <= 0) continue;
    payment->taken_fen += part;
    amount_fen -= part;
    if (auto put = books.writer.write_payments().put(*payment); !put) return put;
    if (auto entered = from.enter(BillEntryKind::moved_out, -part, payment->id, books.now, note); !entered)
      return entered;
  }
  if (amount_fen == 0) return {};
  return from.enter(BillEntryKind::moved_out, -amount_fen, "", books.now, note);
}

}  // namespace

Result<model::Bill> match_payment(const BillDesk& desk, const std::string& payment_id, const std::string& bill_no,
                                  const std::string& reason) {
  model::Bill matched;
  const auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    if (auto locked = writer.write_payments().lock_books(); !locked) return locked;
    auto payment = payment_called(writer, payment_id);
    if (!payment) return tl::unexpected(payment.error());
    if (payment->bill) return fail(ErrorCode::conflict, std::string(kPaymentMatched));
    if (payment->left_fen() <= 0) return fail(ErrorCode::conflict, std::string(kMoreThanLeft));
    auto bill = bill_for(desk, writer, "matchPayment", bill_no);
    if (!bill) return tl::unexpected(bill.error());
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    payment->bill = store::BillKey{bill->account, bill->period};
    if (auto put = writer.write_payments().put(*payment); !put) return put;
    const BooksDesk books{writer, *settings, desk.rules, desk.now, desk.actor.name};
    auto open = BillBooks::open(books, std::move(*bill));
    if (!open) return tl::unexpected(open.error());
    auto entered = open->enter(BillEntryKind::payment, payment->left_fen(), payment->id, payment->at, reason);
    if (!entered) return entered;
    auto closed = open->close();
    if (!closed) return tl::unexpected(closed.error());
    matched = std::move(*closed);
    return note(writer, desk.actor,
                {"matchPayment", matched.bill_no, "", money_json(payment->bill_no, 0, ""),
                 money_json(matched.bill_no, payment->left_fen(), reason)},
                desk.now);
  });
  if (!written) return tl::unexpected(written.error());
  return matched;
}

Result<void> refund_payment(const BillDesk& desk, const GiveBack& wanted) {
  if (!is_payment_reference(wanted.reference)) {
    return fail(ErrorCode::invalid_input, "reference: 1 to 64 letters, digits and signs are needed, without spaces");
  }
  return desk.store.write([&](store::Writer& writer) -> Result<void> {
    if (auto locked = writer.write_payments().lock_books(); !locked) return locked;
    const auto payment = payment_called(writer, wanted.payment_id);
    if (!payment) return tl::unexpected(payment.error());
    std::string bill_no = payment->bill_no;
    if (payment->bill) {
      const auto at = writer.bill(payment->bill->account, payment->bill->period);
      if (!at) return tl::unexpected(at.error());
      if (*at) bill_no = (*at)->bill_no;
      if (const auto bill = bill_for(desk, writer, "refundPayment", bill_no); !bill)
        return tl::unexpected(bill.error());
    } else if (!desk.may("refundPayment", {""})) {
      return fail(ErrorCode::forbidden, std::string(kBillElsewhere));
    }
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    store::Refund refund;
    refund.id = payment->provider + "/" + wanted.reference;
    refund.payment = payment->id;
    refund.amount_fen = wanted.amount_fen;
    refund.at = desk.now;
    refund.reason = wanted.reason;
    const auto before = writer.payments().refund(refund.id);
    if (!before) return tl::unexpected(before.error());
    if (*before) {
      const bool done = (*before)->state == store::RefundState::applied && (*before)->payment == refund.payment &&
                        (*before)->amount_fen == refund.amount_fen;
      return done ? Result<void>() : fail(ErrorCode::conflict, std::string(kRefundTaken));
    }
    if (wanted.amount_fen <= 0 || wanted.amount_fen > payment->left_fen()) {
      return fail(ErrorCode::conflict, std::string(kMoreThanLeft));
    }
    const auto booked = take_refund({writer, *settings, desk.rules, desk.now, desk.actor.name}, std::move(refund));
    if (!booked) return tl::unexpected(booked.error());
    if (booked->how != Booking::taken) return fail(ErrorCode::conflict, std::string(kRefundTaken));
    return note(writer, desk.actor,
                {"refundPayment", bill_no, "", "", money_json(bill_no, wanted.amount_fen, wanted.reason)}, desk.now);
  });
}

Result<model::Bill> move_credit(const BillDesk& desk, const std::string& from_no, const std::string& to_no,
                                std::int64_t amount_fen, const std::string& reason) {
  model::Bill paid;
  const std::string id = base::make_uuid_v7(desk.now, desk.random);
  const auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    if (auto locked = writer.write_payments().lock_books(); !locked) return locked;
    auto from = bill_for(desk, writer, "moveCredit", from_no);
    if (!from) return tl::unexpected(from.error());
    auto to = bill_for(desk, writer, "moveCredit", to_no);
    if (!to) return tl::unexpected(to.error());
    if (from->bill_no == to->bill_no) return fail(ErrorCode::conflict, std::string(kSameBill));
    const store::BillKey from_key{from->account, from->period}, to_key{to->account, to->period};
    const auto credit = writer.payments().credit_of(from_key);
    if (!credit) return tl::unexpected(credit.error());
    if (amount_fen <= 0 || !*credit || (*credit)->amount_fen < amount_fen) {
      return fail(ErrorCode::conflict, std::string(kNoCredit));
    }
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    const BooksDesk books{writer, *settings, desk.rules, desk.now, desk.actor.name};
    auto open_from = BillBooks::open(books, std::move(*from));
    if (!open_from) return tl::unexpected(open_from.error());
    if (auto taken = take_credit(books, *open_from, amount_fen, to->bill_no); !taken) return taken;
    const auto left = open_from->close();
    if (!left) return tl::unexpected(left.error());
    const store::Payment moved{"credit/" + id, "credit", id, to->bill_no, to_key, amount_fen, 0, desk.now, desk.now};
    if (auto put = writer.write_payments().put(moved); !put) return put;
    auto open_to = BillBooks::open(books, std::move(*to));
    if (!open_to) return tl::unexpected(open_to.error());
    auto entered = open_to->enter(BillEntryKind::moved_in, amount_fen, moved.id, desk.now, left->bill_no);
    if (!entered) return entered;
    auto closed = open_to->close();
    if (!closed) return tl::unexpected(closed.error());
    paid = std::move(*closed);
    return note(writer, desk.actor, {"moveCredit", left->bill_no, "", "", money_json(paid.bill_no, amount_fen, reason)},
                desk.now);
  });
  if (!written) return tl::unexpected(written.error());
  return paid;
}

}  // namespace gridboard::desk
