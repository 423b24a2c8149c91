// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sqlite/bill_row.hpp"
#include "sync/store/sqlite/columns.hpp"
#include "sync/store/sqlite/writer.hpp"

namespace gridboard::store {

namespace {

const std::string kInsert = std::string("INSERT INTO bill (") + kBillColumns +
                            ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) "
                            "ON CONFLICT (id) DO ";
const std::string kInsertNew = kInsert + "NOTHING";
const std::string kUpsert =
    kInsert +
    "UPDATE SET bill_no = excluded.bill_no, read_from = excluded.read_from, read_to = excluded.read_to, "
    "reading_from = excluded.reading_from, reading_to = excluded.reading_to, energy = excluded.energy, "
    "peak = excluded.peak, valley = excluded.valley, year_to_date = excluded.year_to_date, tariff = excluded.tariff, "
    "lines = excluded.lines, amount = excluded.amount, due = excluded.due, status = excluded.status, "
    "paid = excluded.paid, paid_at = excluded.paid_at";

// What the centre knows of payments and disputes outlives a row that only says "unpaid".
void keep_what_is_known(const model::Bill& stored, model::Bill& row) {
  if (row.status != model::BillStatus::unpaid) return;
  if (stored.status == model::BillStatus::disputed) row.status = stored.status;
  if (stored.paid_fen <= 0) return;
  row.paid_fen = stored.paid_fen;
  row.paid_at = stored.paid_at;
  if (stored.status == model::BillStatus::paid && row.paid_fen >= row.amount_fen) row.status = model::BillStatus::paid;
}

}  // namespace

Result<std::int64_t> SqliteWriter::tariff_number(std::string_view id) {
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

Result<bool> SqliteWriter::upsert(const model::Bill& bill) {
  const auto id = bill_id(bill.account, bill.period);
  if (!id) return base::fail(base::ErrorCode::invalid_input, "a bill needs an account of 10 or 13 digits and a period");
  auto tariff = tariff_number(bill.tariff_id);
  if (!tariff) return tl::unexpected(tariff.error());
  auto statement = database_.cached(kUpsert);
  if (!statement) return tl::unexpected(statement.error());
  std::string lines;
  append_lines(bill.lines, lines);
  sqlite::Statement& row = **statement;
  row.bind(1, *id);
  bind_bill_number(row, 2, bill.bill_no);
  row.bind(3, to_column(bill.read_from)).bind(4, to_column(bill.read_to));
  row.bind(5, bill.reading_from_wh).bind(6, bill.reading_to_wh).bind(7, bill.energy_wh);
  row.bind(8, bill.peak_wh).bind(9, bill.valley_wh).bind(10, bill.year_to_date_wh);
  row.bind(11, *tariff).bind_blob(12, lines).bind(13, bill.amount_fen).bind(14, to_column(bill.due));
  row.bind(15, to_column(bill.status)).bind(16, bill.paid_fen).bind(17, to_column(bill.paid_at));
  auto done = row.run();
  if (!done && done.error().code == base::ErrorCode::conflict) {
    done.error().message = "bill number " + bill.bill_no + " belongs to another bill";
  }
  if (!done) return tl::unexpected(done.error());
  return true;
}

Result<bool> SqliteWriter::put(const model::Bill& bill) {
  auto stored = this->bill(bill.account, bill.period);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored && **stored == bill) return false;
  return upsert(bill);
}

Result<std::optional<BatchOutcome::Clash>> SqliteWriter::put_pending(const PendingBill& pending,
                                                                     const SqliteBillBatch& batch, bool& inserted) {
  auto tariff = tariff_number(batch.tariffs()[pending.tariff]);
  if (!tariff) return tl::unexpected(tariff.error());
  auto statement = database_.cached(kInsertNew);
  if (!statement) return tl::unexpected(statement.error());
  sqlite::Statement& row = **statement;
  row.bind(1, pending.id);
  if (pending.bill_number != 0) {
    row.bind(2, pending.bill_number);
  } else {
    row.bind_unowned(2, batch.bill_no(pending));
  }
  row.bind(3, pending.read_from).bind(4, pending.read_to);
  row.bind(5, pending.reading_from_wh).bind(6, pending.reading_to_wh).bind(7, pending.energy_wh);
  row.bind(8, pending.peak_wh).bind(9, pending.valley_wh).bind(10, pending.year_to_date_wh);
  row.bind(11, *tariff).bind_blob_unowned(12, batch.lines(pending)).bind(13, pending.amount_fen).bind(14, pending.due);
  row.bind(15, static_cast<int>(pending.status)).bind(16, pending.paid_fen);
  if (pending.paid_at == kNeverPaid) {
    row.bind_null(17);
  } else {
    row.bind(17, pending.paid_at);
  }
  const auto done = row.run();
  if (done) {
    inserted = database_.changes() > 0;
    return std::optional<BatchOutcome::Clash>();
  }
  if (done.error().code != base::ErrorCode::conflict) return tl::unexpected(done.error());
  return clash_of(pending, batch);
}

Result<std::optional<BatchOutcome::Clash>> SqliteWriter::clash_of(const PendingBill& pending,
                                                                  const SqliteBillBatch& batch) {
  const std::string bill_no =
      pending.bill_number != 0 ? std::to_string(pending.bill_number) : std::string(batch.bill_no(pending));
  auto other = bill_numbered(bill_no);
  if (!other) return tl::unexpected(other.error());
  if (!*other) return base::fail(base::ErrorCode::internal, "bill number " + bill_no + " clashes with no bill");
  return BatchOutcome::Clash{pending.row, bill_no, (*other)->account, (*other)->period};
}

// The bill is there: writes and publishes it if the row says something new. True if it did.
Result<bool> SqliteWriter::merge_pending(const PendingBill& pending, const SqliteBillBatch& batch,
                                         const std::function<Result<std::string>(const model::Bill&)>& encode) {
  auto row = batch.bill(pending);
  if (!row) return tl::unexpected(row.error());
  auto stored = bill(row->account, row->period);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored) keep_what_is_known(**stored, *row);
  if (*stored && **stored == *row) return false;
  if (auto done = upsert(*row); !done) return done;
  auto body = encode(*row);
  if (!body) return tl::unexpected(body.error());
  std::string key;
  write_bill_key(pending.id, key);
  if (auto done = publish(batch.logs()[pending.log], key, batch.audience(pending), *body); !done) {
    return tl::unexpected(done.error());
  }
  return true;
}

Result<void> SqliteWriter::put(BillBatch& any_batch,
                               const std::function<Result<std::string>(const model::Bill&)>& encode,
                               BatchOutcome& outcome) {
  auto* batch = dynamic_cast<SqliteBillBatch*>(&any_batch);
  if (batch == nullptr) return base::fail(base::ErrorCode::internal, "a bill batch of another store");
  if (auto kept = keep_dictionary(batch->codec()); !kept) return kept;
  std::vector<OpenLog*> logs;
  for (const std::string& name : batch->logs()) {
    auto log = open_log(name);
    if (!log) return tl::unexpected(log.error());
    logs.push_back(*log);
  }
  std::string key;
  for (const PendingBill* pending : batch->in_order()) {
    bool inserted = false;
    auto clash = put_pending(*pending, *batch, inserted);
    if (!clash) return tl::unexpected(clash.error());
    if (*clash) {
      outcome.clashes.push_back(**clash);
      continue;
    }
    if (inserted) {
      write_bill_key(pending->id, key);
      auto done = publish_new(*logs[pending->log], key, batch->audience(*pending), batch->packed_body(*pending));
      if (!done) return done;
      ++outcome.changed;
      continue;
    }
    auto merged = merge_pending(*pending, *batch, encode);
    if (!merged && merged.error().code == base::ErrorCode::conflict) {
      clash = clash_of(*pending, *batch);
      if (!clash) return tl::unexpected(clash.error());
      outcome.clashes.push_back(**clash);
      continue;
    }
    if (!merged) return tl::unexpected(merged.error());
    ++(*merged ? outcome.changed : outcome.unchanged);
  }
  if (!outcome.clashes.empty()) return base::fail(base::ErrorCode::conflict, "bill numbers are taken by other bills");
  return {};
}

}  // namespace gridboard::store
