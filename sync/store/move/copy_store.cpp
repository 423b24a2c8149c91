// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/move/copy_store.hpp"

#include <cstdio>
#include <filesystem>

#include "sync/sqlite/transaction.hpp"
#include "sync/store/move/tables.hpp"
#include "sync/store/postgres/copy_bytes.hpp"
#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sqlite/sqlite_store.hpp"

namespace gridboard::store {

namespace {

constexpr std::size_t kBytesAtOnce = 8 << 20;
constexpr int kRowsAtOnce = 2000;
constexpr int kPiecesAtOnce = 32;  // of blobs: as many bytes

void append_value(const sqlite::Statement& row, int column, ColumnKind kind, CopyBytes& out) {
  if (row.is_null(column)) {
    out.null();
  } else if (kind == ColumnKind::number) {
    out.integer(row.integer(column));
  } else {
    out.bytes(row.is_blob(column) ? row.blob(column) : row.text(column));
  }
}

Result<std::size_t> copy_table(sqlite::Database& from, PostgresConnection& to, const CopiedTable& table) {
  auto row = from.prepare("SELECT " + table.column_list() + " FROM " + table.name);
  if (!row) return tl::unexpected(row.error());
  const std::string copy = "COPY " + table.name + " (" + table.column_list() + ") FROM STDIN WITH (FORMAT binary)";
  CopyBytes bytes;
  std::size_t rows = 0;
  for (bool more = true; more;) {
    const auto stepped = row->step();
    if (!stepped) return tl::unexpected(stepped.error());
    more = *stepped;
    if (more) {
      ++rows;
      bytes.row(static_cast<int>(table.columns.size()));
      for (std::size_t i = 0; i < table.columns.size(); ++i) {
        append_value(*row, static_cast<int>(i), table.columns[i].kind, bytes);
      }
      if (bytes.size() < kBytesAtOnce) continue;
    }
    if (auto copied = to.copy_in(copy, bytes.finish()); !copied) return tl::unexpected(copied.error());
    bytes.clear();
  }
  return rows;
}

// Ids given out from now on come after those that were copied.
constexpr const char* kGoOnCounting =
    "SELECT setval(pg_get_serial_sequence('log', 'id'), coalesce(max(id), 0) + 1, false) FROM log;"
    "SELECT setval(pg_get_serial_sequence('tariff', 'number'), coalesce(max(number), 0) + 1, false) FROM tariff";

void bind_value(const SqlRow& row, int column, const CopiedTable& table, sqlite::Statement& out) {
  const CopiedColumn& about = table.columns[static_cast<std::size_t>(column)];
  const int index = column + 1;
  if (row.is_null(column)) {
    out.bind_null(index);
  } else if (about.kind == ColumnKind::number) {
    out.bind(index, row.integer(column));
  } else if (table.name == "bill" && about.name == "bill_no") {
    const auto number = bill_number_column(row.text(column));
    number ? out.bind(index, *number) : out.bind(index, row.text(column));
  } else if (about.kind == ColumnKind::text || (table.name == "feed" && !row.is_packed(column))) {
    out.bind(index, row.text(column));
  } else {
    out.bind_blob(index, row.blob(column));
  }
}

Result<int> copy_page(SqlStatement& row, sqlite::Statement& out, const CopiedTable& table) {
  for (int rows = 0;; ++rows) {
    const auto more = row.step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return rows;
    for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) bind_value(row, i, table, out);
    if (auto done = out.run(); !done) return tl::unexpected(done.error());
  }
}

Result<void> copy_table_back(PostgresConnection& from, sqlite::Database& to, const CopiedTable& table) {
  std::string places;
  for (std::size_t i = 1; i <= table.columns.size(); ++i) places += (i == 1 ? "?" : ", ?") + std::to_string(i);
  auto out = to.prepare("INSERT INTO " + table.name + " (" + table.column_list() + ") VALUES (" + places + ")");
  if (!out) return tl::unexpected(out.error());
  auto done = from.execute("DECLARE copied CURSOR FOR SELECT " + table.column_list() + " FROM " + table.name);
  const int most = table.name == "blob_piece" ? kPiecesAtOnce : kRowsAtOnce;
  for (int rows = most; done && rows == most;) {
    auto page = from.statement("FETCH " + std::to_string(most) + " FROM copied");
    if (!page) return tl::unexpected(page.error());
    const auto copied = copy_page(**page, *out, table);
    if (!copied) return tl::unexpected(copied.error());
    rows = *copied;
  }
  return done ? from.execute("CLOSE copied") : done;
}

Result<void> copy_all_back(PostgresConnection& from, const std::string& path) {
  if (auto made = open_sqlite_store(path); !made) return tl::unexpected(made.error());
  auto file = sqlite::Database::open(path);
  if (!file) return tl::unexpected(file.error());
  const auto tables = copied_tables(*file, from);
  if (!tables) return tl::unexpected(tables.error());
  auto transaction = sqlite::Transaction::begin(*file, sqlite::Transaction::Kind::write);
  if (!transaction) return tl::unexpected(transaction.error());
  for (const CopiedTable& table : *tables) {
    if (auto done = copy_table_back(from, *file, table); !done) return done;
  }
  return transaction->commit();
}

}  // namespace

Result<CopyCounts> copy_from_file(sqlite::Database& from, PostgresConnection& to) {
  const auto tables = copied_tables(from, to);
  if (!tables) return tl::unexpected(tables.error());
  CopyCounts counts;
  for (const CopiedTable& table : *tables) {
    const auto rows = copy_table(from, to, table);
    if (!rows) return tl::unexpected(rows.error());
    ++counts.tables;
    counts.rows += *rows;
  }
  if (auto done = to.execute(kGoOnCounting); !done) return tl::unexpected(done.error());
  return counts;
}

Result<void> copy_to_file(PostgresConnection& from, const std::string& path) {
  std::error_code error;
  if (std::filesystem::exists(path, error)) return base::fail(base::ErrorCode::conflict, path + " is there already");
  const std::string part = path + ".part";
  for (const char* end : {"", "-wal", "-shm", ".owner"}) std::filesystem::remove(part + end, error);
  auto done = copy_all_back(from, part);
  if (done && std::rename(part.c_str(), path.c_str()) != 0) {
    done = base::fail(base::ErrorCode::io, "can't write " + path);
  }
  for (const char* end : {"", "-wal", "-shm", ".owner"}) std::filesystem::remove(part + end, error);
  return done;
}

}  // namespace gridboard::store
