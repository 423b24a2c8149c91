// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/charge_late_fees.hpp"

#include <algorithm>
#include <vector>

#include "sync/desk/centre_settings.hpp"
#include "sync/store/payments.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

constexpr std::size_t kBillsPerRead = 5000;

void add(const model::Bill& bill, const model::LateFeeRule& rule, std::vector<store::LateFeeDay>& days) {
  for (store::LateFeeDay& day : days) {
    const std::int64_t fee_fen = model::late_fee_fen(rule, bill, day.day);
    if (fee_fen == 0) continue;
    ++day.bills;
    day.fee_fen += fee_fen;
  }
}

}  // namespace

Result<std::size_t> charge_late_fees(store::Store& store, const model::Rules& rules, base::Instant now) {
  std::vector<store::LateFeeDay> days;
  const auto begun = store.read([&](store::Reader& reader) -> Result<void> {
    const auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    const base::Date today = base::date_of(now, settings->zone);
    const auto newest = reader.payments().late_fee_days(1);
    if (!newest) return tl::unexpected(newest.error());
    const int missed = newest->empty() ? 1 : base::days_between(newest->front().day, today);
    days.clear();
    for (int back = std::min(missed, kMostDaysMadeUpFor) - 1; back >= 0; --back) {
      days.push_back({base::add_days(today, -back), 0, 0, now});
    }
    return {};
  });
  if (!begun) return tl::unexpected(begun.error());
  if (days.empty()) return std::size_t{0};
  std::string after;
  for (bool more = true; more;) {
    std::vector<model::Bill> bills;
    const auto read = store.read([&](store::Reader& reader) -> Result<void> {
      auto page = reader.open_bills_due_before(days.back().day, after, kBillsPerRead);
      if (!page) return tl::unexpected(page.error());
      bills = std::move(*page);
      return {};
    });
    if (!read) return tl::unexpected(read.error());
    for (const model::Bill& bill : bills) add(bill, rules.late_fee, days);
    // The last account of a page is complete.
    more = bills.size() >= kBillsPerRead;
    if (more) after = bills.back().account;
  }
  const auto written = store.write([&](store::Writer& writer) -> Result<void> {
    for (const store::LateFeeDay& day : days) {
      if (auto put = writer.write_payments().put(day); !put) return put;
    }
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return days.size();
}

}  // namespace gridboard::desk
