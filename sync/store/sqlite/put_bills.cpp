// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/feed_position.hpp"
#include "sync/store/sqlite/sqlite_writer.hpp"

namespace gridboard::store {

namespace {

const std::string kInsertNew =
    std::string("INSERT INTO bill (") + kBillColumns +
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) ON CONFLICT (id) DO NOTHING";

}  // namespace

Result<std::optional<BatchOutcome::Clash>> SqliteWriter::put_pending(const PendingBill& pending,
                                                                     const PackedBillBatch& batch, bool& inserted) {
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
                                                                  const PackedBillBatch& batch) {
  const std::string bill_no =
      pending.bill_number != 0 ? std::to_string(pending.bill_number) : std::string(batch.bill_no(pending));
  auto other = bill_numbered(bill_no);
  if (!other) return tl::unexpected(other.error());
  if (!*other) return base::fail(base::ErrorCode::internal, "bill number " + bill_no + " clashes with no bill");
  return BatchOutcome::Clash{pending.row, bill_no, (*other)->account, (*other)->period};
}

Result<bool> SqliteWriter::has_replaced_bills() {
  auto rows = query("SELECT 1 FROM voided_bill LIMIT 1");
  if (!rows) return tl::unexpected(rows.error());
  return (*rows)->step();
}

Result<std::optional<BatchOutcome::Clash>> SqliteWriter::replaced_by(const PendingBill& pending,
                                                                     const PackedBillBatch& batch) {
  const std::string bill_no =
      pending.bill_number != 0 ? std::to_string(pending.bill_number) : std::string(batch.bill_no(pending));
  const auto voided = payments().voided_bill(bill_no);
  if (!voided) return tl::unexpected(voided.error());
  if (!*voided) return std::optional<BatchOutcome::Clash>();
  return BatchOutcome::Clash{pending.row, bill_no, (*voided)->was.account, (*voided)->was.period, true};
}

Result<void> SqliteWriter::publish_new(OpenLog& log, std::string_view key, std::string_view audience,
                                       std::string_view packed) {
  // Plain INSERT first: for OR REPLACE SQLite copies every page that it touches, so that it can undo the statement.
  auto done = insert_record("INSERT INTO feed (position, key, audience, moved, body) VALUES (?1, ?2, ?3, 0, ?4)", log,
                            key, audience, packed);
  if (done || done.error().code != base::ErrorCode::conflict) return done;
  // A tombstone of the same key is there, of a household that has come back.
  return insert_record("INSERT OR REPLACE INTO feed (position, key, audience, moved, body) VALUES (?1, ?2, ?3, 1, ?4)",
                       log, key, audience, packed);
}

Result<void> SqliteWriter::insert_record(std::string_view sql, OpenLog& log, std::string_view key,
                                         std::string_view audience, std::string_view packed) {
  auto statement = database_.cached(sql);
  if (!statement) return tl::unexpected(statement.error());
  (*statement)->bind(1, feed_position(log.id, log.head + 1));
  (*statement)->bind_unowned(2, key).bind_unowned(3, audience).bind_blob_unowned(4, packed);
  auto done = (*statement)->run();
  if (!done) return done;
  ++log.head;
  log.moved = true;
  return {};
}

Result<void> SqliteWriter::put(BillBatch& any_batch, const EncodeBill& encode, BatchOutcome& outcome) {
  auto* batch = dynamic_cast<PackedBillBatch*>(&any_batch);
  if (batch == nullptr) return base::fail(base::ErrorCode::internal, "a bill batch of another store");
  if (auto kept = keep_dictionary(batch->codec()); !kept) return kept;
  std::vector<OpenLog*> logs;
  for (const std::string& name : batch->logs()) {
    auto log = open_log(name);
    if (!log) return tl::unexpected(log.error());
    logs.push_back(*log);
  }
  const auto some_replaced = has_replaced_bills();
  if (!some_replaced) return tl::unexpected(some_replaced.error());
  std::string key;
  for (const PendingBill* pending : batch->in_order()) {
    if (*some_replaced) {
      auto replaced = replaced_by(*pending, *batch);
      if (!replaced) return tl::unexpected(replaced.error());
      if (*replaced) {
        outcome.clashes.push_back(**replaced);
        continue;
      }
    }
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
