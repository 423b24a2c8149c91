// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/look_at_bills.hpp"

#include <chrono>

#include "sync/desk/audit.hpp"
#include "sync/desk/bill_books.hpp"
#include "sync/desk/payment_offer.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

// Of one page, which may be a short one: whoever waits for it goes on from there.
constexpr int kMostSearches = 4;
constexpr std::chrono::milliseconds kSearchesBegunWithin{80};
constexpr std::size_t kLateFeeDaysShown = 62;

}  // namespace

Result<ListedBill> listed_bill(store::Reader& reader, const model::Rules& rules, model::Bill bill, base::Date today) {
  ListedBill listed;
  listed.payable_fen = model::payable_fen(bill, rules.late_fee, today);
  const bool open = bill.status == model::BillStatus::unpaid || bill.status == model::BillStatus::disputed;
  listed.late_fee_fen = open ? model::late_fee_fen(rules.late_fee, bill, today) : 0;
  listed.standing = model::standing(bill, today, rules.due_soon_days);
  const auto credit = reader.payments().credit_of({bill.account, bill.period});
  if (!credit) return tl::unexpected(credit.error());
  if (*credit) listed.credit_fen = (*credit)->amount_fen;
  const auto household = reader.household(bill.account);
  if (!household) return tl::unexpected(household.error());
  if (*household) {
    listed.unit_path = (*household)->unit_path;
    listed.door = (*household)->door;
  }
  listed.bill = std::move(bill);
  return listed;
}

Result<BillPage> list_bills(store::Reader& reader, const model::Rules& rules, const store::BillFilter& wanted) {
  BillPage page;
  store::BillFilter filter = wanted;
  const auto begun = std::chrono::steady_clock::now();
  for (int search = 0; search < kMostSearches; ++search) {
    filter.limit = wanted.limit - page.bills.size();
    const auto found = reader.payments().bills_listed(filter);
    if (!found) return tl::unexpected(found.error());
    for (const store::BillKey& key : found->bills) {
      auto bill = reader.bill(key.account, key.period);
      if (!bill) return tl::unexpected(bill.error());
      if (!*bill) continue;
      auto listed = listed_bill(reader, rules, std::move(**bill), wanted.today);
      if (!listed) return tl::unexpected(listed.error());
      page.bills.push_back(std::move(*listed));
    }
    page.next = found->looked_upto;
    page.next_unit = found->looked_unit;
    page.next_door = found->looked_door;
    if (!page.next || page.bills.size() >= wanted.limit) break;
    if (std::chrono::steady_clock::now() - begun > kSearchesBegunWithin) break;
    filter.after = page.next;
    filter.after_unit = page.next_unit;
    filter.after_door = page.next_door;
  }
  return page;
}

Result<ShownBill> look_at_bill(const BillDesk& desk, const std::string& bill_no) {
  ShownBill shown;
  const auto read = desk.store.read([&](store::Reader& reader) -> Result<void> {
    shown = {};
    auto bill = bill_for(desk, reader, "showBill", bill_no);
    if (!bill) return tl::unexpected(bill.error());
    const auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    const base::Date today = base::date_of(desk.now, settings->zone);
    const store::BillKey key{bill->account, bill->period};
    store::PaymentReader& books = reader.payments();
    auto household = reader.household(bill->account);
    if (!household) return tl::unexpected(household.error());
    if (*household) {
      shown.household = std::move(**household);
      shown.household.name = model::mask_name(shown.household.name);
      shown.household.phone = model::mask_phone(shown.household.phone);
    }
    auto code = payment_offer(*bill, desk.rules, payment_codes_of(*settings).get(), desk.now, settings->zone);
    if (!code) return tl::unexpected(code.error());
    shown.code = std::move(*code);
    auto providers = books.providers();
    if (!providers) return tl::unexpected(providers.error());
    for (const store::PaymentProvider& provider : *providers) {
      if (shown.pay_url.empty()) shown.pay_url = provider.pay_url;
    }
    shown.providers = std::move(*providers);
    auto settlement = settlement_of(reader, *bill, desk.rules.late_fee, settings->zone);
    if (!settlement) return tl::unexpected(settlement.error());
    shown.settlement = *settlement;
    auto entries = books.entries_of(key);
    if (!entries) return tl::unexpected(entries.error());
    shown.entries = std::move(*entries);
    auto payments = books.payments_of(key);
    if (!payments) return tl::unexpected(payments.error());
    for (store::Payment& payment : *payments) {
      auto refunds = books.refunds_of(payment.id);
      if (!refunds) return tl::unexpected(refunds.error());
      shown.payments.push_back({std::move(payment), std::move(*refunds)});
    }
    auto disputes = books.disputes_of(key);
    if (!disputes) return tl::unexpected(disputes.error());
    shown.disputes = std::move(*disputes);
    auto replaced = books.voided_bills_of(key);
    if (!replaced) return tl::unexpected(replaced.error());
    shown.replaced = std::move(*replaced);
    const bool open = bill->status == model::BillStatus::unpaid || bill->status == model::BillStatus::disputed;
    const base::Date last = settlement->settled_at ? base::date_of(*settlement->settled_at, settings->zone) : today;
    if (open || settlement->late_fee_fen > 0) {
      shown.late_fees = model::late_fees_by_day(*bill, desk.rules.late_fee, last, kLateFeeDaysShown);
    }
    auto listed = listed_bill(reader, desk.rules, std::move(*bill), today);
    if (!listed) return tl::unexpected(listed.error());
    shown.listed = std::move(*listed);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return shown;
}

Result<model::Household> show_holder(const BillDesk& desk, const std::string& bill_no) {
  model::Household holder;
  const auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    const auto bill = bill_for(desk, writer, "showBillHolder", bill_no);
    if (!bill) return tl::unexpected(bill.error());
    auto household = writer.household(bill->account);
    if (!household) return tl::unexpected(household.error());
    if (!*household) return base::fail(base::ErrorCode::not_found, std::string(kNoSuchBill));
    holder = std::move(**household);
    return note(writer, desk.actor, {"showBillHolder", bill->bill_no, holder.unit_path, "", ""}, desk.now);
  });
  if (!written) return tl::unexpected(written.error());
  return holder;
}

}  // namespace gridboard::desk
