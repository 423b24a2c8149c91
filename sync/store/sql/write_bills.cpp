// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "sync/model/known_bill.hpp"
#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/lists.hpp"
#include "sync/store/sql/sql_writer.hpp"

namespace gridboard::store {

namespace {

constexpr std::size_t kColumnCount = 19;
const std::string kInto = std::string("INSERT INTO bill (") + kBillColumns + kDisputeColumns + ")";
const std::string kOrUpdate =
    " ON CONFLICT (id) DO "
    "UPDATE SET bill_no = excluded.bill_no, read_from = excluded.read_from, read_to = excluded.read_to, "
    "reading_from = excluded.reading_from, reading_to = excluded.reading_to, energy = excluded.energy, "
    "peak = excluded.peak, valley = excluded.valley, year_to_date = excluded.year_to_date, tariff = excluded.tariff, "
    "lines = excluded.lines, amount = excluded.amount, due = excluded.due, status = excluded.status, "
    "paid = excluded.paid, paid_at = excluded.paid_at, fee_free_days = excluded.fee_free_days, "
    "disputed_on = excluded.disputed_on";
const std::string kUpsert = kInto + " VALUES " + parameters_of(1, kColumnCount) + kOrUpdate;

}  // namespace

Result<std::int64_t> SqlWriter::tariff_number(std::string_view id) {
  if (const auto known = tariff_numbers_.find(id); known != tariff_numbers_.end()) return known->second;
  if (auto added = execute("INSERT INTO tariff (id) VALUES (?1) ON CONFLICT (id) DO NOTHING", id); !added) {
    return tl::unexpected(added.error());
  }
  auto statement = query("SELECT number FROM tariff WHERE id = ?1", id);
  if (!statement) return tl::unexpected(statement.error());
  const auto row = (*statement)->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return base::fail(base::ErrorCode::internal, "a tariff was not kept");
  return tariff_numbers_.emplace(std::string(id), (*statement)->integer(0)).first->second;
}

Result<void> SqlWriter::bind_bill(SqlStatement& row, int at, const model::Bill& bill) {
  const auto id = bill_id(bill.account, bill.period);
  if (!id) return base::fail(base::ErrorCode::invalid_input, "a bill needs an account of 10 or 13 digits and a period");
  auto tariff = tariff_number(bill.tariff_id);
  if (!tariff) return tl::unexpected(tariff.error());
  std::string lines;
  append_lines(bill.lines, lines);
  row.bind(at, *id);
  bind_bill_number(row, at + 1, bill.bill_no);
  row.bind(at + 2, to_column(bill.read_from));
  row.bind(at + 3, to_column(bill.read_to));
  row.bind(at + 4, bill.reading_from_wh);
  row.bind(at + 5, bill.reading_to_wh);
  row.bind(at + 6, bill.energy_wh);
  row.bind(at + 7, bill.peak_wh);
  row.bind(at + 8, bill.valley_wh);
  row.bind(at + 9, bill.year_to_date_wh);
  row.bind(at + 10, *tariff);
  row.bind_blob(at + 11, lines);
  row.bind(at + 12, bill.amount_fen);
  row.bind(at + 13, to_column(bill.due));
  row.bind(at + 14, to_column(bill.status));
  row.bind(at + 15, bill.paid_fen);
  row.bind(at + 16, to_column(bill.paid_at));
  row.bind(at + 17, bill.fee_free_days);
  row.bind(at + 18, to_column(bill.disputed_on));
  return {};
}

Result<bool> SqlWriter::upsert(const model::Bill& bill) {
  auto statement = connection_.statement(kUpsert);
  if (!statement) return tl::unexpected(statement.error());
  if (auto bound = bind_bill(**statement, 1, bill); !bound) return tl::unexpected(bound.error());
  auto done = (*statement)->run();
  if (!done && done.error().code == base::ErrorCode::conflict) {
    done.error().message = "bill number " + bill.bill_no + " belongs to another bill";
  }
  if (!done) return tl::unexpected(done.error());
  return true;
}

Result<bool> SqlWriter::put(const model::Bill& bill) {
  auto stored = this->bill(bill.account, bill.period);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored && **stored == bill) return false;
  return upsert(bill);
}

Result<void> SqlWriter::put_bills(const std::vector<model::Bill>& bills) {
  // In the order of the table's pages, and none twice, which one statement couldn't take.
  std::vector<std::pair<std::int64_t, const model::Bill*>> each;
  for (const model::Bill& bill : bills) {
    each.emplace_back(bill_id(bill.account, bill.period).value_or(-1), &bill);
    if (const auto known = tariff_number(bill.tariff_id); !known) return tl::unexpected(known.error());
  }
  std::stable_sort(each.begin(), each.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  std::vector<const model::Bill*> last;
  for (std::size_t i = 0; i < each.size(); ++i) {
    const bool again = i + 1 < each.size() && each[i].first >= 0 && each[i].first == each[i + 1].first;
    if (!again) last.push_back(each[i].second);
  }
  auto done =
      insert_rows(connection_, kInto, kOrUpdate, kColumnCount, last,
                  [this](SqlStatement& row, int at, const model::Bill* bill) { return bind_bill(row, at, *bill); });
  // So that a failure is told here.
  if (auto asked = done ? query("SELECT 1") : tl::unexpected(done.error()); !asked) {
    done = tl::unexpected(asked.error());
  } else if (const auto row = (*asked)->step(); !row) {
    done = tl::unexpected(row.error());
  }
  if (!done && done.error().code == base::ErrorCode::conflict) {
    done.error().message = "a bill number belongs to another bill";
  }
  return done;
}

Result<bool> SqlWriter::merge_pending(const PendingBill& pending, const PackedBillBatch& batch,
                                      const EncodeBill& encode) {
  auto row = batch.bill(pending);
  if (!row) return tl::unexpected(row.error());
  auto stored = bill(row->account, row->period);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored) model::keep_what_is_known(**stored, *row);
  if (*stored && **stored == *row) return false;
  if (auto done = upsert(*row); !done) return done;
  if (*stored && (*stored)->paid_fen != row->paid_fen) {
    if (auto kept = payments_.told_by_file(**stored, *row); !kept) return tl::unexpected(kept.error());
  }
  auto body = encode(*row);
  if (!body) return tl::unexpected(body.error());
  std::string key;
  write_bill_key(pending.id, key);
  if (auto done = publish(batch.logs()[pending.log], key, batch.audience(pending), *body); !done) {
    return tl::unexpected(done.error());
  }
  return true;
}

}  // namespace gridboard::store
