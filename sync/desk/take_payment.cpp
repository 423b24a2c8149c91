// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/take_payment.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

constexpr const char* kMoreThanIsLeft = "more than is left of the payment";
constexpr int kMostCorrections = 100;  // of one bill, one after the other

// The refund's money leaves what is left of its payment. Puts both.
Result<bool> apply(const BooksDesk& desk, store::Payment& payment, store::Refund& refund) {
  const bool fits = refund.amount_fen <= payment.left_fen();
  refund.state = fits ? store::RefundState::applied : store::RefundState::refused;
  if (fits) payment.taken_fen += refund.amount_fen;
  store::PaymentWriter& books = desk.writer.write_payments();
  if (auto put = books.put(refund); !put) return tl::unexpected(put.error());
  if (auto put = books.put(payment); !put) return tl::unexpected(put.error());
  return fits;
}

}  // namespace

Result<std::optional<model::Bill>> bill_called(store::Reader& reader, const std::string& bill_no) {
  std::string number = bill_no;
  for (int i = 0; i < kMostCorrections; ++i) {
    auto bill = reader.bill_numbered(number);
    if (!bill || *bill) return bill;
    const auto voided = reader.payments().voided_bill(number);
    if (!voided) return tl::unexpected(voided.error());
    if (!*voided) return std::optional<model::Bill>();
    number = (*voided)->becomes;
  }
  return std::optional<model::Bill>();
}

Result<Booked> take_payment(const BooksDesk& desk, store::Payment payment) {
  store::PaymentWriter& books = desk.writer.write_payments();
  const auto known = books.payment(payment.id);
  if (!known) return tl::unexpected(known.error());
  if (*known) {
    const bool same = (*known)->amount_fen == payment.amount_fen && (*known)->bill_no == payment.bill_no;
    if (same) return Booked{Booking::repeated, std::nullopt, ""};
    return Booked{Booking::conflict, std::nullopt, "the payment was told before with another bill or amount"};
  }
  auto bill = bill_called(desk.writer, payment.bill_no);
  if (!bill) return tl::unexpected(bill.error());
  if (*bill) payment.bill = store::BillKey{(*bill)->account, (*bill)->period};
  payment.noted_at = desk.now;
  if (auto put = books.put(payment); !put) return tl::unexpected(put.error());
  std::optional<BillBooks> open;
  if (*bill) {
    auto opened = BillBooks::open(desk, std::move(**bill));
    if (!opened) return tl::unexpected(opened.error());
    open = std::move(*opened);
    auto entered = open->enter(store::BillEntryKind::payment, payment.amount_fen, payment.id, payment.at);
    if (!entered) return tl::unexpected(entered.error());
  }
  auto refunds = books.refunds_of(payment.id);
  if (!refunds) return tl::unexpected(refunds.error());
  for (store::Refund& refund : *refunds) {
    if (refund.state != store::RefundState::waiting) continue;
    const auto applied = apply(desk, payment, refund);
    if (!applied) return tl::unexpected(applied.error());
    if (!*applied || !open) continue;
    auto entered = open->enter(store::BillEntryKind::refund, -refund.amount_fen, payment.id, refund.at);
    if (!entered) return tl::unexpected(entered.error());
  }
  if (!open) return Booked{Booking::unmatched, std::nullopt, ""};
  auto closed = open->close();
  if (!closed) return tl::unexpected(closed.error());
  return Booked{Booking::taken, std::move(*closed), ""};
}

Result<Booked> take_refund(const BooksDesk& desk, store::Refund refund) {
  store::PaymentWriter& books = desk.writer.write_payments();
  const auto known = books.refund(refund.id);
  if (!known) return tl::unexpected(known.error());
  if (*known) {
    const bool same = (*known)->amount_fen == refund.amount_fen && (*known)->payment == refund.payment;
    if (same && (*known)->state == store::RefundState::refused) {
      return Booked{Booking::conflict, std::nullopt, kMoreThanIsLeft};
    }
    if (same) return Booked{Booking::repeated, std::nullopt, ""};
    return Booked{Booking::conflict, std::nullopt, "the refund was told before with another payment or amount"};
  }
  refund.noted_at = desk.now;
  refund.who = desk.who;
  auto payment = books.payment(refund.payment);
  if (!payment) return tl::unexpected(payment.error());
  if (!*payment) {
    refund.state = store::RefundState::waiting;
    if (auto put = books.put(refund); !put) return tl::unexpected(put.error());
    return Booked{Booking::waiting, std::nullopt, ""};
  }
  const auto applied = apply(desk, **payment, refund);
  if (!applied) return tl::unexpected(applied.error());
  if (!*applied) return Booked{Booking::conflict, std::nullopt, kMoreThanIsLeft};
  if (!(*payment)->bill) return Booked{Booking::taken, std::nullopt, ""};
  auto bill = desk.writer.bill((*payment)->bill->account, (*payment)->bill->period);
  if (!bill) return tl::unexpected(bill.error());
  if (!*bill) return base::fail(base::ErrorCode::corrupt, "a payment stands at a bill that isn't there");
  auto open = BillBooks::open(desk, std::move(**bill));
  if (!open) return tl::unexpected(open.error());
  auto entered =
      open->enter(store::BillEntryKind::refund, -refund.amount_fen, refund.payment, refund.at, refund.reason);
  if (!entered) return tl::unexpected(entered.error());
  auto closed = open->close();
  if (!closed) return tl::unexpected(closed.error());
  return Booked{Booking::taken, std::move(*closed), ""};
}

}  // namespace gridboard::desk
