// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Imports of files: what was handed in and what became of it.
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/lists.hpp"
#include "sync/store/sql/sql_imports.hpp"

namespace gridboard::store {

namespace {

constexpr std::string_view kSelect =
    "SELECT id, kind, state, file, actor, actor_name, created_at, applied_at, applied_by, undone_at, undone_by, bytes, "
    "line_count, added, changed, unchanged, errors, fingerprint, total, done, left_out, worked_at FROM import ";
constexpr std::string_view kSelectRows = "SELECT line, thing, was, becomes, number FROM import_row WHERE import = ?1 ";
// 1 kind, 2 state, each null for any.
constexpr std::string_view kFits = "WHERE (kind = ?1 OR ?1 IS NULL) AND (state = ?2 OR ?2 IS NULL)";

Import read_import(const SqlRow& row) {
  Import import;
  import.id = row.string(0);
  import.kind = enum_of<ImportKind>(row, 1);
  import.state = enum_of<ImportState>(row, 2);
  import.file = row.string(3);
  import.actor = row.string(4);
  import.actor_name = row.string(5);
  import.created_at = instant_of(row, 6);
  import.applied_at = instant_if_any(row, 7);
  import.applied_by = row.string(8);
  import.undone_at = instant_if_any(row, 9);
  import.undone_by = row.string(10);
  import.bytes = row.integer(11);
  import.rows = row.integer(12);
  import.added = row.integer(13);
  import.changed = row.integer(14);
  import.unchanged = row.integer(15);
  import.errors = row.integer(16);
  import.fingerprint = row.string(17);
  import.total = row.integer(18);
  import.done = row.integer(19);
  import.left = row.integer(20);
  import.worked_at = instant_of(row, 21);
  return import;
}

template <class Enum>
std::optional<std::int64_t> number_if_any(const std::optional<Enum>& value) {
  if (!value) return std::nullopt;
  return to_column(*value);
}

}  // namespace

template <class... Values>
Result<std::optional<Import>> SqlImports::one(std::string_view condition, const Values&... values) {
  auto rows = query(std::string(kSelect).append(condition), values...);
  if (!rows) return tl::unexpected(rows.error());
  std::optional<Import> found;
  auto read = each_row(**rows, [&](const SqlRow& row) { found = read_import(row); });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::optional<Import>> SqlImports::import(std::string_view id) {
  return one(std::string("WHERE id = ?1").append(for_update_), id);
}

Result<std::vector<Import>> SqlImports::imports(const ImportFilter& filter) {
  auto rows = query(std::string(kSelect).append(kFits).append(" AND (id < ?3 OR ?3 = '') ORDER BY id DESC LIMIT ?4"),
                    number_if_any(filter.kind), number_if_any(filter.state), filter.before,
                    static_cast<std::uint64_t>(filter.limit));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Import> found;
  auto read = each_row(**rows, [&](const SqlRow& row) { found.push_back(read_import(row)); });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::int64_t> SqlImports::count_imports(const ImportFilter& filter) {
  auto rows = query(std::string("SELECT COUNT(*) FROM import ").append(kFits), number_if_any(filter.kind),
                    number_if_any(filter.state));
  if (!rows) return tl::unexpected(rows.error());
  std::int64_t count = 0;
  auto read = each_row(**rows, [&](const SqlRow& row) { count = row.integer(0); });
  if (!read) return tl::unexpected(read.error());
  return count;
}

Result<std::string> SqlImports::import_piece(std::string_view id, std::size_t number) {
  auto rows =
      query("SELECT bytes FROM import_piece WHERE import = ?1 AND number = ?2", id, static_cast<std::uint64_t>(number));
  if (!rows) return tl::unexpected(rows.error());
  std::string bytes;
  auto read = each_row(**rows, [&](const SqlRow& row) { bytes = row.blob(0); });
  if (!read) return tl::unexpected(read.error());
  return bytes;
}

Result<std::vector<ImportErrorRow>> SqlImports::import_errors(std::string_view id, std::size_t number,
                                                              std::size_t limit) {
  auto rows = query(
      "SELECT line, field, value, zh, en FROM import_error WHERE import = ?1 AND number >= ?2 ORDER BY number LIMIT ?3",
      id, static_cast<std::uint64_t>(number), static_cast<std::uint64_t>(limit));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<ImportErrorRow> found;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    found.push_back({row.integer(0), row.string(1), row.string(2), row.string(3), row.string(4)});
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::vector<ImportRow>> SqlImports::import_rows(std::string_view id, std::size_t number, std::size_t limit) {
  auto rows = query(std::string(kSelectRows).append("AND number >= ?2 ORDER BY number LIMIT ?3"), id,
                    static_cast<std::uint64_t>(number), static_cast<std::uint64_t>(limit));
  if (!rows) return tl::unexpected(rows.error());
  return read_rows(std::move(*rows));
}

Result<std::vector<ImportRow>> SqlImports::import_rows_between(std::string_view id, std::int64_t from,
                                                               std::int64_t upto) {
  auto rows =
      query(std::string(kSelectRows).append("AND number >= ?2 AND number < ?3 ORDER BY number"), id, from, upto);
  if (!rows) return tl::unexpected(rows.error());
  return read_rows(std::move(*rows));
}

Result<std::vector<ImportRow>> SqlImports::read_rows(std::unique_ptr<SqlStatement> rows) {
  std::vector<ImportRow> found;
  auto read = each_row(*rows, [&](const SqlRow& row) {
    found.push_back({row.integer(0), row.string(1), row.string(2), row.string(3), row.integer(4)});
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::vector<std::int64_t>> SqlImports::import_piece_numbers(std::string_view id) {
  auto rows = query("SELECT number FROM import_piece WHERE import = ?1 ORDER BY number", id);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::int64_t> numbers;
  auto read = each_row(**rows, [&](const SqlRow& row) { numbers.push_back(row.integer(0)); });
  if (!read) return tl::unexpected(read.error());
  return numbers;
}

Result<std::optional<Import>> SqlImports::applied_after(std::string_view id, std::string_view thing) {
  return one(
      "WHERE state IN (?1, ?2, ?3) AND id IN (SELECT import FROM import_row WHERE thing = ?4 AND import > ?5) "
      "ORDER BY id DESC LIMIT 1",
      to_column(ImportState::applied), to_column(ImportState::applying), to_column(ImportState::undoing), thing, id);
}

Result<void> SqlImports::put(const Import& import) {
  return execute(
      "INSERT INTO import (id, kind, state, file, actor, actor_name, created_at, applied_at, applied_by, undone_at, "
      "undone_by, bytes, line_count, added, changed, unchanged, errors, fingerprint, total, done, left_out, worked_at) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22) "
      "ON CONFLICT (id) DO UPDATE SET state = excluded.state, "
      "applied_at = excluded.applied_at, applied_by = excluded.applied_by, undone_at = excluded.undone_at, "
      "undone_by = excluded.undone_by, line_count = excluded.line_count, added = excluded.added, "
      "changed = excluded.changed, unchanged = excluded.unchanged, errors = excluded.errors, "
      "fingerprint = excluded.fingerprint, total = excluded.total, done = excluded.done, "
      "left_out = excluded.left_out, worked_at = excluded.worked_at",
      import.id, to_column(import.kind), to_column(import.state), import.file, import.actor, import.actor_name,
      to_column(import.created_at), to_column(import.applied_at), import.applied_by, to_column(import.undone_at),
      import.undone_by, import.bytes, import.rows, import.added, import.changed, import.unchanged, import.errors,
      import.fingerprint, import.total, import.done, import.left, to_column(import.worked_at));
}

Result<bool> SqlImports::drop_import(std::string_view id) {
  return touches("DELETE FROM import WHERE id = ?1", id);  // what is its goes with it
}

Result<void> SqlImports::add_import_piece(std::string_view id, std::size_t number, std::string_view bytes) {
  auto statement = connection_.statement(
      "INSERT INTO import_piece (import, number, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (import, number) DO UPDATE SET "
      "bytes = excluded.bytes");
  if (!statement) return tl::unexpected(statement.error());
  (*statement)->bind(1, id);
  (*statement)->bind(2, static_cast<std::uint64_t>(number));
  (*statement)->bind_blob(3, bytes);
  return (*statement)->queue();
}

Result<void> SqlImports::add_import_error(std::string_view id, std::size_t number, const ImportErrorRow& row) {
  return execute(
      "INSERT INTO import_error (import, number, line, field, value, zh, en) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", id,
      static_cast<std::uint64_t>(number), row.line, row.column, row.value, row.zh, row.en);
}

Result<void> SqlImports::add_import_row(std::string_view id, std::size_t number, const ImportRow& row) {
  return execute("INSERT INTO import_row (import, number, line, thing, was, becomes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                 id, static_cast<std::uint64_t>(number), row.line, row.thing, row.before, row.after);
}

Result<void> SqlImports::add_import_rows(std::string_view id, std::size_t number, const std::vector<ImportRow>& rows) {
  constexpr std::size_t kColumns = 6;
  return insert_rows(connection_, "INSERT INTO import_row (import, number, line, thing, was, becomes)", "", kColumns,
                     rows, [&](SqlStatement& statement, int at, const ImportRow& row) -> Result<void> {
                       statement.bind(at, id);
                       statement.bind(at + 1, static_cast<std::uint64_t>(number++));
                       statement.bind(at + 2, row.line);
                       statement.bind(at + 3, row.thing);
                       statement.bind(at + 4, row.before);
                       statement.bind(at + 5, row.after);
                       return {};
                     });
}

Result<std::int64_t> SqlImports::drop_import_pieces(std::string_view id, std::int64_t most) {
  return drop_first(
      "DELETE FROM import_piece WHERE import = ?1 AND number < ?2 + (SELECT MIN(number) FROM import_piece WHERE "
      "import = ?1)",
      id, most);
}

Result<void> SqlImports::drop_import_errors(std::string_view id) {
  return execute("DELETE FROM import_error WHERE import = ?1", id);
}

Result<void> SqlImports::drop_import_row(std::string_view id, std::int64_t number) {
  return execute("DELETE FROM import_row WHERE import = ?1 AND number = ?2", id, number);
}

Result<std::int64_t> SqlImports::drop_import_rows(std::string_view id, std::int64_t most) {
  return drop_first(
      "DELETE FROM import_row WHERE import = ?1 AND number < ?2 + (SELECT MIN(number) FROM import_row WHERE import = "
      "?1)",
      id, most);
}

Result<std::int64_t> SqlImports::drop_first(std::string_view sql, std::string_view id, std::int64_t most) {
  auto statement = query(sql, id, most);
  if (!statement) return tl::unexpected(statement.error());
  return (*statement)->run();
}

}  // namespace gridboard::store
