// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/lists.hpp"
#include "sync/store/sql/sql_reader.hpp"

namespace gridboard::store {

namespace {

const std::string kColumns = std::string("SELECT ") + kBillColumns + kDisputeColumns;
const std::string kSelect = kColumns + " FROM bill ";

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

Result<std::vector<model::Bill>> SqlReader::read_bills(SqlStatement& row) {
  std::vector<model::Bill> bills;
  while (true) {
    const auto more = row.step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return bills;
    const std::int64_t id = row.integer(0);
    model::Bill bill;
    bill.account = account_text(account_of_bill(id));
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
  return read_bills(**statement).map(first);
}

Result<std::vector<model::Bill>> SqlReader::bills_at(const std::vector<BillKey>& keys) {
  const std::vector<std::int64_t> ids = bill_ids(keys);
  if (ids.empty()) return std::vector<model::Bill>();
  auto statement = query(kColumns + from_each_of(ListOf::numbers, connection_.dialect(), "bill", "id", for_update_) +
                         " ORDER BY id");
  if (!statement) return tl::unexpected(statement.error());
  (*statement)->bind_list(1, ids);
  return read_bills(**statement);
}

Result<std::optional<model::Bill>> SqlReader::bill_numbered(std::string_view bill_no) {
  auto statement = query(kSelect + "WHERE bill_no = ?1");
  if (!statement) return tl::unexpected(statement.error());
  bind_bill_number(**statement, 1, bill_no);
  return read_bills(**statement).map(first);
}

Result<std::vector<model::Bill>> SqlReader::bills_of(std::string_view account) {
  const auto number = account_column(account);
  if (!number) return std::vector<model::Bill>();
  auto statement = query(kSelect + "WHERE id >= ?1 AND id < ?2 ORDER BY id DESC", first_bill_id(*number),
                         first_bill_id(*number + 1));
  if (!statement) return tl::unexpected(statement.error());
  return read_bills(**statement);
}

// Behind the account of the last of so many: PostgreSQL would send all that follows, whoever stops reading.
Result<std::int64_t> SqlReader::end_of_accounts(const std::string& open, std::int64_t after, base::Date day,
                                                std::size_t limit) {
  constexpr std::int64_t kBehindAll = std::numeric_limits<std::int64_t>::max();
  if (limit == 0) return after;
  auto statement = query("SELECT id FROM bill " + open + " LIMIT 1 OFFSET ?4", after, to_column(day), kBehindAll,
                         static_cast<std::uint64_t>(limit - 1));
  if (!statement) return tl::unexpected(statement.error());
  std::int64_t upto = kBehindAll;
  auto read =
      each_row(**statement, [&](const SqlRow& row) { upto = first_bill_id(account_of_bill(row.integer(0)) + 1); });
  if (!read) return tl::unexpected(read.error());
  return upto;
}

Result<std::vector<model::Bill>> SqlReader::open_bills_due_before(base::Date day, std::string_view after_account,
                                                                  std::size_t limit) {
  std::int64_t after = -1;
  if (!after_account.empty()) {
    const auto number = account_column(after_account);
    if (!number) return base::fail(base::ErrorCode::invalid_input, "not an account number to go on after");
    after = first_bill_id(*number + 1) - 1;
  }
  const std::string open = std::string(connection_.dialect().by_open_bills) +
                           "WHERE status IN (0, 2) AND id > ?1 AND due < ?2 AND id < ?3 ORDER BY id";
  const auto upto = end_of_accounts(open, after, day, limit);
  if (!upto) return tl::unexpected(upto.error());
  auto statement = query(kSelect + open, after, to_column(day), *upto);
  if (!statement) return tl::unexpected(statement.error());
  return read_bills(**statement);
}

}  // namespace gridboard::store
