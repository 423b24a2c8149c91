// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/bill_books.hpp"

#include <algorithm>

#include "sync/desk/feed_records.hpp"

namespace gridboard::desk {

using base::Result;
using store::BillEntryKind;

namespace {

bool is_of_credit(BillEntryKind kind) {
  return kind == BillEntryKind::to_credit || kind == BillEntryKind::of_credit;
}

Result<std::vector<model::ReceivedMoney>> received_for(store::Reader& reader, const model::Bill& bill,
                                                       base::Zone zone) {
  const store::BillKey key{bill.account, bill.period};
  const auto payments = reader.payments().payments_of(key);
  if (!payments) return tl::unexpected(payments.error());
  const auto disputes = reader.payments().disputes_of(key);
  if (!disputes) return tl::unexpected(disputes.error());
  std::vector<model::ReceivedMoney> received;
  for (const store::Payment& payment : *payments) {
    const base::Date day = base::date_of(payment.at, zone);
    received.push_back({payment.at, payment.left_fen(), fee_free_days_since(*disputes, std::max(bill.due, day), zone)});
  }
  return received;
}

struct Sums {
  std::int64_t all_fen = 0, told_fen = 0;
  bool any = false;
};

Result<Sums> sums_of(store::Reader& reader, const store::BillKey& bill) {
  const auto entries = reader.payments().entries_of(bill);
  if (!entries) return tl::unexpected(entries.error());
  Sums sums;
  sums.any = !entries->empty();
  for (const store::BillEntry& entry : *entries) {
    sums.all_fen += entry.amount_fen;
    if (entry.payment.empty() && !is_of_credit(entry.kind)) sums.told_fen += entry.amount_fen;
  }
  return sums;
}

}  // namespace

int fee_free_days_since(const std::vector<store::BillDispute>& disputes, base::Date day, base::Zone zone) {
  int days = 0;
  for (const store::BillDispute& dispute : disputes) {
    if (!dispute.ended_at) continue;
    const base::Date opened = base::date_of(dispute.opened_at, zone), ended = base::date_of(*dispute.ended_at, zone);
    days += std::max(0, base::days_between(std::max(opened, day), ended));
  }
  return days;
}

Result<BillBooks> BillBooks::open(const BooksDesk& desk, model::Bill bill) {
  BillBooks books(desk, std::move(bill));
  const auto sums = sums_of(desk.writer, books.key());
  if (!sums) return tl::unexpected(sums.error());
  books.sum_fen_ = sums->all_fen;
  books.told_fen_ = sums->told_fen;
  const std::int64_t told_fen = books.bill_.paid_fen - books.sum_fen_;
  if (told_fen == 0) return books;
  const auto kind = sums->any ? BillEntryKind::told_by_file : BillEntryKind::opening;
  if (auto entered = books.enter(kind, told_fen, "", books.bill_.paid_at.value_or(desk.now)); !entered) {
    return tl::unexpected(entered.error());
  }
  return books;
}

Result<void> BillBooks::enter(BillEntryKind kind, std::int64_t amount_fen, std::string_view payment, base::Instant at,
                              std::string_view note) {
  store::BillEntry entry;
  entry.kind = kind;
  entry.amount_fen = amount_fen;
  entry.bill_no = bill_.bill_no;
  entry.payment = payment;
  entry.at = at;
  entry.noted_at = desk_->now;
  entry.who = desk_->who;
  entry.note = note;
  sum_fen_ += amount_fen;
  if (payment.empty() && !is_of_credit(kind)) told_fen_ += amount_fen;
  return desk_->writer.write_payments().add_entry(key(), entry);
}

void BillBooks::stand(const model::Settlement& settlement) {
  bill_.paid_fen = settlement.paid_fen;
  if (bill_.status == model::BillStatus::corrected) return;
  if (settlement.settled) {
    bill_.status = model::BillStatus::paid;
    if (settlement.settled_at) bill_.paid_at = settlement.settled_at;
    return;
  }
  bill_.paid_at.reset();
  // What only its file calls disputed stays so.
  const bool disputed = bill_.disputed_on || bill_.status == model::BillStatus::disputed;
  bill_.status = disputed ? model::BillStatus::disputed : model::BillStatus::unpaid;
}

Result<model::Bill> BillBooks::close() {
  auto received = received_for(desk_->writer, bill_, desk_->settings.zone);
  if (!received) return tl::unexpected(received.error());
  settlement_ = model::settle(bill_, desk_->rules.late_fee, told_fen_, std::move(*received), desk_->settings.zone);
  const std::int64_t beyond_fen = sum_fen_ - settlement_.paid_fen;
  if (beyond_fen != 0) {
    const auto kind = beyond_fen > 0 ? BillEntryKind::to_credit : BillEntryKind::of_credit;
    if (auto entered = enter(kind, -beyond_fen, "", desk_->now); !entered) return tl::unexpected(entered.error());
  }
  auto credited = desk_->writer.write_payments().put_credit({key(), settlement_.credit_fen, desk_->now});
  if (!credited) return tl::unexpected(credited.error());
  stand(settlement_);
  if (auto put = desk_->writer.put(bill_); !put) return tl::unexpected(put.error());
  if (auto told = publish_bill(desk_->writer, desk_->settings, desk_->rules, bill_, desk_->now); !told) {
    return tl::unexpected(told.error());
  }
  return bill_;
}

Result<model::Settlement> settlement_of(store::Reader& reader, const model::Bill& bill, const model::LateFeeRule& rule,
                                        base::Zone zone) {
  const store::BillKey key{bill.account, bill.period};
  const auto sums = sums_of(reader, key);
  if (!sums) return tl::unexpected(sums.error());
  auto received = received_for(reader, bill, zone);
  if (!received) return tl::unexpected(received.error());
  const std::int64_t told_fen = sums->told_fen + bill.paid_fen - sums->all_fen;
  return model::settle(bill, rule, told_fen, std::move(*received), zone);
}

}  // namespace gridboard::desk
