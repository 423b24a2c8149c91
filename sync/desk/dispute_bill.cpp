// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/dispute_bill.hpp"

#include "sync/desk/audit.hpp"
#include "sync/desk/bill_books.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

Result<model::Bill> open_dispute(const BillDesk& desk, const std::string& bill_no, const std::string& reason) {
  if (reason.empty()) return fail(ErrorCode::invalid_input, std::string(kReasonNeeded));
  model::Bill disputed;
  const std::string id = base::make_uuid_v7(desk.now, desk.random);
  const auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    if (auto locked = writer.write_payments().lock_books(); !locked) return locked;
    auto bill = bill_for(desk, writer, "openDispute", bill_no);
    if (!bill) return tl::unexpected(bill.error());
    if (bill->status == model::BillStatus::corrected) return fail(ErrorCode::conflict, std::string(kNotDisputable));
    if (bill->disputed_on) return fail(ErrorCode::conflict, std::string(kDisputeStands));
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    store::BillDispute dispute;
    dispute.id = id;
    dispute.bill = {bill->account, bill->period};
    dispute.bill_no = bill->bill_no;
    dispute.opened_at = desk.now;
    dispute.opened_by = desk.actor.name;
    dispute.reason = reason;
    if (auto put = writer.write_payments().put(dispute); !put) return put;
    const BooksDesk books{writer, *settings, desk.rules, desk.now, desk.actor.name};
    auto open = BillBooks::open(books, std::move(*bill));
    if (!open) return tl::unexpected(open.error());
    open->bill().disputed_on = base::date_of(desk.now, settings->zone);
    auto closed = open->close();
    if (!closed) return tl::unexpected(closed.error());
    disputed = std::move(*closed);
    return note(writer, desk.actor, {"openDispute", disputed.bill_no, "", "", money_json("", 0, reason)}, desk.now);
  });
  if (!written) return tl::unexpected(written.error());
  return disputed;
}

Result<model::Bill> end_dispute(const BillDesk& desk, const std::string& bill_no, bool upheld,
                                const std::string& answer) {
  if (answer.empty()) return fail(ErrorCode::invalid_input, std::string(kReasonNeeded));
  model::Bill ended;
  const auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    if (auto locked = writer.write_payments().lock_books(); !locked) return locked;
    auto bill = bill_for(desk, writer, "endDispute", bill_no);
    if (!bill) return tl::unexpected(bill.error());
    auto disputes = writer.payments().disputes_of({bill->account, bill->period});
    if (!disputes) return tl::unexpected(disputes.error());
    if (disputes->empty() || disputes->front().state != store::DisputeState::open || !bill->disputed_on) {
      return fail(ErrorCode::conflict, std::string(kNoDispute));
    }
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    store::BillDispute& dispute = disputes->front();
    dispute.state = upheld ? store::DisputeState::upheld : store::DisputeState::rejected;
    dispute.ended_at = desk.now;
    dispute.ended_by = desk.actor.name;
    dispute.answer = answer;
    if (auto put = writer.write_payments().put(dispute); !put) return put;
    const BooksDesk books{writer, *settings, desk.rules, desk.now, desk.actor.name};
    auto open = BillBooks::open(books, std::move(*bill));
    if (!open) return tl::unexpected(open.error());
    model::Bill& now = open->bill();
    const base::Date today = base::date_of(desk.now, settings->zone);
    // Days before the due date bear no fee anyhow.
    now.fee_free_days += std::max(0, base::days_between(std::max(*now.disputed_on, now.due), today));
    now.disputed_on.reset();
    if (now.status == model::BillStatus::disputed) now.status = model::BillStatus::unpaid;
    auto closed = open->close();
    if (!closed) return tl::unexpected(closed.error());
    ended = std::move(*closed);
    return note(writer, desk.actor,
                {"endDispute", ended.bill_no, "", "", money_json(upheld ? "upheld" : "rejected", 0, answer)}, desk.now);
  });
  if (!written) return tl::unexpected(written.error());
  return ended;
}

}  // namespace gridboard::desk
