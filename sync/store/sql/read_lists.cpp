// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "sync/store/sql/board_row.hpp"
#include "sync/store/sql/sql_reader.hpp"

namespace gridboard::store {

namespace {

// Behind every path: U+10FFFF, which no code has.
constexpr std::string_view kBehindAll = "\xF4\x8F\xBF\xBF";

// What lies at or under a path is `column >= from AND column < upto AND (column = path OR column >= inside)`: one range
// of an index, without the siblings in it that only begin alike ("3-1" beside "3").
struct PathRange {
  explicit PathRange(std::string_view under)
      : path(under),
        inside(under.empty() ? std::string() : path + '/'),
        upto(under.empty() ? std::string(kBehindAll) : path + '0') {}

  std::string path, inside, upto;
};

// For LIKE ... ESCAPE '\': what contains the text, whatever is in it.
std::string pattern_of(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return pattern + '%';
}

struct Span {
  std::int64_t from, upto;
};

// -1 stands for a board that was never seen.
Span seen_span(const BoardFilter& filter) {
  constexpr std::int64_t kNever = -1, kForever = std::numeric_limits<std::int64_t>::max();
  switch (filter.seen) {
    case BoardSeen::any:
      return {kNever, kForever};
    case BoardSeen::never:
      return {kNever, 0};
    case BoardSeen::before:
      return {0, to_column(filter.seen_at)};
    case BoardSeen::since:
      return {to_column(filter.seen_at), kForever};
  }
  return {kNever, kForever};
}

Span state_span(const BoardFilter& filter) {
  if (filter.state) return {to_column(*filter.state), to_column(*filter.state)};
  return {to_column(BoardState::awaiting), to_column(BoardState::revoked)};
}

constexpr std::string_view kBoardFits =
    " FROM board WHERE place >= ?1 AND place < ?2 AND (place = ?3 OR place >= ?4) AND state BETWEEN ?5 AND ?6 "
    "AND COALESCE(last_seen, -1) >= ?7 AND COALESCE(last_seen, -1) < ?8 "
    "AND (lower(id) LIKE ?9 ESCAPE '\\' OR lower(name) LIKE ?9 ESCAPE '\\')";

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
  const PathRange range(filter.under);
  const Span seen = seen_span(filter), state = state_span(filter);
  return many(read_board,
              joined("SELECT ", kBoardColumns, kBoardFits) +
                  " AND (place > ?10 OR (place = ?10 AND id > ?11)) ORDER BY place, id LIMIT ?12",
              std::max(range.path, filter.after_place), range.upto, range.path, range.inside, state.from, state.upto,
              seen.from, seen.upto, pattern_of(filter.text), filter.after_place, filter.after_id,
              static_cast<std::uint64_t>(filter.limit));
}

Result<std::int64_t> SqlReader::count_boards(const BoardFilter& filter) {
  const PathRange range(filter.under);
  const Span seen = seen_span(filter), state = state_span(filter);
  return only(one(read_count, joined("SELECT COUNT(*)", kBoardFits), range.path, range.upto, range.path, range.inside,
                  state.from, state.upto, seen.from, seen.upto, pattern_of(filter.text)));
}

Result<std::vector<model::Place>> SqlReader::places_directly_under(std::string_view path, std::string_view after,
                                                                   std::size_t limit) {
  return many(read_place, joined(kSelectPlaces, kParentOfPlace, " = ?1 AND path > ?2 ORDER BY path LIMIT ?3"),
              as_parent(path), after, static_cast<std::uint64_t>(limit));
}

Result<std::int64_t> SqlReader::count_places_directly_under(std::string_view path) {
  return only(one(read_count, joined("SELECT COUNT(*) FROM place WHERE ", kParentOfPlace, " = ?1"), as_parent(path)));
}

Result<std::vector<model::Place>> SqlReader::places_searched(std::string_view word, std::string_view under,
                                                             std::string_view after, std::size_t limit) {
  const PathRange range(under);
  // The code is cut out only of the few paths that have the word in them at all.
  return many(read_place,
              joined(kSelectPlaces, "path >= ?1 AND path < ?2 AND (path = ?3 OR path >= ?4) AND path > ?5 AND ") +
                  joined("(lower(name) LIKE ?6 ESCAPE '\\' OR (lower(path) LIKE ?6 ESCAPE '\\' AND lower(substr(path, "
                         "length(",
                         kParentOfPlace, ") + 1)) LIKE ?6 ESCAPE '\\')) ORDER BY path LIMIT ?7"),
              std::max(range.path, std::string(after)), range.upto, range.path, range.inside, after, pattern_of(word),
              static_cast<std::uint64_t>(limit));
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

Result<std::int64_t> SqlReader::count_households_under(std::string_view path) {
  const PathRange range(path);
  return only(one(read_count,
                  "SELECT COUNT(*) FROM household WHERE unit >= ?1 AND unit < ?2 AND (unit = ?3 OR unit >= ?4)",
                  range.path, range.upto, range.path, range.inside));
}

}  // namespace gridboard::store
