// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/store/sql/columns.hpp"
#include "sync/store/sql/sql_alarms.hpp"
#include "sync/store/store.hpp"

namespace gridboard::store {

namespace {

constexpr std::string_view kSelectAlarm =
    "SELECT id, kind, supply, outage, words, value, figure, since, opened_at, acknowledged_at, acknowledged_by, "
    "acknowledged_by_name, note, ended_at FROM alarm";

Alarm read_alarm(const SqlRow& row) {
  Alarm alarm;
  alarm.id = row.string(0);
  alarm.kind = enum_of<model::AlarmKind>(row, 1);
  alarm.supply_id = row.string(2);
  alarm.outage_id = row.string(3);
  alarm.words = row.string(4);
  alarm.value = row.string(5);
  alarm.figure = row.integer(6);
  alarm.since = instant_of(row, 7);
  alarm.opened_at = instant_of(row, 8);
  alarm.acknowledged_at = instant_if_any(row, 9);
  alarm.acknowledged_by = row.string(10);
  alarm.acknowledged_by_name = row.string(11);
  alarm.note = row.string(12);
  alarm.ended_at = instant_if_any(row, 13);
  return alarm;
}

AlarmRule read_rule(const SqlRow& row) {
  return {row.string(0), enum_of<model::AlarmKind>(row, 1), row.string(2), row.string(3), row.boolean(4),
          row.integer(5)};
}

std::optional<std::int64_t> number_if_any(const SqlRow& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.integer(column);
}

// A condition that grows, with what is bound to it.
struct Condition {
  std::string text;
  std::vector<std::string> texts;

  // "?n" of a text.
  std::string bound(std::string_view value) {
    texts.emplace_back(value);
    return "?" + std::to_string(texts.size());
  }
  void add(const std::string& more) { text += (text.empty() ? " WHERE " : " AND ") + more; }
  void bind_to(SqlStatement& statement) const {
    int index = 0;
    for (const std::string& value : texts) statement.bind(++index, value);
  }
};

Condition condition_of(const AlarmFilter& filter) {
  Condition condition;
  const bool standing = filter.standing || filter.state == AlarmState::open || filter.state == AlarmState::acknowledged;
  if (standing) condition.add("ended_at IS NULL");
  if (filter.state == AlarmState::open) condition.add("acknowledged_at IS NULL");
  if (filter.state == AlarmState::acknowledged) condition.add("acknowledged_at IS NOT NULL");
  if (filter.state == AlarmState::ended) condition.add("ended_at IS NOT NULL");
  if (filter.kind) condition.add("kind = " + std::to_string(to_column(*filter.kind)));
  const std::string of_board = "EXISTS (SELECT 1 FROM alarm_board WHERE alarm_board.alarm = alarm.id AND ";
  if (!filter.board_id.empty()) condition.add(of_board + "board = " + condition.bound(filter.board_id) + ")");
  const bool everywhere =
      std::any_of(filter.under.begin(), filter.under.end(), [](const std::string& path) { return path.empty(); });
  if (everywhere) return condition;
  std::string places;
  for (const std::string& path : filter.under) {
    places += (places.empty() ? "" : " OR ") + std::string("place = ") + condition.bound(path);
    places += " OR (place >= " + condition.bound(path + '/');
    places += " AND place < " + condition.bound(path + '0') + ")";
  }
  condition.add(of_board + "(" + (places.empty() ? "1 = 0" : places) + "))");
  return condition;
}

}  // namespace

Result<std::vector<CountedBoardGroup>> SqlAlarms::board_groups() {
  auto rows = query(
      "SELECT id, name, (SELECT COUNT(*) FROM board_group_member WHERE board_group = board_group.id) FROM board_group "
      "ORDER BY name");
  if (!rows) return tl::unexpected(rows.error());
  std::vector<CountedBoardGroup> groups;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    groups.push_back({row.string(0), row.string(1), row.integer(2)});
  });
  if (!read) return tl::unexpected(read.error());
  return groups;
}

Result<std::optional<BoardGroup>> SqlAlarms::board_group(std::string_view id) {
  auto rows = query("SELECT id, name FROM board_group WHERE id = ?1" + std::string(for_update_), id);
  if (!rows) return tl::unexpected(rows.error());
  std::optional<BoardGroup> group;
  auto read = each_row(**rows, [&](const SqlRow& row) { group = BoardGroup{row.string(0), row.string(1), {}}; });
  if (!read) return tl::unexpected(read.error());
  if (!group) return group;
  auto members = query("SELECT board FROM board_group_member WHERE board_group = ?1 ORDER BY board", id);
  if (!members) return tl::unexpected(members.error());
  read = each_row(**members, [&](const SqlRow& row) { group->boards.push_back(row.string(0)); });
  if (!read) return tl::unexpected(read.error());
  return group;
}

Result<bool> SqlAlarms::taken_by_another(std::string_view sql, const std::string& id,
                                         const std::vector<std::string>& values) {
  // Whoever takes the same at the same time waits here for the other.
  auto rows = connection_.statement(std::string(sql).append(for_update_));
  if (!rows) return tl::unexpected(rows.error());
  int index = 0;
  for (const std::string& value : values) (*rows)->bind(++index, value);
  bool others = false;
  auto read = each_row(**rows, [&](const SqlRow& row) { others = row.text(0) != id; });
  if (!read) return tl::unexpected(read.error());
  return others;
}

Result<void> SqlAlarms::put(const BoardGroup& group) {
  const auto taken = taken_by_another("SELECT id FROM board_group WHERE name = ?1", group.id, {group.name});
  if (!taken) return tl::unexpected(taken.error());
  if (*taken) return base::fail(base::ErrorCode::conflict, "the name '" + group.name + "' is taken");
  auto put =
      run("INSERT INTO board_group (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
          group.id, group.name);
  if (!put) return tl::unexpected(put.error());
  auto done = execute("DELETE FROM board_group_member WHERE board_group = ?1", group.id);
  for (std::size_t i = 0; done && i < group.boards.size(); ++i) {
    done = execute("INSERT INTO board_group_member (board_group, board) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                   group.id, group.boards[i]);
  }
  return done;
}

Result<bool> SqlAlarms::drop_board_group(std::string_view id) {
  if (auto rules = execute("DELETE FROM alarm_rule WHERE board_group = ?1", id); !rules) {
    return tl::unexpected(rules.error());
  }
  return run("DELETE FROM board_group WHERE id = ?1", id).map([](std::int64_t gone) { return gone > 0; });
}

Result<std::vector<AlarmRule>> SqlAlarms::alarm_rules() {
  auto rows =
      query("SELECT id, kind, place, board_group, is_on, figure FROM alarm_rule ORDER BY kind, place, board_group");
  if (!rows) return tl::unexpected(rows.error());
  std::vector<AlarmRule> rules;
  auto read = each_row(**rows, [&](const SqlRow& row) { rules.push_back(read_rule(row)); });
  if (!read) return tl::unexpected(read.error());
  return rules;
}

Result<std::optional<AlarmRule>> SqlAlarms::alarm_rule(std::string_view id) {
  auto rows = query(
      "SELECT id, kind, place, board_group, is_on, figure FROM alarm_rule WHERE id = ?1" + std::string(for_update_),
      id);
  if (!rows) return tl::unexpected(rows.error());
  std::optional<AlarmRule> rule;
  auto read = each_row(**rows, [&](const SqlRow& row) { rule = read_rule(row); });
  if (!read) return tl::unexpected(read.error());
  return rule;
}

Result<void> SqlAlarms::put(const AlarmRule& rule) {
  const auto taken = taken_by_another("SELECT id FROM alarm_rule WHERE kind = " + std::to_string(to_column(rule.kind)) +
                                          " AND place = ?1 AND board_group = ?2",
                                      rule.id, {rule.place, rule.group});
  if (!taken) return tl::unexpected(taken.error());
  if (*taken) return base::fail(base::ErrorCode::conflict, "there is a rule of this kind for these boards");
  return run("INSERT INTO alarm_rule (id, kind, place, board_group, is_on, figure) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON "
             "CONFLICT (id) DO UPDATE SET kind = excluded.kind, place = excluded.place, board_group = "
             "excluded.board_group, is_on = excluded.is_on, figure = excluded.figure",
             rule.id, to_column(rule.kind), rule.place, rule.group, rule.on, rule.figure)
      .map([](std::int64_t) {});
}

Result<bool> SqlAlarms::drop_alarm_rule(std::string_view id) {
  return run("DELETE FROM alarm_rule WHERE id = ?1", id).map([](std::int64_t gone) { return gone > 0; });
}

Result<std::vector<Alarm>> SqlAlarms::alarms_of(Result<std::unique_ptr<SqlStatement>> rows) {
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Alarm> alarms;
  auto read = each_row(**rows, [&](const SqlRow& row) { alarms.push_back(read_alarm(row)); });
  if (!read) return tl::unexpected(read.error());
  for (Alarm& alarm : alarms) {
    auto boards =
        query("SELECT board, place, since, back_at FROM alarm_board WHERE alarm = ?1 ORDER BY board", alarm.id);
    if (!boards) return tl::unexpected(boards.error());
    read = each_row(**boards, [&](const SqlRow& row) {
      alarm.boards.push_back({row.string(0), row.string(1), instant_of(row, 2), instant_if_any(row, 3)});
    });
    if (!read) return tl::unexpected(read.error());
  }
  return alarms;
}

Result<std::optional<Alarm>> SqlAlarms::alarm(std::string_view id) {
  auto found = alarms_of(query(std::string(kSelectAlarm) + " WHERE id = ?1" + std::string(for_update_), id));
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return std::optional<Alarm>();
  return std::optional(std::move(found->front()));
}

Result<std::vector<Alarm>> SqlAlarms::standing_alarms() {
  return alarms_of(
      query(std::string(kSelectAlarm) + " WHERE ended_at IS NULL ORDER BY opened_at, id" + std::string(for_update_)));
}

Result<std::vector<Alarm>> SqlAlarms::alarms_listed(const AlarmFilter& filter) {
  Condition condition = condition_of(filter);
  if (filter.after_opened) {
    const std::string at = std::to_string(to_column(*filter.after_opened));
    condition.add("(opened_at < " + at + " OR (opened_at = " + at + " AND id < " + condition.bound(filter.after_id) +
                  "))");
  }
  auto rows = connection_.statement(std::string(kSelectAlarm) + condition.text +
                                    " ORDER BY opened_at DESC, id DESC LIMIT " + std::to_string(filter.limit));
  if (rows) condition.bind_to(**rows);
  return alarms_of(std::move(rows));
}

Result<std::int64_t> SqlAlarms::count_alarms(const AlarmFilter& filter) {
  const Condition condition = condition_of(filter);
  auto rows = connection_.statement("SELECT COUNT(*) FROM alarm" + condition.text);
  if (!rows) return tl::unexpected(rows.error());
  condition.bind_to(**rows);
  std::int64_t count = 0;
  auto read = each_row(**rows, [&](const SqlRow& row) { count = row.integer(0); });
  if (!read) return tl::unexpected(read.error());
  return count;
}

Result<std::vector<WatchedBoard>> SqlAlarms::watched_boards(std::string_view after_id, std::size_t limit) {
  auto rows = query(
      "SELECT board.id, board.place, board.last_seen, board_report.at, feed_lag_s, clock_offset_ms, storage_free_mb, "
      "temperature_c, COALESCE(printer, '') FROM board LEFT JOIN board_report ON board_report.board = board.id WHERE "
      "board.state = ?1 AND board.id > ?2 ORDER BY board.id LIMIT ?3",
      to_column(BoardState::active), after_id, static_cast<std::uint64_t>(limit));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<WatchedBoard> boards;
  auto read = each_row(**rows, [&](const SqlRow& row) {
    boards.push_back({row.string(0), row.string(1), instant_if_any(row, 2), instant_if_any(row, 3),
                      number_if_any(row, 4), number_if_any(row, 5), number_if_any(row, 6), number_if_any(row, 7),
                      row.string(8)});
  });
  if (!read) return tl::unexpected(read.error());
  return boards;
}

Result<base::Instant> SqlAlarms::lock_alarms(base::Instant now) {
  // Whoever makes the row at the same time waits here for the other.
  auto made = run("INSERT INTO alarm_watch (id, looked_at) VALUES (1, 0) ON CONFLICT DO NOTHING");
  if (!made) return tl::unexpected(made.error());
  auto rows = query("SELECT looked_at FROM alarm_watch WHERE id = 1" + std::string(for_update_));
  if (!rows) return tl::unexpected(rows.error());
  base::Instant before{};
  auto read = each_row(**rows, [&](const SqlRow& row) { before = instant_of(row, 0); });
  if (!read) return tl::unexpected(read.error());
  return run("UPDATE alarm_watch SET looked_at = ?1 WHERE id = 1", to_column(now)).map([&](std::int64_t) {
    return before;
  });
}

Result<void> SqlAlarms::put(const Alarm& alarm) {
  for (const AlarmedBoard& board : alarm.boards) {
    if (board.back_at) continue;
    const auto taken =
        taken_by_another("SELECT alarm FROM alarm_board WHERE kind = " + std::to_string(to_column(alarm.kind)) +
                             " AND board = ?1 AND back_at IS "
                             "NULL",
                         alarm.id, {board.board_id});
    if (!taken) return tl::unexpected(taken.error());
    if (*taken) return base::fail(base::ErrorCode::conflict, "board " + board.board_id + " is under another alarm");
  }
  // Its boards go with it.
  auto done = execute("DELETE FROM alarm WHERE id = ?1", alarm.id);
  if (done) {
    done = execute(
        "INSERT INTO alarm (id, kind, supply, outage, words, value, figure, since, opened_at, acknowledged_at, "
        "acknowledged_by, acknowledged_by_name, note, ended_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
        "?12, ?13, ?14)",
        alarm.id, to_column(alarm.kind), alarm.supply_id, alarm.outage_id, alarm.words, alarm.value, alarm.figure,
        to_column(alarm.since), to_column(alarm.opened_at), to_column(alarm.acknowledged_at), alarm.acknowledged_by,
        alarm.acknowledged_by_name, alarm.note, to_column(alarm.ended_at));
  }
  for (std::size_t i = 0; done && i < alarm.boards.size(); ++i) {
    const AlarmedBoard& board = alarm.boards[i];
    done = execute(
        "INSERT INTO alarm_board (alarm, board, kind, place, since, back_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", alarm.id,
        board.board_id, to_column(alarm.kind), board.place_path, to_column(board.since), to_column(board.back_at));
  }
  return done;
}

Result<std::size_t> SqlAlarms::drop_alarms(base::Instant ended_before, std::size_t limit) {
  return run("DELETE FROM alarm WHERE id IN (SELECT id FROM alarm WHERE ended_at < ?1 ORDER BY opened_at LIMIT ?2)",
             to_column(ended_before), static_cast<std::uint64_t>(limit))
      .map([](std::int64_t gone) { return static_cast<std::size_t>(gone); });
}

}  // namespace gridboard::store
