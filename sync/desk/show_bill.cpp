// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/show_bill.hpp"

#include "sync/desk/centre_settings.hpp"
#include "sync/desk/payment_offer.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

Result<model::Bill> wanted_bill(store::Reader& reader, const std::string& account,
                                const std::optional<base::Month>& period) {
  if (period) {
    auto bill = reader.bill(account, *period);
    if (!bill) return tl::unexpected(bill.error());
    if (*bill) return std::move(**bill);
    return fail(ErrorCode::not_found, "account " + account + " has no bill for " + base::format_month(*period));
  }
  auto bills = reader.bills_of(account);
  if (!bills) return tl::unexpected(bills.error());
  if (bills->empty()) return fail(ErrorCode::not_found, "account " + account + " has no bills");
  return std::move(bills->front());
}

}  // namespace

Result<BillView> show_bill(store::Store& store, const ShowBill& wanted, const model::Rules& rules,
                           const base::Clock& clock) {
  const base::Instant now = clock.now();
  BillView view;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    auto household = resolve_household(reader, wanted.household);
    if (!household) return tl::unexpected(household.error());
    auto place = place_in_words(reader, household->unit_path);
    if (!place) return tl::unexpected(place.error());
    auto bill = wanted_bill(reader, household->account, wanted.period);
    if (!bill) return tl::unexpected(bill.error());
    auto payment = payment_offer(*bill, rules, payment_codes_of(*settings).get(), now, settings->zone);
    if (!payment) return tl::unexpected(payment.error());
    view.household = std::move(*household);
    view.place = std::move(*place);
    view.bill = std::move(*bill);
    view.payment = std::move(*payment);
    const base::Date today = base::date_of(now, settings->zone);
    view.payable_fen = model::payable_fen(view.bill, rules.late_fee, today);
    view.standing = model::standing(view.bill, today, rules.due_soon_days);
    const bool settled =
        view.bill.status == model::BillStatus::paid || view.bill.status == model::BillStatus::corrected;
    if (!settled) {
      view.late_fee_fen = model::late_fee_fen(rules.late_fee, view.bill, today);
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return view;
}

}  // namespace gridboard::desk
