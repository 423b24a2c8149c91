// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/deliveries.hpp"

#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/path_range.hpp"
#include "sync/store/sql/sql_deliveries.hpp"
#include "sync/store/sql/where.hpp"
#include "sync/store/store.hpp"

namespace gridboard::store {

namespace {

constexpr std::string_view kToldColumns =
    "delivery.sent_at, delivery.received_at, delivery.shown_at, delivery.last_shown_at, delivery.times, "
    "delivery.seconds, delivery.version, delivery.version_at, delivery.version_shown_at, delivery.start_shown_at, "
    "delivery.sent_how";
constexpr std::string_view kBoardColumns =
    "board.id, board.name, board.place, board.hall, board.state, board.added_at, board.last_seen, "
    "board.quiet_from, board.quiet_to, board_report.storage_free_mb";
constexpr int kToldColumn = 10;
constexpr std::size_t kPlacesAtOnce = 300;  // three parameters each: SQLite and PostgreSQL take tens of thousands

BoardTold read_told(const SqlRow& row, int first) {
  BoardTold told;
  if (row.is_null(first + 4)) return told;  // nothing is known
  told.sent_at = instant_if_any(row, first);
  told.received_at = instant_if_any(row, first + 1);
  told.shown_at = instant_if_any(row, first + 2);
  told.last_shown_at = instant_if_any(row, first + 3);
  told.times = row.integer(first + 4);
  told.seconds = row.integer(first + 5);
  told.version = row.string(first + 6);
  told.version_at = instant_if_any(row, first + 7);
  told.version_shown_at = instant_if_any(row, first + 8);
  told.start_shown_at = instant_if_any(row, first + 9);
  told.sent_how = enum_of<SentHow>(row, first + 10);
  return told;
}

ProvedBoard read_board(const SqlRow& row) {
  ProvedBoard board;
  board.id = row.string(0);
  board.name = row.string(1);
  board.place_path = row.string(2);
  board.hall = row.boolean(3);
  board.state = enum_of<BoardState>(row, 4);
  board.added_at = instant_of(row, 5);
  board.last_seen = instant_if_any(row, 6);
  if (!row.is_null(7) && !row.is_null(8)) {
    board.quiet_hours = model::DayPart{static_cast<int>(row.integer(7)), static_cast<int>(row.integer(8))};
  }
  if (!row.is_null(9)) board.storage_free_mb = row.integer(9);
  board.told = read_told(row, kToldColumn);
  return board;
}

wire::LedgerEntry read_entry(const SqlRow& row) {
  wire::LedgerEntry entry;
  entry.number = row.unsigned_integer(0);
  entry.at = instant_of(row, 1);
  entry.actor = row.string(2);
  entry.actor_name = row.string(3);
  entry.action = row.string(4);
  entry.place = row.string(5);
  entry.after = row.string(6);
  entry.hash = row.string(7);
  return entry;
}

ChainHead read_head(const SqlRow& row) {
  return {row.unsigned_integer(0), row.string(1), row.string(2), row.unsigned_integer(3), instant_if_any(row, 4)};
}

Result<void> visit_boards(SqlStatement& rows, const VisitBoard& visit, std::size_t& left) {
  Result<void> visited;
  auto read = each_row(rows, [&](const SqlRow& row) {
    if (!visited) return;
    if (left > 0) --left;
    visited = visit(read_board(row));
  });
  return read ? visited : read;
}

}  // namespace

Result<void> SqlDeliveries::each_board_around(const Announcement& announcement, std::string_view place_path,
                                              const BehindBoard& after, std::size_t limit, const VisitBoard& visit) {
  const std::string select = "SELECT " + std::string(kBoardColumns) + ", " + std::string(kToldColumns) +
                             " FROM board LEFT JOIN delivery ON delivery.kind = ?1 AND delivery.subject = ?2 AND "
                             "delivery.board = board.id LEFT JOIN board_report ON board_report.board = board.id WHERE ";
  const std::string behind = " AND (board.place, board.id) > (?3, ?4) ORDER BY board.place, board.id LIMIT ?5";
  std::size_t left = limit;
  // What contains the place sorts before it.
  for (const std::string& above : base::self_and_ancestors(base::parent_path(place_path))) {
    if (left == 0) return {};
    auto rows = query(select + "board.place = ?6" + behind, to_column(announcement.kind), announcement.id,
                      after.place_path, after.id, static_cast<std::uint64_t>(left), above);
    if (!rows) return tl::unexpected(rows.error());
    if (auto read = visit_boards(**rows, visit, left); !read) return read;
  }
  if (left == 0) return {};
  const PathRange range(place_path);
  // SQLite begins at one bound alone: at the one that leaves out the pages before.
  const std::string_view from = std::max<std::string_view>(range.path, after.place_path);
  auto rows =
      query(select + "board.place >= ?9 AND board.place < ?7 AND (board.place = ?6 OR board.place >= ?8)" + behind,
            to_column(announcement.kind), announcement.id, after.place_path, after.id, static_cast<std::uint64_t>(left),
            range.path, range.upto, range.inside, from);
  if (!rows) return tl::unexpected(rows.error());
  return visit_boards(**rows, visit, left);
}

Result<void> SqlDeliveries::each_board_told(const Announcement& announcement,
                                            const std::vector<std::string>& outside_of, const BehindBoard& after,
                                            std::size_t limit, const VisitBoard& visit) {
  Where where;
  where.both("delivery.kind = " + where.parameter(to_column(announcement.kind)));
  where.both("delivery.subject = " + where.parameter(announcement.id));
  const std::string after_place = where.parameter(after.place_path);
  where.both("(board.place, board.id) > (" + after_place + ", " + where.parameter(after.id) + ")");
  for (const std::string& place : outside_of) {
    const PathRange range(place);
    where.both("NOT (board.place >= " + where.parameter(range.path) + " AND board.place < " +
               where.parameter(range.upto) + " AND (board.place = " + where.parameter(range.path) +
               " OR board.place >= " + where.parameter(range.inside) + "))");
  }
  const std::string most = where.parameter(static_cast<std::int64_t>(limit));
  auto rows = query("SELECT " + std::string(kBoardColumns) + ", " + std::string(kToldColumns) +
                    " FROM delivery JOIN board ON board.id = delivery.board LEFT JOIN board_report ON "
                    "board_report.board = board.id" +
                    where.text() + " ORDER BY board.place, board.id LIMIT " + most);
  if (!rows) return tl::unexpected(rows.error());
  where.bind_to(**rows);
  return visit_boards(**rows, visit, limit);
}

Result<std::int64_t> SqlDeliveries::count_households_within(const std::vector<std::string>& places) {
  // Looked up place by place, some hundreds in one question. Neither store would choose that order by itself.
  static const std::string sql = [] {
    std::string ranges;
    for (std::size_t i = 0; i < kPlacesAtOnce; ++i) {
      const auto parameter = [i](std::size_t k) { return "CAST(?" + std::to_string(3 * i + k) + " AS TEXT)"; };
      ranges += (i == 0 ? "(" : ", (") + parameter(1) + ", " + parameter(2) + ", " + parameter(3) + ")";
    }
    return "WITH asked (path, upto, inside) AS (VALUES " + ranges +
           ") SELECT CAST(COALESCE(SUM((SELECT SUM(households) FROM unit_households WHERE unit >= asked.path AND "
           "unit < asked.upto AND (unit = asked.path OR unit >= asked.inside))), 0) AS BIGINT) FROM asked";
  }();
  std::int64_t sum = 0;
  for (std::size_t first = 0; first < places.size(); first += kPlacesAtOnce) {
    auto rows = query(sql);
    if (!rows) return tl::unexpected(rows.error());
    for (std::size_t i = 0; i < kPlacesAtOnce; ++i) {
      const int parameter = static_cast<int>(3 * i);
      const bool asked = first + i < places.size();
      const PathRange range(asked ? places[first + i] : std::string());
      (*rows)->bind(parameter + 1, range.path);
      (*rows)->bind(parameter + 2, asked ? range.upto : "");  // nothing lies before ""
      (*rows)->bind(parameter + 3, range.inside);
    }
    auto read = each_row(**rows, [&](const SqlRow& row) { sum += row.integer(0); });
    if (!read) return tl::unexpected(read.error());
  }
  return sum;
}

Result<std::optional<BoardTold>> SqlDeliveries::board_told(const Announcement& announcement,
                                                           std::string_view board_id) {
  auto rows = query("SELECT " + std::string(kToldColumns) +
                        " FROM delivery WHERE kind = ?1 AND subject = ?2 AND "
                        "board = ?3",
                    to_column(announcement.kind), announcement.id, board_id);
  if (!rows) return tl::unexpected(rows.error());
  std::optional<BoardTold> told;
  auto read = each_row(**rows, [&](const SqlRow& row) { told = read_told(row, 0); });
  if (!read) return tl::unexpected(read.error());
  return told;
}

Result<std::optional<ChainHead>> SqlDeliveries::head(const Announcement& announcement, std::string_view for_update) {
  auto rows = query(std::string("SELECT number, hash, version, signed_number, unsigned_since FROM delivery_head "
                                "WHERE kind = ?1 AND subject = ?2")
                        .append(for_update),
                    to_column(announcement.kind), announcement.id);
  if (!rows) return tl::unexpected(rows.error());
  std::optional<ChainHead> found;
  auto read = each_row(**rows, [&](const SqlRow& row) { found = read_head(row); });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<ChainHead> SqlDeliveries::delivery_head(const Announcement& announcement) {
  return head(announcement, "").map([](const auto& found) { return found.value_or(ChainHead()); });
}

Result<std::string> SqlDeliveries::hash_of(const Announcement& announcement, std::uint64_t number) {
  auto rows = query("SELECT hash FROM delivery_entry WHERE kind = ?1 AND subject = ?2 AND number = ?3",
                    to_column(announcement.kind), announcement.id, number);
  if (!rows) return tl::unexpected(rows.error());
  std::string hash;
  auto read = each_row(**rows, [&](const SqlRow& row) { hash = row.string(0); });
  if (!read) return tl::unexpected(read.error());
  return hash;
}

Result<std::string> SqlDeliveries::published_words(const Announcement& announcement, std::string_view version) {
  const std::string begin = "{\"version\":\"" + std::string(version) + "\"";
  auto rows = query(
      "SELECT value_after FROM delivery_entry WHERE kind = ?1 AND subject = ?2 AND action IN ('published', 'changed') "
      "AND substr(value_after, 1, ?3) = ?4 ORDER BY number LIMIT 1",
      to_column(announcement.kind), announcement.id, static_cast<std::int64_t>(begin.size()), begin);
  if (!rows) return tl::unexpected(rows.error());
  std::string said;
  auto read = each_row(**rows, [&](const SqlRow& row) { said = row.string(0); });
  if (!read) return tl::unexpected(read.error());
  return said;
}

Result<std::vector<wire::LedgerEntry>> SqlDeliveries::delivery_entries(const Announcement& announcement,
                                                                       std::uint64_t after, std::size_t limit) {
  auto previous = after == 0 ? Result<std::string>("") : hash_of(announcement, after);
  if (!previous) return tl::unexpected(previous.error());
  auto rows = query(
      "SELECT number, at, actor, actor_name, action, place, value_after, hash FROM delivery_entry "
      "WHERE kind = ?1 AND subject = ?2 AND number > ?3 ORDER BY number LIMIT ?4",
      to_column(announcement.kind), announcement.id, after, static_cast<std::uint64_t>(limit));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<wire::LedgerEntry> entries;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    wire::LedgerEntry entry = read_entry(row);
    entry.subject = announcement.id;
    entry.previous = std::exchange(*previous, entry.hash);
    entries.push_back(std::move(entry));
  });
  if (!read) return tl::unexpected(read.error());
  return entries;
}

Result<std::vector<wire::LedgerCheckpoint>> SqlDeliveries::delivery_checkpoints(const Announcement& announcement,
                                                                                std::uint64_t after,
                                                                                std::size_t limit) {
  auto rows = query(
      "SELECT number, hash, at, key_number, publishing_key, signature FROM delivery_checkpoint "
      "WHERE kind = ?1 AND subject = ?2 AND number > ?3 ORDER BY number LIMIT ?4",
      to_column(announcement.kind), announcement.id, after, static_cast<std::uint64_t>(limit));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<wire::LedgerCheckpoint> checkpoints;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    checkpoints.push_back({row.unsigned_integer(0), row.string(1), instant_of(row, 2), row.unsigned_integer(3),
                           row.string(4), row.string(5)});
  });
  if (!read) return tl::unexpected(read.error());
  return checkpoints;
}

Result<std::vector<Announcement>> SqlDeliveries::unsigned_deliveries(std::uint64_t entries, base::Instant since,
                                                                     std::size_t limit) {
  auto rows = query(
      "SELECT kind, subject FROM delivery_head WHERE unsigned_since IS NOT NULL AND (unsigned_since <= ?1 OR "
      "number - signed_number >= ?2) ORDER BY unsigned_since LIMIT ?3",
      to_column(since), entries, static_cast<std::uint64_t>(limit));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Announcement> found;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    found.push_back({enum_of<AnnouncementKind>(row, 0), row.string(1)});
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<bool> SqlDeliveries::note_sent(const Announcement& announcement, std::string_view board_id, base::Instant at,
                                      SentHow how) {
  // What it has said to have can't have been handed out for the first time now.
  return run("INSERT INTO delivery (kind, subject, board, sent_at, sent_how, times, seconds, version) "
             "VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, '') ON CONFLICT (kind, subject, board) DO NOTHING",
             to_column(announcement.kind), announcement.id, board_id, to_column(at), to_column(how))
      .map([](std::int64_t made) { return made > 0; });
}

Result<void> SqlDeliveries::note_said(const Announcement& announcement, std::string_view board_id,
                                      const BoardSaid& said) {
  const std::optional<base::Instant> version_shown_at = said.older_shown ? std::nullopt : said.shown_at;
  const std::optional<base::Instant> since_told =
      said.tells_start && version_shown_at && *version_shown_at >= said.told_since ? version_shown_at : std::nullopt;
  return execute(
      "INSERT INTO delivery (kind, subject, board, received_at, shown_at, last_shown_at, times, seconds, version, "
      "version_at, version_shown_at, start_shown_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?4, ?12, ?10) "
      "ON CONFLICT (kind, subject, board) DO UPDATE SET "
      "received_at = COALESCE(delivery.received_at, excluded.received_at), "
      "shown_at = COALESCE(delivery.shown_at, excluded.shown_at), "
      "last_shown_at = CASE WHEN delivery.last_shown_at >= excluded.last_shown_at OR excluded.last_shown_at IS NULL "
      "THEN delivery.last_shown_at ELSE excluded.last_shown_at END, "
      "times = delivery.times + excluded.times, seconds = delivery.seconds + excluded.seconds, "
      "version_at = CASE WHEN delivery.version = excluded.version AND delivery.version_at IS NOT NULL "
      "THEN delivery.version_at ELSE excluded.version_at END, "
      "version_shown_at = CASE WHEN delivery.version = excluded.version AND delivery.version_shown_at IS NOT NULL "
      "THEN delivery.version_shown_at ELSE excluded.version_shown_at END, "
      "start_shown_at = CASE WHEN delivery.start_shown_at >= ?11 THEN delivery.start_shown_at "
      "ELSE excluded.start_shown_at END, version = excluded.version",
      to_column(announcement.kind), announcement.id, board_id, to_column(said.received_at), to_column(said.shown_at),
      to_column(said.last_shown_at ? said.last_shown_at : said.shown_at), said.times, said.seconds, said.version,
      to_column(since_told), to_column(said.told_since), to_column(version_shown_at));
}

Result<ChainHead> SqlDeliveries::lock_delivery_head(const Announcement& announcement) {
  auto found = head(announcement, for_update_);
  if (!found) return tl::unexpected(found.error());
  if (*found) return **found;
  // The first of all. Who makes the row at the same moment is waited for, and then seen.
  auto made = execute(
      "INSERT INTO delivery_head (kind, subject, number, hash, version, last_at, signed_number) "
      "VALUES (?1, ?2, 0, '', '', 0, 0) ON CONFLICT DO NOTHING",
      to_column(announcement.kind), announcement.id);
  if (!made) return tl::unexpected(made.error());
  return head(announcement, for_update_).map([](const auto& now) { return now.value_or(ChainHead()); });
}

Result<void> SqlDeliveries::append(const Announcement& announcement, const std::vector<wire::LedgerEntry>& entries,
                                   const std::optional<std::string>& version) {
  if (entries.empty()) return {};
  auto last = lock_delivery_head(announcement);
  if (!last) return tl::unexpected(last.error());
  for (const wire::LedgerEntry& entry : entries) {
    if (entry.number != last->number + 1 || entry.previous != last->hash) {
      return base::fail(base::ErrorCode::conflict, "entry " + std::to_string(entry.number) + " of " + announcement.id +
                                                       " doesn't follow " + std::to_string(last->number));
    }
    auto done = execute(
        "INSERT INTO delivery_entry (kind, subject, number, at, actor, actor_name, action, place, value_after, hash) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        to_column(announcement.kind), announcement.id, entry.number, to_column(entry.at), entry.actor, entry.actor_name,
        entry.action, entry.place, entry.after, entry.hash);
    if (!done) return done;
    last->number = entry.number;
    last->hash = entry.hash;
  }
  const auto at = to_column(entries.back().at);
  return execute(
      "UPDATE delivery_head SET number = ?3, hash = ?4, version = ?5, last_at = ?6, "
      "unsigned_since = COALESCE(unsigned_since, ?6) WHERE kind = ?1 AND subject = ?2",
      to_column(announcement.kind), announcement.id, last->number, last->hash, version.value_or(last->version), at);
}

Result<void> SqlDeliveries::put(const Announcement& announcement, const wire::LedgerCheckpoint& checkpoint) {
  auto done = execute(
      "INSERT INTO delivery_checkpoint (kind, subject, number, hash, at, key_number, publishing_key, signature) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
      to_column(announcement.kind), announcement.id, checkpoint.number, checkpoint.hash, to_column(checkpoint.at),
      checkpoint.key_number, checkpoint.publishing_key, checkpoint.signature);
  if (!done) return done;
  // What was appended since the hash was read waits from now on.
  return execute(
      "UPDATE delivery_head SET signed_number = ?3, unsigned_since = CASE WHEN number > ?3 THEN CAST(?4 AS BIGINT) END "
      "WHERE kind = ?1 AND subject = ?2 AND signed_number < ?3",
      to_column(announcement.kind), announcement.id, checkpoint.number, to_column(checkpoint.at));
}

Result<std::size_t> SqlDeliveries::drop_deliveries(base::Instant quiet_since, std::size_t limit) {
  auto rows = query("SELECT kind, subject FROM delivery_head WHERE last_at < ?1 ORDER BY last_at LIMIT ?2",
                    to_column(quiet_since), static_cast<std::uint64_t>(limit));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Announcement> quiet;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    quiet.push_back({enum_of<AnnouncementKind>(row, 0), row.string(1)});
  });
  if (!read) return tl::unexpected(read.error());
  for (const Announcement& announcement : quiet) {
    for (const char* table : {"delivery", "delivery_entry", "delivery_checkpoint", "delivery_head"}) {
      auto done = execute(std::string("DELETE FROM ") + table + " WHERE kind = ?1 AND subject = ?2",
                          to_column(announcement.kind), announcement.id);
      if (!done) return tl::unexpected(done.error());
    }
  }
  return quiet.size();
}

}  // namespace gridboard::store
