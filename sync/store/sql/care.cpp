// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The register of special care.
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_care.hpp"

namespace gridboard::store {

namespace {

constexpr std::string_view kColumns =
    "SELECT id, account, path, kind, body, ends_on, added_at, added_by, changed_at FROM care_entry ";

CareEntry read_entry(const SqlRow& row) {
  CareEntry entry;
  entry.id = row.string(0);
  entry.account = row.string(1);
  entry.path = row.string(2);
  entry.kind = row.string(3);
  entry.body = row.string(4);
  entry.ends_on = date_of_column(row.integer(5));
  entry.added_at = instant_of(row, 6);
  entry.added_by = row.string(7);
  entry.changed_at = instant_of(row, 8);
  return entry;
}

base::Result<std::vector<CareEntry>> read_all(SqlStatement& statement) {
  std::vector<CareEntry> found;
  auto read = each_row(statement, [&](const SqlRow& row) { found.push_back(read_entry(row)); });
  if (!read) return tl::unexpected(read.error());
  return found;
}

}  // namespace

template <class... Values>
base::Result<std::vector<CareEntry>> SqlCare::many(std::string_view condition, const Values&... values) {
  auto statement = query(std::string(kColumns).append(condition), values...);
  if (!statement) return tl::unexpected(statement.error());
  return read_all(**statement);
}

base::Result<std::optional<CareEntry>> SqlCare::care(std::string_view id) {
  auto found = many(std::string("WHERE id = ?1").append(for_update_), id);
  if (!found) return tl::unexpected(found.error());
  return found->empty() ? std::optional<CareEntry>() : std::move(found->front());
}

base::Result<std::vector<CareEntry>> SqlCare::care_of(std::string_view account) {
  return many("WHERE account = ?1 ORDER BY kind", account);
}

base::Result<std::vector<CareEntry>> SqlCare::care_listed(const CareFilter& filter) {
  // "/" and what follows it in ASCII bound what lies below a path.
  std::string sql = std::string(kColumns) + "WHERE (?1 = '' OR kind = ?1) AND (path, id) > (?2, ?3) AND (";
  int parameters = 4;
  std::string places;
  for (const std::string& under : filter.under) {
    const std::string path = "?" + std::to_string(++parameters);
    places += places.empty() ? "" : " OR ";
    places += under.empty() ? path + " = ''"
                            : "path = " + path + " OR (path > " + path + " || '/' AND path < " + path + " || '0')";
  }
  sql.append(places.empty() ? "1 = 0" : places).append(") ORDER BY path, id LIMIT ?4");
  auto statement =
      query(sql, filter.kind, filter.after_path, filter.after_id, static_cast<std::uint64_t>(filter.limit));
  if (!statement) return tl::unexpected(statement.error());
  int index = 4;
  for (const std::string& under : filter.under) (*statement)->bind(++index, under);
  return read_all(**statement);
}

base::Result<void> SqlCare::put(const CareEntry& entry) {
  auto other = many("WHERE account = ?1 AND kind = ?2 AND id <> ?3", entry.account, entry.kind, entry.id);
  if (!other) return tl::unexpected(other.error());
  if (!other->empty()) return base::fail(base::ErrorCode::conflict, "the household has an entry of this kind already");
  auto statement = query(
      "INSERT INTO care_entry (id, account, path, kind, body, ends_on, added_at, added_by, changed_at) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO UPDATE SET account = excluded.account, "
      "path = excluded.path, kind = excluded.kind, body = excluded.body, ends_on = excluded.ends_on, "
      "added_at = excluded.added_at, added_by = excluded.added_by, changed_at = excluded.changed_at",
      entry.id, entry.account, entry.path, entry.kind, entry.body, to_column(entry.ends_on), to_column(entry.added_at),
      entry.added_by, to_column(entry.changed_at));
  if (!statement) return tl::unexpected(statement.error());
  return (*statement)->queue();
}

base::Result<bool> SqlCare::drop_care(std::string_view id) {
  auto statement = query("DELETE FROM care_entry WHERE id = ?1", id);
  if (!statement) return tl::unexpected(statement.error());
  return (*statement)->run().map([](std::int64_t touched) { return touched > 0; });
}

base::Result<std::vector<CareEntry>> SqlCare::care_ended_before(base::Date day, std::size_t limit) {
  return many("WHERE ends_on < ?1 ORDER BY ends_on, id LIMIT ?2", to_column(day), static_cast<std::uint64_t>(limit));
}

}  // namespace gridboard::store
