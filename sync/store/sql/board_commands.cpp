// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_board_commands.hpp"

namespace gridboard::store {

namespace {

// Boards asked for in one statement: few enough texts of it for a connection to keep prepared.
constexpr std::size_t kBoardsAtOnce = 50;

std::optional<std::int64_t> number_if_any(const SqlRow& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.integer(column);
}

BoardReport read_report(const SqlRow& row) {
  BoardReport report;
  report.board_id = row.string(0);
  report.at = instant_of(row, 1);
  report.health.version = row.string(2);
  report.health.feed_lag_s = number_if_any(row, 3);
  report.health.clock_offset_ms = number_if_any(row, 4);
  report.health.storage_free_mb = number_if_any(row, 5);
  report.health.temperature_c = number_if_any(row, 6);
  report.health.printer = row.string(7);
  report.health.speaker = row.string(8);
  report.health.uptime_s = number_if_any(row, 9);
  report.health.pictures = row.string(10);
  return report;
}

constexpr std::string_view kCommandColumns =
    "id, board, kind, asked_at, ends_at, asked_by, asked_by_name, outcome, said_at, why";

BoardCommand read_command(const SqlRow& row) {
  BoardCommand command;
  command.id = row.string(0);
  command.board_id = row.string(1);
  command.kind = enum_of<wire::CommandKind>(row, 2);
  command.asked_at = instant_of(row, 3);
  command.ends_at = instant_of(row, 4);
  command.asked_by = row.string(5);
  command.asked_by_name = row.string(6);
  if (!row.is_null(7)) command.outcome = enum_of<wire::CommandOutcome>(row, 7);
  command.said_at = instant_if_any(row, 8);
  command.why = row.string(9);
  return command;
}

}  // namespace

Result<std::vector<BoardReport>> SqlBoardCommands::board_reports(const std::vector<std::string>& board_ids) {
  std::vector<BoardReport> reports;
  for (std::size_t from = 0; from < board_ids.size(); from += kBoardsAtOnce) {
    // The same statement every time: what isn't asked for is the last one again.
    std::string sql =
        "SELECT board, at, version, feed_lag_s, clock_offset_ms, storage_free_mb, temperature_c, printer, speaker, "
        "uptime_s, pictures FROM board_report WHERE board IN (";
    for (std::size_t i = 1; i <= kBoardsAtOnce; ++i) sql += (i == 1 ? "?" : ", ?") + std::to_string(i);
    auto rows = connection_.statement(sql + ")");
    if (!rows) return tl::unexpected(rows.error());
    for (std::size_t i = 0; i < kBoardsAtOnce; ++i) {
      (*rows)->bind(static_cast<int>(i) + 1, board_ids[std::min(from + i, board_ids.size() - 1)]);
    }
    auto read = each_row(**rows, [&](const SqlRow& row) { reports.push_back(read_report(row)); });
    if (!read) return tl::unexpected(read.error());
  }
  std::sort(reports.begin(), reports.end(), [](const auto& a, const auto& b) { return a.board_id < b.board_id; });
  const auto same = [](const auto& a, const auto& b) { return a.board_id == b.board_id; };
  reports.erase(std::unique(reports.begin(), reports.end(), same), reports.end());
  return reports;
}

Result<std::optional<BoardCommand>> SqlBoardCommands::board_command(std::string_view id) {
  auto rows = query(
      std::string("SELECT ").append(kCommandColumns).append(" FROM board_command WHERE id = ?1").append(for_update_),
      id);
  if (!rows) return tl::unexpected(rows.error());
  std::optional<BoardCommand> command;
  auto read = each_row(**rows, [&](const SqlRow& row) { command = read_command(row); });
  if (!read) return tl::unexpected(read.error());
  return command;
}

Result<std::vector<BoardCommand>> SqlBoardCommands::board_commands(std::string_view board_id) {
  auto rows = query(std::string("SELECT ")
                        .append(kCommandColumns)
                        .append(" FROM board_command WHERE board = ?1 ORDER BY asked_at DESC, id DESC"),
                    board_id);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<BoardCommand> commands;
  auto read = each_row(**rows, [&](const SqlRow& row) { commands.push_back(read_command(row)); });
  if (!read) return tl::unexpected(read.error());
  return commands;
}

Result<std::optional<BoardPicture>> SqlBoardCommands::board_picture(std::string_view board_id, bool with_bytes) {
  const std::string_view sql =
      with_bytes ? "SELECT board, command, taken_at, width_px, height_px, png FROM board_picture WHERE board = ?1"
                 : "SELECT board, command, taken_at, width_px, height_px FROM board_picture WHERE board = ?1";
  auto rows = query(sql, board_id);
  if (!rows) return tl::unexpected(rows.error());
  std::optional<BoardPicture> picture;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    picture = {row.string(0),
               row.string(1),
               instant_of(row, 2),
               static_cast<int>(row.integer(3)),
               static_cast<int>(row.integer(4)),
               with_bytes ? std::string(row.blob(5)) : std::string()};
  });
  if (!read) return tl::unexpected(read.error());
  return picture;
}

Result<void> SqlBoardCommands::put(const BoardReport& report) {
  const wire::HealthBody& health = report.health;
  return execute(
      "INSERT INTO board_report (board, at, version, feed_lag_s, clock_offset_ms, storage_free_mb, temperature_c, "
      "printer, speaker, uptime_s, pictures) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
      "ON CONFLICT (board) DO UPDATE SET at = excluded.at, version = excluded.version, "
      "feed_lag_s = excluded.feed_lag_s, clock_offset_ms = excluded.clock_offset_ms, "
      "storage_free_mb = excluded.storage_free_mb, temperature_c = excluded.temperature_c, "
      "printer = excluded.printer, speaker = excluded.speaker, uptime_s = excluded.uptime_s, "
      "pictures = excluded.pictures",
      report.board_id, to_column(report.at), health.version, health.feed_lag_s, health.clock_offset_ms,
      health.storage_free_mb, health.temperature_c, health.printer, health.speaker, health.uptime_s, health.pictures);
}

Result<void> SqlBoardCommands::put(const BoardCommand& command) {
  auto done = execute(
      "INSERT INTO board_command (id, board, kind, asked_at, ends_at, asked_by, asked_by_name, outcome, said_at, why) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, "
      "said_at = excluded.said_at, why = excluded.why",
      command.id, command.board_id, to_column(command.kind), to_column(command.asked_at), to_column(command.ends_at),
      command.asked_by, command.asked_by_name,
      command.outcome ? std::optional(to_column(*command.outcome)) : std::nullopt, to_column(command.said_at),
      command.why);
  if (!done) return done;
  return execute(
      "DELETE FROM board_command WHERE board = ?1 AND id NOT IN (SELECT id FROM board_command WHERE board = ?1 "
      "ORDER BY asked_at DESC, id DESC LIMIT ?2)",
      command.board_id, static_cast<std::uint64_t>(kKeptBoardCommands));
}

Result<void> SqlBoardCommands::put(const BoardPicture& picture) {
  auto statement = query(
      "INSERT INTO board_picture (board, command, taken_at, width_px, height_px, png) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
      "ON CONFLICT (board) DO UPDATE SET command = excluded.command, taken_at = excluded.taken_at, "
      "width_px = excluded.width_px, height_px = excluded.height_px, png = excluded.png",
      picture.board_id, picture.command_id, to_column(picture.taken_at), picture.width_px, picture.height_px);
  if (!statement) return tl::unexpected(statement.error());
  (*statement)->bind_blob(6, picture.png);
  return (*statement)->queue();
}

Result<std::size_t> SqlBoardCommands::drop_board_pictures(base::Instant taken_before, std::size_t limit) {
  auto statement = query(
      "DELETE FROM board_picture WHERE board IN (SELECT board FROM board_picture WHERE taken_at < ?1 "
      "ORDER BY taken_at LIMIT ?2)",
      to_column(taken_before), static_cast<std::uint64_t>(limit));
  if (!statement) return tl::unexpected(statement.error());
  return (*statement)->run().map([](std::int64_t gone) { return static_cast<std::size_t>(gone); });
}

}  // namespace gridboard::store
