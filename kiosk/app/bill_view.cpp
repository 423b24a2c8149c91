// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/bill_view.hpp"

#include <algorithm>
#include <map>

#include "sync/base/log.hpp"
#include "sync/model/household.hpp"
#include "sync/model/payment_code.hpp"
#include "sync/model/payment_link.hpp"

namespace gridboard::kiosk::app {
namespace {

constexpr std::size_t kMonthsShown = 12;

using EnergyByMonth = std::map<base::Month, std::int64_t>;

EnergyByMonth energies_of(const std::vector<wire::BillRecord>& bills) {
  EnergyByMonth energies;
  for (const wire::BillRecord& record : bills) {
    if (record.bill.status != model::BillStatus::corrected) energies[record.bill.period] = record.bill.energy_wh;
  }
  return energies;
}

std::optional<std::int64_t> energy_in(const EnergyByMonth& energies, base::Month month) {
  const auto found = energies.find(month);
  return found == energies.end() ? std::nullopt : std::optional(found->second);
}

// Up to the month of the bill that is shown, so that its bar is the last.
std::vector<state::UsageMonth> usage_months(const EnergyByMonth& energies, base::Month last) {
  std::vector<state::UsageMonth> months;
  for (auto at = energies.rbegin(); at != energies.rend() && months.size() < kMonthsShown; ++at) {
    if (at->first > last) continue;
    months.push_back({at->first, at->second, energy_in(energies, at->first - std::chrono::years(1)).value_or(-1)});
  }
  std::reverse(months.begin(), months.end());
  return months;
}

const wire::BillRecord* choose(const std::vector<wire::BillRecord>& bills, std::optional<base::Month> period) {
  for (const wire::BillRecord& record : bills) {
    // Of a corrected bill the correction is the one that counts.
    if (period && record.bill.period == *period && record.bill.status != model::BillStatus::corrected) return &record;
  }
  for (const wire::BillRecord& record : bills) {
    if (period && record.bill.period == *period) return &record;
  }
  return bills.empty() ? nullptr : &bills.front();
}

void add_tariff(state::BillView& view, const model::Bill& bill, const model::TariffBook& tariffs) {
  const model::Tariff* tariff = tariffs.in_force(bill.tariff_id, bill.read_to);
  if (!tariff) return;
  view.tariff_name = tariff->name;
  view.time_of_use = tariff->time_of_use;
  view.tier_is_annual = tariff->tier_period == model::TierPeriod::year;
  view.tier_used_wh = view.tier_is_annual ? bill.year_to_date_wh : bill.energy_wh;
  for (const model::Tier& tier : tariff->tiers) {
    if (tier.up_to_wh > 0) view.tier_bounds_wh.push_back(tier.up_to_wh);
  }
}

void add_payment(state::BillView& view, const wire::BillRecord& record, base::Instant now) {
  view.payment_payload = showable_payment(record, view.payable_fen, now);
  if (!record.payment || view.payable_fen <= 0) return;
  view.payment_expired = now >= record.payment->expires_at;
  if (!view.payment_payload.empty()) view.payment_expires = record.payment->expires_at;
}

}  // namespace

std::string payment_problem(const wire::BillRecord& record) {
  if (!record.payment) return {};
  if (model::looks_like_payment_link(record.payment->payload)) {
    const auto link = model::parse_payment_link(record.payment->payload);
    if (!link) return link.error().message;
    if (link->bill_no != record.bill.bill_no) return "made for another bill";
    if (link->amount_fen != record.payment->amount_fen) return "another amount than the record's";
    if (link->until != record.payment->expires_at) return "another expiry than the record's";
    return {};
  }
  const auto code = model::parse_payment_code(record.payment->payload);
  if (!code) return code.error().message;
  if (code->bill_no != record.bill.bill_no) return "made for another bill";
  if (code->amount_fen != record.payment->amount_fen) return "another amount than the record's";
  return {};
}

std::string showable_payment(const wire::BillRecord& record, std::int64_t payable_fen, base::Instant now) {
  if (!record.payment || payable_fen <= 0 || now >= record.payment->expires_at) return {};
  std::string problem = payment_problem(record);
  if (problem.empty() && record.payment->amount_fen != payable_fen) problem = "another amount than is to be paid";
  if (problem.empty()) return record.payment->payload;
  base::log_event(base::LogLevel::warning, "payment_code.refused", {{"reason", problem}});
  return {};
}

state::BillView make_bill_view(const BillSource& source, std::optional<base::Month> period, const model::Rules& rules,
                               const model::TariffBook& tariffs, base::Instant now, base::Zone zone) {
  state::BillView view;
  view.account = source.household.account;
  view.masked_name = source.details.masked_name;
  view.masked_phone = source.details.masked_phone;
  view.account_tail = model::mask_account(source.household.account);
  view.place_and_door =
      source.place_words.empty() ? source.household.door : source.place_words + " " + source.household.door;
  const wire::BillRecord* shown = choose(source.bills, period);
  if (!shown) return view;
  const base::Date today = base::date_of(now, zone);
  const model::Bill& bill = shown->bill;
  view.bill = bill;
  view.standing = model::standing(bill, today, rules.due_soon_days);
  view.payable_fen = model::payable_fen(bill, rules.late_fee, today);
  view.late_fee_fen = view.payable_fen > 0 ? model::late_fee_fen(rules.late_fee, bill, today) : 0;
  view.days_left = base::days_between(today, bill.due);
  // A clock that is wrong would take an expired code for a good one.
  if (!source.clock_doubtful) add_payment(view, *shown, now);
  add_tariff(view, bill, tariffs);
  const EnergyByMonth energies = energies_of(source.bills);
  view.last_month_wh = energy_in(energies, bill.period - std::chrono::months(1));
  view.last_year_wh = energy_in(energies, bill.period - std::chrono::years(1));
  view.months = usage_months(energies, bill.period);
  for (const wire::BillRecord& record : source.bills) {
    if (&record == shown) continue;
    const std::int64_t payable = model::payable_fen(record.bill, rules.late_fee, today);
    view.earlier.push_back(record.bill);
    view.earlier_payable_fen.push_back(std::max<std::int64_t>(payable, 0));
    if (payable > 0 && record.bill.period != bill.period) view.open_periods.push_back(record.bill.period);
  }
  return view;
}

}  // namespace gridboard::kiosk::app
