// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/known_bill.hpp"
#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_writer.hpp"

namespace gridboard::store {

namespace {

const std::string kInsert =
    std::string("INSERT INTO bill (") + kBillColumns + kDisputeColumns +
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19) "
    "ON CONFLICT (id) DO ";
const std::string kUpsert =
    kInsert +
    "UPDATE SET bill_no = excluded.bill_no, read_from = excluded.read_from, read_to = excluded.read_to, "
    "reading_from = excluded.reading_from, reading_to = excluded.reading_to, energy = excluded.energy, "
    "peak = excluded.peak, valley = excluded.valley, year_to_date = excluded.year_to_date, tariff = excluded.tariff, "
    "lines = excluded.lines, amount = excluded.amount, due = excluded.due, status = excluded.status, "
    "paid = excluded.paid, paid_at = excluded.paid_at, fee_free_days = excluded.fee_free_days, "
    "disputed_on = excluded.disputed_on";

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

Result<bool> SqlWriter::upsert(const model::Bill& bill) {
  const auto id = bill_id(bill.account, bill.period);
  if (!id) return base::fail(base::ErrorCode::invalid_input, "a bill needs an account of 10 or 13 digits and a period");
  auto tariff = tariff_number(bill.tariff_id);
  if (!tariff) return tl::unexpected(tariff.error());
  auto statement = connection_.statement(kUpsert);
  if (!statement) return tl::unexpected(statement.error());
  std::string lines;
  append_lines(bill.lines, lines);
  SqlStatement& row = **statement;
  row.bind(1, *id);
  bind_bill_number(row, 2, bill.bill_no);
  row.bind(3, to_column(bill.read_from));
  row.bind(4, to_column(bill.read_to));
  row.bind(5, bill.reading_from_wh);
  row.bind(6, bill.reading_to_wh);
  row.bind(7, bill.energy_wh);
  row.bind(8, bill.peak_wh);
  row.bind(9, bill.valley_wh);
  row.bind(10, bill.year_to_date_wh);
  row.bind(11, *tariff);
  row.bind_blob(12, lines);
  row.bind(13, bill.amount_fen);
  row.bind(14, to_column(bill.due));
  row.bind(15, to_column(bill.status));
  row.bind(16, bill.paid_fen);
  row.bind(17, to_column(bill.paid_at));
  row.bind(18, bill.fee_free_days);
  row.bind(19, to_column(bill.disputed_on));
  auto done = row.run();
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
