// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bills as staff look for them. No search reads the whole table: what no index knows is looked at row by row, at most
// so many a time, and who wants more goes on from there.
#include <algorithm>

#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/path_range.hpp"
#include "sync/store/sql/sql_payments.hpp"
#include "sync/store/sql/where.hpp"

namespace gridboard::store {

namespace {

// Rows, and households with a year or two of bills each, that one search looks at: some tens of milliseconds.
constexpr std::int64_t kBillsLookedAt = 40'000, kHouseholdsLookedAt = 250, kFewLookedAt = 2'000;
constexpr std::int64_t kBillsSummed = 10'000, kHouseholdsSummed = 300;

bool is_everywhere(const BillFilter& filter) {
  return std::any_of(filter.under.begin(), filter.under.end(), [](const std::string& path) { return path.empty(); });
}

std::int64_t months_of(base::Month period) {
  return bill_id("0000000000", period).value_or(0) & 4095;
}

// What of a bill's own row is asked for.
std::string wanted(const BillFilter& filter, const std::string& bill) {
  std::string sql = " 1 = 1";
  if (filter.period) sql += " AND (" + bill + "id & 4095) = " + std::to_string(months_of(*filter.period));
  if (!filter.state) return sql;
  const std::string today = std::to_string(to_column(filter.today));
  switch (*filter.state) {
    case BillState::unpaid:
      return sql + " AND " + bill + "status = 0";
    case BillState::overdue:
      return sql + " AND " + bill + "status = 0 AND " + bill + "due < " + today;
    case BillState::paid:
      return sql + " AND " + bill + "status = 1";
    case BillState::disputed:
      return sql + " AND " + bill + "status = 2";
    case BillState::over_paid:
      break;
  }
  return sql + " AND EXISTS (SELECT 1 FROM bill_credit WHERE bill_credit.bill = " + bill + "id)";
}

// The newest month first; of one month the accounts from the last on.
constexpr std::string_view kNewestFirst = " ORDER BY (id & 4095) DESC, id DESC";

// The rows of which those that are wanted are picked: of an index that knows them all where there is one.
std::string looked_at(const BillFilter& filter, std::string_view by_open_bills, Where& where) {
  std::string table = "bill ";
  const bool open = filter.state == BillState::unpaid || filter.state == BillState::overdue;
  // Only SQLite has to be told.
  if (open) table += by_open_bills;
  if (filter.state == BillState::disputed && !by_open_bills.empty()) table += "INDEXED BY bill_disputed ";
  if (filter.state == BillState::over_paid) table = "(SELECT bill AS id FROM bill_credit) AS credited ";
  if (filter.state == BillState::disputed) where.both("status = 2");
  if (open) where.both("status IN (0, 2)");
  return table;
}

// At or under one of the places.
std::string within(const BillFilter& filter, Where& where) {
  std::string sql;
  for (const std::string& under : filter.under) {
    const PathRange range(under);
    const std::string path = where.parameter(range.path);
    sql += (sql.empty() ? "" : " OR ") + std::string("(unit >= ") + path + " AND unit < " +
           where.parameter(range.upto) + " AND (unit = " + path + " OR unit >= " + where.parameter(range.inside) + "))";
  }
  return sql.empty() ? "1 = 0" : "(" + sql + ")";
}

// Bills of which an index knows all that are wanted: few, whatever their places.
bool are_few(const BillFilter& filter) {
  return filter.state == BillState::disputed || filter.state == BillState::over_paid;
}

// As many of a table as a search looks at, the newest first, behind where it goes on. Of its month and of older ones
// apart: as one condition SQLite would begin at the newest again.
std::string newest_of(const BillFilter& filter, const std::string& columns, const std::string& table, Where& where,
                      std::int64_t rows) {
  const auto part = [&](const std::string& condition, std::string_view order) {
    Where own = where;
    if (!condition.empty()) own.both(condition);
    return "SELECT * FROM (SELECT " + columns + " FROM " + table + own.text() + std::string(order) + " LIMIT " +
           std::to_string(rows) + ") AS part";
  };
  const std::string behind =
      filter.after ? where.parameter(bill_id(filter.after->account, filter.after->period).value_or(-1)) : "";
  if (filter.period) {
    const std::string month = "(id & 4095) = " + where.parameter(months_of(*filter.period));
    return part(behind.empty() ? month : month + " AND id < " + behind, " ORDER BY id DESC");
  }
  if (behind.empty()) return part("", kNewestFirst);
  const std::string month = where.parameter(months_of(filter.after->period));
  return part("(id & 4095) = " + month + " AND id < " + behind, " ORDER BY id DESC") + " UNION ALL " +
         part("(id & 4095) < " + month, kNewestFirst);
}

// A page of all bills. What is looked at in vain is looked at in an index alone.
std::string newest_sql(const BillFilter& filter, std::string_view by_open_bills, Where& where, std::int64_t rows) {
  const bool open = filter.state == BillState::unpaid || filter.state == BillState::overdue;
  const bool told = !by_open_bills.empty();  // only SQLite has to be
  std::string table = looked_at(filter, told && open ? "INDEXED BY bill_open_newest " : by_open_bills, where);
  if (told && (!filter.state || filter.state == BillState::paid)) table += "INDEXED BY bill_newest ";
  const char* columns = filter.state == BillState::over_paid ? "id" : open ? "id, status, due" : "id, status";
  return "SELECT id, CASE WHEN" + wanted(filter, "near.") + " THEN 1 ELSE 0 END, '', '' FROM (" +
         newest_of(filter, columns, table, where, rows) + ") AS near" + std::string(kNewestFirst) + " LIMIT " +
         std::to_string(rows);
}

// Those of an account, newest first; or as many of all as are summed.
std::string everywhere_sql(const BillFilter& filter, std::string_view by_open_bills, Where& where, std::int64_t rows) {
  if (!filter.account.empty()) {
    const std::int64_t account = account_column(filter.account).value_or(-1);
    where.both("id >= " + std::to_string(account < 0 ? -2 : first_bill_id(account)));
    where.both("id < " + std::to_string(account < 0 ? -1 : first_bill_id(account + 1)));
  }
  if (filter.after) {
    where.both("id < " + where.parameter(bill_id(filter.after->account, filter.after->period).value_or(-1)));
  }
  const std::string table = looked_at(filter, by_open_bills, where);
  const bool credits = filter.state == BillState::over_paid;
  std::string sql = "SELECT bill.id, CASE WHEN" + wanted(filter, "bill.") +
                    " THEN 1 ELSE 0 END, '', '', bill.amount, "
                    "bill.paid, 0 FROM (SELECT id" +
                    std::string(credits ? "" : ", status, due, amount, paid") + " FROM " + table + where.text() +
                    " ORDER BY id DESC LIMIT " + std::to_string(rows) + ") AS ";
  return credits ? sql + "few JOIN bill ON bill.id = few.id ORDER BY bill.id DESC" : sql + "bill ORDER BY bill.id DESC";
}

// Few: one after the other, with their households.
std::string few_sql(const BillFilter& filter, std::string_view by_open_bills, Where& where) {
  const std::string table = looked_at(filter, by_open_bills, where);
  const std::string near = "(SELECT id FROM (" + newest_of(filter, "id", table, where, kFewLookedAt) + ") AS newest" +
                           std::string(kNewestFirst) + " LIMIT " + std::to_string(kFewLookedAt) + ") AS few";
  return "SELECT bill.id, CASE WHEN" + wanted(filter, "bill.") + " AND " + within(filter, where) +
         " THEN 1 ELSE 0 END, '', '', bill.amount, bill.paid, 0 FROM " + near +
         " JOIN bill ON bill.id = few.id LEFT JOIN household ON household.account = (bill.id >> 12) ORDER BY "
         "(bill.id & 4095) DESC, bill.id DESC";
}

std::string places_sql(const BillFilter& filter, Where& where, std::int64_t households) {
  where.both(within(filter, where));
  std::string behind;
  if (!filter.after_unit.empty()) {
    const std::string unit = where.parameter(filter.after_unit), door = where.parameter(filter.after_door);
    where.both("(unit, door) >= (" + unit + ", " + door + ")");
    const std::string account = where.parameter(account_column(filter.after->account).value_or(-1));
    const std::string id = where.parameter(bill_id(filter.after->account, filter.after->period).value_or(-1));
    behind = " WHERE unit > " + unit + " OR door > " + door + " OR account > " + account + " OR (account = " + account +
             " AND bill.id < " + id + ")";
  }
  return "SELECT bill.id, CASE WHEN" + wanted(filter, "bill.") +
         " THEN 1 ELSE 0 END, unit, door, bill.amount, bill.paid, account FROM (SELECT account, unit, door FROM "
         "household" +
         where.text() + " ORDER BY unit, door, account LIMIT " + std::to_string(households) +
         ") AS near LEFT JOIN bill ON bill.id >= (account << 12) AND bill.id < ((account + 1) << 12)" + behind +
         " ORDER BY unit, door, account, bill.id DESC";
}

// One search: its statement, and what bounds it.
struct Search {
  std::string sql;
  bool by_place = false;
  std::int64_t rows = 0;  // that it looks at
};

Search search_of(const BillFilter& filter, std::string_view by_open_bills, Where& where, std::int64_t bills,
                 std::int64_t households, bool sums) {
  if (is_everywhere(filter) && filter.account.empty() && !sums) {
    const std::int64_t rows = filter.state ? bills : static_cast<std::int64_t>(filter.limit);
    return {newest_sql(filter, by_open_bills, where, rows), false, rows};
  }
  if (is_everywhere(filter) || !filter.account.empty()) {
    return {everywhere_sql(filter, by_open_bills, where, bills), false, bills};
  }
  if (are_few(filter)) return {few_sql(filter, by_open_bills, where), false, kFewLookedAt};
  return {places_sql(filter, where, households), true, bills};
}

// How far a search has come.
class Looked {
 public:
  explicit Looked(bool by_place) : by_place_(by_place) {}
  void note(const SqlRow& row) {
    ++rows_;
    const std::int64_t account = by_place_ ? row.integer(6) : account_of_bill(row.integer(0));
    households_ += account != last_account_ ? 1 : 0;
    last_account_ = account;
    // A household without bills: behind its first month.
    last_bill_ = row.is_null(0) ? first_bill_id(account) : row.integer(0);
  }
  [[nodiscard]] bool upto(std::int64_t bills, std::int64_t households) const {
    return by_place_ ? households_ >= households : rows_ >= bills;
  }
  [[nodiscard]] BillKey last() const { return {account_text(last_account_), period_of_bill(last_bill_)}; }

 private:
  const bool by_place_;
  std::int64_t rows_ = 0, households_ = 0, last_account_ = -1, last_bill_ = 0;
};

}  // namespace

Result<BillsFound> SqlPayments::bills_listed(const BillFilter& filter) {
  Where where;
  const Search search =
      search_of(filter, connection_.dialect().by_open_bills, where, kBillsLookedAt, kHouseholdsLookedAt, false);
  auto statement = connection_.statement(search.sql);
  if (!statement) return tl::unexpected(statement.error());
  const SqlStatement& row = **statement;
  where.bind_to(**statement);
  BillsFound found;
  Looked looked(search.by_place);
  while (found.bills.size() < filter.limit) {
    const auto more = (*statement)->step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    looked.note(row);
    found.looked_upto = looked.last();
    found.looked_unit = row.string(2);
    found.looked_door = row.string(3);
    if (!row.is_null(0) && row.integer(1) != 0) found.bills.push_back(looked.last());
  }
  const bool cut = found.bills.size() == filter.limit || looked.upto(search.rows, kHouseholdsLookedAt);
  if (!cut) found.looked_upto.reset();
  return found;
}

Result<BillSums> SqlPayments::sum_bills(const BillFilter& filter) {
  BillFilter all = filter;
  all.after.reset();
  all.after_unit.clear();
  Where where;
  const Search search =
      search_of(all, connection_.dialect().by_open_bills, where, kBillsSummed, kHouseholdsSummed, true);
  auto statement = connection_.statement(search.sql);
  if (!statement) return tl::unexpected(statement.error());
  where.bind_to(**statement);
  BillSums sums;
  Looked looked(search.by_place);
  auto done = each_row(**statement, [&](const SqlRow& row) {
    looked.note(row);
    if (row.is_null(0) || row.integer(1) == 0) return;
    ++sums.bills;
    sums.amount_fen += row.integer(4);
    sums.paid_fen += row.integer(5);
  });
  if (!done) return tl::unexpected(done.error());
  sums.whole = !looked.upto(search.rows, kHouseholdsSummed);
  return sums;
}

}  // namespace gridboard::store
