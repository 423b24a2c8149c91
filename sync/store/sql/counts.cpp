// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/counts.hpp"

#include <chrono>

#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/path_range.hpp"
#include "sync/store/sql/sql_reader.hpp"

namespace gridboard::store {

namespace {

// Of boards that aren't revoked; ?1 is the moment.
constexpr std::string_view kCounted =
    "COUNT(*), COUNT(CASE WHEN last_seen >= ?1 THEN 1 END) FROM board WHERE state <> 2";
static_assert(static_cast<int>(BoardState::revoked) == 2);

std::int64_t read_count(const SqlRow& row) {
  return row.integer(0);
}

BoardStanding read_standing(const SqlRow& row) {
  return {enum_of<BoardState>(row, 0), row.integer(1), row.integer(2), row.integer(3)};
}

// What was begun earlier than this before it went out is looked at when somebody asks: the index is by the beginning.
constexpr std::chrono::hours kLongestDraft{24 * 30};

DeliveryMark read_mark(const SqlRow& row) {
  return {row.string(0), row.integer(1), row.integer(2)};
}

BoardsAt read_boards(const SqlRow& row) {
  return {"", row.integer(0), row.integer(1)};
}

Result<BoardsAt> of_place(Result<std::optional<BoardsAt>> counted, std::string_view place_path) {
  if (!counted) return tl::unexpected(counted.error());
  BoardsAt boards = counted->value_or(BoardsAt());
  boards.place_path = place_path;
  return boards;
}

}  // namespace

Result<std::vector<BoardStanding>> SqlReader::boards_by_standing(std::string_view under, base::Instant since) {
  const std::string counted =
      "SELECT state, COUNT(CASE WHEN last_seen IS NULL THEN 1 END), COUNT(CASE WHEN last_seen < ?1 THEN 1 END), "
      "COUNT(CASE WHEN last_seen >= ?1 THEN 1 END) FROM board ";
  constexpr std::string_view kByState = "GROUP BY state ORDER BY state";
  if (under.empty()) return many(read_standing, counted + std::string(kByState), to_column(since));
  const PathRange range(under);
  return many(read_standing,
              counted + "WHERE place >= ?2 AND place < ?3 AND (place = ?2 OR place >= ?4) " + std::string(kByState),
              to_column(since), range.path, range.upto, range.inside);
}

Result<BoardsAt> SqlReader::boards_at(std::string_view place_path, base::Instant since) {
  return of_place(one(read_boards, "SELECT " + std::string(kCounted) + " AND place = ?2", to_column(since), place_path),
                  place_path);
}

Result<BoardsAt> SqlReader::boards_within(std::string_view place_path, base::Instant since) {
  const PathRange range(place_path);
  return of_place(
      one(read_boards,
          "SELECT " + std::string(kCounted) + " AND place >= ?2 AND place < ?3 AND (place = ?2 OR place >= ?4)",
          to_column(since), range.path, range.upto, range.inside),
      place_path);
}

Result<void> SqlReader::each_place_with_boards(base::Instant since,
                                               const std::function<Result<void>(const BoardsAt&)>& visit) {
  auto rows = query("SELECT place, " + std::string(kCounted) + " GROUP BY place ORDER BY place", to_column(since));
  if (!rows) return tl::unexpected(rows.error());
  Result<void> visited;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    if (visited) visited = visit({row.string(0), row.integer(1), row.integer(2)});
  });
  return read ? visited : read;
}

Result<std::int64_t> SqlReader::count_households_under(std::string_view path) {
  const PathRange range(path);
  const auto counted = one(read_count,
                           "SELECT CAST(COALESCE(SUM(households), 0) AS BIGINT) FROM unit_households "
                           "WHERE unit >= ?1 AND unit < ?2 AND (unit = ?1 OR unit >= ?3)",
                           range.path, range.upto, range.inside);
  if (!counted) return tl::unexpected(counted.error());
  return counted->value_or(0);
}

Result<std::vector<DeliveryMark>> SqlReader::delivery_marks(base::Instant published_since, std::size_t limit) {
  return many(
      read_mark,
      "SELECT work.id, (SELECT COUNT(*) FROM notice_delivery WHERE notice = work.id), (SELECT COUNT(shown_at) "
      "FROM notice_delivery WHERE notice = work.id) FROM (SELECT id, created_at FROM notice_work "
      "WHERE published_at >= ?1 AND created_at >= ?2 ORDER BY created_at DESC LIMIT ?3) AS work ORDER BY work.id",
      to_column(published_since), to_column(published_since - kLongestDraft), static_cast<std::uint64_t>(limit));
}

Result<std::int64_t> SqlReader::boards_mark() {
  const auto mark = one(read_count,
                        "SELECT CAST((SELECT COALESCE(SUM(at), 0) FROM board_report) + "
                        "(SELECT COALESCE(SUM(said_at), 0) FROM board_command) AS BIGINT)");
  if (!mark) return tl::unexpected(mark.error());
  return mark->value_or(0);
}

Result<bool> SqlReader::is_receipt_prefix_taken(std::string_view prefix) {
  const auto taken =
      one(read_count, "SELECT COUNT(*) FROM board WHERE receipt_prefix = ?1 AND receipt_prefix <> ''", prefix);
  if (!taken) return tl::unexpected(taken.error());
  return taken->value_or(0) > 0;
}

}  // namespace gridboard::store
