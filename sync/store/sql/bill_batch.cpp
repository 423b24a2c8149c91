// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sql/bill_batch.hpp"

#include <algorithm>

#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/columns.hpp"

namespace gridboard::store {

namespace {

template <class Number>
Number number_in(std::vector<std::string>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<Number>(found - names.begin());
  names.emplace_back(name);
  return static_cast<Number>(names.size() - 1);
}

}  // namespace

Result<void> PackedBillBatch::add(const model::Bill& bill, std::string_view log, std::string_view audience,
                                  std::string_view body, std::size_t row) {
  const auto id = bill_id(bill.account, bill.period);
  if (!id) return base::fail(base::ErrorCode::invalid_input, "a bill needs an account of 10 or 13 digits and a period");
  PendingBill pending;
  pending.id = *id;
  pending.row = static_cast<std::uint32_t>(row);
  pending.reading_from_wh = bill.reading_from_wh;
  pending.reading_to_wh = bill.reading_to_wh;
  pending.energy_wh = bill.energy_wh;
  pending.peak_wh = bill.peak_wh;
  pending.valley_wh = bill.valley_wh;
  pending.year_to_date_wh = bill.year_to_date_wh;
  pending.amount_fen = bill.amount_fen;
  pending.paid_fen = bill.paid_fen;
  pending.paid_at = bill.paid_at ? to_column(*bill.paid_at) : kNeverPaid;
  pending.read_from = static_cast<std::int32_t>(to_column(bill.read_from));
  pending.read_to = static_cast<std::int32_t>(to_column(bill.read_to));
  pending.due = static_cast<std::int32_t>(to_column(bill.due));
  pending.status = static_cast<std::uint8_t>(bill.status);
  pending.tariff = number_in<std::uint16_t>(tariffs_, bill.tariff_id);
  auto log_number = log_numbers_.find(log);
  if (log_number == log_numbers_.end()) {
    logs_.emplace_back(log);
    log_number = log_numbers_.emplace(std::string(log), static_cast<std::uint32_t>(logs_.size() - 1)).first;
  }
  pending.log = log_number->second;

  pending.bytes_at = bytes_.size();
  pending.bill_number = bill_number_column(bill.bill_no).value_or(0);
  if (pending.bill_number == 0) {
    bytes_ += bill.bill_no;
    pending.bill_no_size = static_cast<std::uint32_t>(bill.bill_no.size());
  }
  const std::size_t lines_at = bytes_.size();
  append_lines(bill.lines, bytes_);
  pending.lines_size = static_cast<std::uint32_t>(bytes_.size() - lines_at);
  bytes_ += audience;
  pending.audience_size = static_cast<std::uint32_t>(audience.size());
  const std::size_t body_at = bytes_.size();
  if (auto packed = packer_.pack(body, bytes_); !packed) {
    bytes_.resize(pending.bytes_at);
    return packed;
  }
  pending.body_size = static_cast<std::uint32_t>(bytes_.size() - body_at);
  bills_.push_back(pending);
  return {};
}

void PackedBillBatch::clear() {
  bills_.clear();
  bytes_.clear();
}

std::vector<const PendingBill*> PackedBillBatch::in_order() const {
  std::vector<std::pair<std::int64_t, const PendingBill*>> keyed;
  keyed.reserve(bills_.size());
  for (const PendingBill& bill : bills_) keyed.emplace_back(bill.id, &bill);
  std::sort(keyed.begin(), keyed.end());
  std::vector<const PendingBill*> ordered;
  ordered.reserve(keyed.size());
  for (const auto& [id, bill] : keyed) ordered.push_back(bill);
  return ordered;
}

Result<model::Bill> PackedBillBatch::bill(const PendingBill& pending) const {
  auto bill_lines = parse_lines(lines(pending));
  if (!bill_lines) return tl::unexpected(bill_lines.error());
  model::Bill bill;
  bill.account = account_text(account_of_bill(pending.id));
  bill.period = period_of_bill(pending.id);
  bill.bill_no = pending.bill_number != 0 ? std::to_string(pending.bill_number) : std::string(bill_no(pending));
  bill.read_from = date_of_column(pending.read_from);
  bill.read_to = date_of_column(pending.read_to);
  bill.reading_from_wh = pending.reading_from_wh;
  bill.reading_to_wh = pending.reading_to_wh;
  bill.energy_wh = pending.energy_wh;
  bill.peak_wh = pending.peak_wh;
  bill.valley_wh = pending.valley_wh;
  bill.year_to_date_wh = pending.year_to_date_wh;
  bill.tariff_id = tariffs_[pending.tariff];
  bill.lines = std::move(*bill_lines);
  bill.amount_fen = pending.amount_fen;
  bill.due = date_of_column(pending.due);
  bill.status = static_cast<model::BillStatus>(pending.status);
  bill.paid_fen = pending.paid_fen;
  if (pending.paid_at != kNeverPaid) bill.paid_at = base::Instant(std::chrono::milliseconds(pending.paid_at));
  return bill;
}

void write_bill_key(std::int64_t id, std::string& key) {
  const base::Month period = period_of_bill(id);
  int number = static_cast<int>(period.year()) * 100 + static_cast<int>(static_cast<unsigned>(period.month()));
  char digits[6];
  for (int i = 5; i >= 0; --i, number /= 10) digits[i] = static_cast<char>('0' + number % 10);
  key.assign("bill/");
  key += account_text(account_of_bill(id));
  key += '/';
  key.append(digits, sizeof digits);
}

}  // namespace gridboard::store
