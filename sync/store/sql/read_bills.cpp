// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_reader.hpp"

namespace gridboard::store {

namespace {

const std::string kSelect = std::string("SELECT ") + kBillColumns + kDisputeColumns + " FROM bill ";

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

std::optional<model::Bill> first(std::vector<model::Bill>&& bills) {
  if (bills.empty()) return std::nullopt;
  return std::move(bills.front());
}

}  // namespace

Result<std::string> SqlReader::tariff_id(std::int64_t number) {
  if (const auto known = tariffs_.find(number); known != tariffs_.end()) return known->second;
  auto statement = query("SELECT id FROM tariff WHERE number = ?1", number);
  if (!statement) return tl::unexpected(statement.error());
  const auto row = (*statement)->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return base::fail(base::ErrorCode::corrupt, "a bill names a tariff that isn't there");
  return tariffs_.emplace(number, (*statement)->string(0)).first->second;
}

Result<std::vector<model::Bill>> SqlReader::read_bills(SqlStatement& row, std::size_t limit_of_accounts) {
  std::vector<model::Bill> bills;
  std::int64_t last_account = -1;
  while (true) {
    const auto more = row.step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return bills;
    const std::int64_t id = row.integer(0);
    if (bills.size() >= limit_of_accounts && account_of_bill(id) != last_account) return bills;
    last_account = account_of_bill(id);
    model::Bill bill;
    bill.account = account_text(last_account);
    bill.period = period_of_bill(id);
    bill.bill_no = row.string(1);
    bill.read_from = date_of_column(row.integer(2));
    bill.read_to = date_of_column(row.integer(3));
    bill.reading_from_wh = row.integer(4);
    bill.reading_to_wh = row.integer(5);
    bill.energy_wh = row.integer(6);
    bill.peak_wh = row.integer(7);
    bill.valley_wh = row.integer(8);
    bill.year_to_date_wh = row.integer(9);
    auto tariff = tariff_id(row.integer(10));
    if (!tariff) return tl::unexpected(tariff.error());
    bill.tariff_id = std::move(*tariff);
    auto lines = parse_lines(row.blob(11));
    if (!lines) return tl::unexpected(lines.error());
    bill.lines = std::move(*lines);
    bill.amount_fen = row.integer(12);
    bill.due = date_of_column(row.integer(13));
    bill.status = enum_of<model::BillStatus>(row, 14);
    bill.paid_fen = row.integer(15);
    bill.paid_at = instant_if_any(row, 16);
    bill.fee_free_days = static_cast<int>(row.integer(17));
    if (!row.is_null(18)) bill.disputed_on = date_of_column(row.integer(18));
    bills.push_back(std::move(bill));
  }
}

Result<std::optional<model::Bill>> SqlReader::bill(std::string_view account, base::Month period) {
  const auto id = bill_id(account, period);
  if (!id) return std::optional<model::Bill>();
  auto statement = query(to_change(kSelect + "WHERE id = ?1"), *id);
  if (!statement) return tl::unexpected(statement.error());
  return read_bills(**statement, kNoLimit).map(first);
}

Result<std::optional<model::Bill>> SqlReader::bill_numbered(std::string_view bill_no) {
  auto statement = query(kSelect + "WHERE bill_no = ?1");
  if (!statement) return tl::unexpected(statement.error());
  bind_bill_number(**statement, 1, bill_no);
  return read_bills(**statement, kNoLimit).map(first);
}

Result<std::vector<model::Bill>> SqlReader::bills_of(std::string_view account) {
  const auto number = account_column(account);
  if (!number) return std::vector<model::Bill>();
  auto statement = query(kSelect + "WHERE id >= ?1 AND id < ?2 ORDER BY id DESC", first_bill_id(*number),
                         first_bill_id(*number + 1));
  if (!statement) return tl::unexpected(statement.error());
  return read_bills(**statement, kNoLimit);
}

Result<std::vector<model::Bill>> SqlReader::open_bills_due_before(base::Date day, std::string_view after_account,
                                                                  std::size_t limit) {
  std::int64_t after = -1;
  if (!after_account.empty()) {
    const auto number = account_column(after_account);
    if (!number) return base::fail(base::ErrorCode::invalid_input, "not an account number to go on after");
    after = first_bill_id(*number + 1) - 1;
  }
  auto statement = query(kSelect + std::string(connection_.dialect().by_open_bills) +
                             "WHERE status IN (0, 2) AND id > ?1 AND due < ?2 ORDER BY id",
                         after, to_column(day));
  if (!statement) return tl::unexpected(statement.error());
  return read_bills(**statement, limit);
}

}  // namespace gridboard::store
