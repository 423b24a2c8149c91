// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/store/sql/board_row.hpp"
#include "sync/store/sql/path_range.hpp"
#include "sync/store/sql/sql_reader.hpp"
#include "sync/store/sql/where.hpp"

namespace gridboard::store {

namespace {

Where where_of(const BoardFilter& filter) {
  Where where;
  if (!filter.under.empty()) {
    const PathRange range(filter.under);
    where.both("place >= " + where.parameter(std::max(range.path, filter.after_place)));
    where.both("place < " + where.parameter(range.upto));
    where.both("(place = " + where.parameter(range.path) + " OR place >= " + where.parameter(range.inside) + ")");
  }
  if (!filter.group.empty()) {
    where.both("id IN (SELECT board FROM board_group_member WHERE board_group = " + where.parameter(filter.group) +
               ")");
  }
  if (filter.state) where.both("state = " + where.parameter(to_column(*filter.state)));
  if (filter.seen == BoardSeen::never) where.both("last_seen IS NULL");
  if (filter.seen == BoardSeen::before) where.both("last_seen < " + where.parameter(to_column(filter.seen_at)));
  if (filter.seen == BoardSeen::since) where.both("last_seen >= " + where.parameter(to_column(filter.seen_at)));
  if (!filter.text.empty()) {
    const std::string pattern = where.parameter(pattern_of(filter.text));
    where.both("(lower(id) LIKE " + pattern + " ESCAPE '\\' OR lower(name) LIKE " + pattern + " ESCAPE '\\')");
  }
  return where;
}

constexpr std::string_view kSelectPlaces = "SELECT path, kind, name, site_class, manager, supply FROM place WHERE ";
// As the index place_by_parent has it: the path without its last code, "YX/BT/" of "YX/BT/G1".
constexpr std::string_view kParentOfPlace = "rtrim(path, replace(path, '/', ''))";

std::string as_parent(std::string_view path) {
  return path.empty() ? std::string() : std::string(path) + '/';
}

model::Place read_place(const SqlRow& row) {
  return {row.string(0), enum_of<model::PlaceKind>(row, 1),
          row.string(2), enum_of<model::SiteClass>(row, 3),
          row.string(4), row.string(5)};
}

model::SupplyPoint read_supply_point(const SqlRow& row) {
  return {row.string(0), row.string(1), enum_of<model::SupplyKind>(row, 2), row.string(3)};
}

std::int64_t read_count(const SqlRow& row) {
  return row.integer(0);
}

Result<std::int64_t> only(Result<std::optional<std::int64_t>> counted) {
  if (!counted) return tl::unexpected(counted.error());
  return counted->value_or(0);
}

std::string joined(std::string_view a, std::string_view b, std::string_view c = {}) {
  return std::string(a).append(b).append(c);
}

}  // namespace

Result<std::vector<Board>> SqlReader::boards_listed(const BoardFilter& filter) {
  Where where = where_of(filter);
  if (!filter.after_place.empty()) {
    const std::string place = where.parameter(filter.after_place), id = where.parameter(filter.after_id);
    where.both("(place > " + place + " OR (place = " + place + " AND id > " + id + "))");
  }
  const std::string limit = where.parameter(static_cast<std::int64_t>(filter.limit));
  auto rows =
      query(joined("SELECT ", kBoardColumns, " FROM board") + where.text() + " ORDER BY place, id LIMIT " + limit);
  if (!rows) return tl::unexpected(rows.error());
  where.bind_to(**rows);
  std::vector<Board> boards;
  auto read = each_row(**rows, [&](const SqlRow& row) { boards.push_back(read_board(row)); });
  if (!read) return tl::unexpected(read.error());
  return boards;
}

Result<std::int64_t> SqlReader::count_boards(const BoardFilter& filter) {
  BoardFilter of_all_pages = filter;
  of_all_pages.after_place.clear();
  const Where where = where_of(of_all_pages);
  auto rows = query("SELECT COUNT(*) FROM board" + where.text());
  if (!rows) return tl::unexpected(rows.error());
  where.bind_to(**rows);
  std::int64_t count = 0;
  auto read = each_row(**rows, [&](const SqlRow& row) { count = row.integer(0); });
  if (!read) return tl::unexpected(read.error());
  return count;
}

Result<std::vector<model::Place>> SqlReader::places_directly_under(std::string_view path, std::string_view after,
                                                                   std::size_t limit) {
  return many(read_place, joined(kSelectPlaces, kParentOfPlace, " = ?1 AND path > ?2 ORDER BY path LIMIT ?3"),
              as_parent(path), after, static_cast<std::uint64_t>(limit));
}

Result<std::int64_t> SqlReader::count_places_directly_under(std::string_view path) {
  return only(one(read_count, joined("SELECT COUNT(*) FROM place WHERE ", kParentOfPlace, " = ?1"), as_parent(path)));
}

Result<std::vector<model::SupplyPoint>> SqlReader::supply_listed(const SupplyFilter& filter) {
  const std::string fits =
      "SELECT id, parent, kind, name FROM supply_point WHERE id > ?1 AND (lower(id) LIKE ?2 ESCAPE '\\' OR lower(name) "
      "LIKE ?2 ESCAPE '\\')";
  const auto limit = static_cast<std::uint64_t>(filter.limit);
  if (!filter.parent) {
    return many(read_supply_point, fits + " ORDER BY id LIMIT ?3", filter.after, pattern_of(filter.text), limit);
  }
  return many(read_supply_point, fits + " AND parent = ?4 ORDER BY id LIMIT ?3", filter.after, pattern_of(filter.text),
              limit, *filter.parent);
}

Result<std::int64_t> SqlReader::count_supply_directly_under(std::string_view id) {
  return only(one(read_count, "SELECT COUNT(*) FROM supply_point WHERE parent = ?1", id));
}

}  // namespace gridboard::store
