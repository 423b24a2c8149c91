// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/store/postgres/copy_bytes.hpp"
#include "sync/store/postgres/postgres_writer.hpp"
#include "sync/store/sql/bill_row.hpp"

namespace gridboard::store {

namespace {

constexpr int kBillColumnCount = 17, kOwnColumnCount = 6;

// Ends with the transaction, so an import leaves nothing behind. line: where the bill stood in what is imported.
constexpr const char* kMakePending =
    "CREATE TEMP TABLE IF NOT EXISTS pending_bill (id BIGINT PRIMARY KEY, bill_no TEXT COLLATE \"C\", "
    "read_from BIGINT, read_to BIGINT, reading_from BIGINT, reading_to BIGINT, energy BIGINT, peak BIGINT, "
    "valley BIGINT, year_to_date BIGINT, tariff BIGINT, lines BYTEA, amount BIGINT, due BIGINT, status BIGINT, "
    "paid BIGINT, paid_at BIGINT, line BIGINT, log BIGINT, head BIGINT, key TEXT COLLATE \"C\", "
    "audience TEXT COLLATE \"C\", body BYTEA) ON COMMIT DELETE ROWS; TRUNCATE pending_bill";

// The columns of a bill but its id, of the table named.
std::string values_of(std::string_view table) {
  std::string list;
  for (const std::string_view column :
       {"bill_no", "read_from", "read_to", "reading_from", "reading_to", "energy", "peak", "valley", "year_to_date",
        "tariff", "lines", "amount", "due", "status", "paid", "paid_at"}) {
    list.append(list.empty() ? "(" : ", ").append(table).append(".").append(column);
  }
  return list + ")";
}

void copy_bill(const PendingBill& bill, const PackedBillBatch& batch, std::int64_t tariff, CopyBytes& out) {
  out.integer(bill.id);
  out.bytes(bill.bill_number != 0 ? std::to_string(bill.bill_number) : std::string(batch.bill_no(bill)));
  for (const std::int64_t value :
       {static_cast<std::int64_t>(bill.read_from), static_cast<std::int64_t>(bill.read_to), bill.reading_from_wh,
        bill.reading_to_wh, bill.energy_wh, bill.peak_wh, bill.valley_wh, bill.year_to_date_wh, tariff}) {
    out.integer(value);
  }
  out.bytes(batch.lines(bill));
  out.integer(bill.amount_fen);
  out.integer(bill.due);
  out.integer(bill.status);
  out.integer(bill.paid_fen);
  if (bill.paid_at == kNeverPaid) {
    out.null();
  } else {
    out.integer(bill.paid_at);
  }
}

std::int64_t read_id(const SqlRow& row) {
  return row.integer(0);
}

}  // namespace

Result<void> PostgresWriter::copy_pending(const PackedBillBatch& batch, const std::vector<OpenLog*>& logs) {
  std::vector<std::int64_t> tariffs;
  for (const std::string& id : batch.tariffs()) {
    const auto number = tariff_number(id);
    if (!number) return tl::unexpected(number.error());
    tariffs.push_back(*number);
  }
  CopyBytes bytes;
  std::string key;
  for (const PendingBill* bill : batch.in_order()) {
    bytes.row(kBillColumnCount + kOwnColumnCount);
    copy_bill(*bill, batch, tariffs[bill->tariff], bytes);
    bytes.integer(bill->row);
    bytes.integer(logs[bill->log]->id);
    bytes.integer(static_cast<std::int64_t>(logs[bill->log]->head));
    write_bill_key(bill->id, key);
    bytes.bytes(key);
    bytes.bytes(batch.audience(*bill));
    bytes.bytes(batch.packed_body(*bill));
  }
  if (auto made = connection_to_.execute(kMakePending); !made) return made;
  return connection_to_.copy_in("COPY pending_bill FROM STDIN WITH (FORMAT binary)", bytes.finish());
}

Result<void> PostgresWriter::find_clashes(BatchOutcome& outcome) {
  auto found = many<BatchOutcome::Clash>(
      [](const SqlRow& row) {
        const std::int64_t other = row.integer(2);
        return BatchOutcome::Clash{static_cast<std::size_t>(row.integer(0)), row.string(1),
                                   account_text(account_of_bill(other)), period_of_bill(other), row.boolean(3)};
      },
      "SELECT pending_bill.line, pending_bill.bill_no, bill.id, 0 FROM pending_bill "
      "JOIN bill ON bill.bill_no = pending_bill.bill_no WHERE bill.id <> pending_bill.id UNION ALL "
      "SELECT line, bill_no, first, 0 FROM (SELECT line, bill_no, id, min(id) OVER (PARTITION BY bill_no) AS first "
      "FROM pending_bill) AS numbered WHERE first <> id UNION ALL "
      "SELECT pending_bill.line, pending_bill.bill_no, voided_bill.bill, 1 FROM pending_bill "
      "JOIN voided_bill ON voided_bill.bill_no = pending_bill.bill_no ORDER BY 1");
  if (!found) return tl::unexpected(found.error());
  outcome.clashes.insert(outcome.clashes.end(), found->begin(), found->end());
  return {};
}

Result<std::vector<std::int64_t>> PostgresWriter::split_pending(std::size_t& unchanged) {
  auto changed =
      many(read_id, "SELECT bill.id FROM pending_bill JOIN bill ON bill.id = pending_bill.id WHERE " +
                        values_of("bill") + " IS DISTINCT FROM " + values_of("pending_bill") + " ORDER BY bill.id");
  if (!changed) return changed;
  auto removal = query("DELETE FROM pending_bill USING bill WHERE bill.id = pending_bill.id");
  if (!removal) return tl::unexpected(removal.error());
  const auto there = (*removal)->run();
  if (!there) return tl::unexpected(there.error());
  unchanged += static_cast<std::size_t>(*there) - changed->size();
  return changed;
}

Result<std::size_t> PostgresWriter::insert_new(const std::vector<OpenLog*>& logs) {
  auto inserted =
      execute(std::string("INSERT INTO bill (") + kBillColumns + ") SELECT " + kBillColumns + " FROM pending_bill");
  // A tombstone of the same key may be there, of a household that has come back.
  if (inserted) {
    inserted = execute(
        "INSERT INTO feed (position, key, audience, moved, body) SELECT (log << 40) | "
        "(head + row_number() OVER (PARTITION BY log ORDER BY id)), key, audience, 0, body FROM pending_bill "
        "ON CONFLICT ((position >> 40), key) DO UPDATE SET position = excluded.position, audience = excluded.audience, "
        "moved = 1, body = excluded.body");
  }
  if (!inserted) return tl::unexpected(inserted.error());
  auto counts = query("SELECT log, count(*) FROM pending_bill GROUP BY log");
  if (!counts) return tl::unexpected(counts.error());
  std::size_t total = 0;
  while (true) {
    const auto row = (*counts)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return total;
    const auto count = (*counts)->unsigned_integer(1);
    for (OpenLog* log : logs) {
      if (log->id != (*counts)->integer(0)) continue;
      log->head += count;
      log->moved = true;
    }
    total += count;
  }
}

Result<void> PostgresWriter::put(BillBatch& any_batch, const EncodeBill& encode, BatchOutcome& outcome) {
  auto* batch = dynamic_cast<PackedBillBatch*>(&any_batch);
  if (batch == nullptr) return base::fail(base::ErrorCode::internal, "a bill batch of another store");
  if (batch->size() == 0) return {};
  if (auto kept = keep_dictionary(batch->codec()); !kept) return kept;
  // In the order of their names: two imports at once don't wait for each other in a circle.
  std::vector<std::string> names = batch->logs();
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    if (auto log = open_log(name); !log) return tl::unexpected(log.error());
  }
  std::vector<OpenLog*> logs;
  for (const std::string& name : batch->logs()) logs.push_back(*open_log(name));

  if (auto copied = copy_pending(*batch, logs); !copied) return copied;
  if (auto looked = find_clashes(outcome); !looked) return looked;
  if (!outcome.clashes.empty()) return base::fail(base::ErrorCode::conflict, "bill numbers are taken by other bills");
  const auto changed = split_pending(outcome.unchanged);
  if (!changed) return tl::unexpected(changed.error());
  const auto added = insert_new(logs);
  if (!added) return tl::unexpected(added.error());
  outcome.changed += *added;
  const auto in_order = batch->in_order();
  for (const std::int64_t id : *changed) {
    const auto pending =
        std::lower_bound(in_order.begin(), in_order.end(), id,
                         [](const PendingBill* bill, std::int64_t wanted) { return bill->id < wanted; });
    auto merged = merge_pending(**pending, *batch, encode);
    if (!merged) return tl::unexpected(merged.error());
    ++(*merged ? outcome.changed : outcome.unchanged);
  }
  return {};
}

}  // namespace gridboard::store
