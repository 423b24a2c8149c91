// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Groups of boards, rules of alarms and alarms. A part of Reader and Writer (store.hpp), with the same rules.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/alarm.hpp"

namespace gridboard::store {

struct BoardGroup {
  std::string id;  // UUID
  std::string name;
  std::vector<std::string> boards;  // ids, in order, each once

  bool operator==(const BoardGroup&) const = default;
};
struct CountedBoardGroup {
  std::string id, name;
  std::int64_t boards = 0;

  bool operator==(const CountedBoardGroup&) const = default;
};

// What holds for the boards of a group, or for those at or under a place ("" without a group: everywhere).
struct AlarmRule {
  std::string id;  // UUID
  model::AlarmKind kind = model::AlarmKind::silent;
  std::string place, group;  // one of the two
  bool on = true;
  std::int64_t figure = 0;  // see model::AlarmFigure

  bool operator==(const AlarmRule&) const = default;
};

struct AlarmedBoard {
  std::string board_id;
  std::string place_path;  // where it stood when it came under the alarm
  base::Instant since{};
  std::optional<base::Instant> back_at;  // no longer as the alarm says

  bool operator==(const AlarmedBoard&) const = default;
};

struct Alarm {
  std::string id;  // UUID
  model::AlarmKind kind = model::AlarmKind::silent;
  // What stands for all boards under it, "" if it is about one board: a supply point, or an outage that is known.
  std::string supply_id, outage_id;
  std::string words;        // its name, as it was then
  std::string value;        // what was reported when it was raised, a figure or the printer's word; "" for silence
  std::int64_t figure = 0;  // that held then
  base::Instant since{};    // as it was for the first of its boards
  base::Instant opened_at{};
  std::optional<base::Instant> acknowledged_at;
  std::string acknowledged_by, acknowledged_by_name, note;
  std::optional<base::Instant> ended_at;
  std::vector<AlarmedBoard> boards;  // by id; at least one

  bool operator==(const Alarm&) const = default;
};

enum class AlarmState { open, acknowledged, ended };  // open: nobody has said yet that he or she sees to it

struct AlarmFilter {
  std::optional<AlarmState> state;
  bool standing = false;  // open or acknowledged
  std::optional<model::AlarmKind> kind;
  std::vector<std::string> under{""};  // has a board at or under one of them; {""} is everywhere
  std::string board_id;                // "" for any
  std::optional<base::Instant> after_opened;
  std::string after_id;  // goes on behind this one
  std::size_t limit = 50;
};

// An active board, as whoever looks for what is wrong wants it.
struct WatchedBoard {
  std::string id, place_path;
  std::optional<base::Instant> last_seen;
  // Of its newest report, as far as it said so.
  std::optional<base::Instant> reported_at;
  std::optional<std::int64_t> feed_lag_s, clock_offset_ms, storage_free_mb, temperature_c;
  std::string printer;

  bool operator==(const WatchedBoard&) const = default;
};

class AlarmReader {
 public:
  virtual ~AlarmReader() = default;
  virtual base::Result<std::vector<CountedBoardGroup>> board_groups() = 0;  // by name
  virtual base::Result<std::optional<BoardGroup>> board_group(std::string_view id) = 0;
  virtual base::Result<std::vector<AlarmRule>> alarm_rules() = 0;  // by kind, place, group
  virtual base::Result<std::optional<AlarmRule>> alarm_rule(std::string_view id) = 0;
  virtual base::Result<std::optional<Alarm>> alarm(std::string_view id) = 0;
  // Newest first, by when they were raised, then by id.
  virtual base::Result<std::vector<Alarm>> alarms_listed(const AlarmFilter& filter) = 0;
  virtual base::Result<std::int64_t> count_alarms(const AlarmFilter& filter) = 0;  // whatever its page
  virtual base::Result<std::vector<Alarm>> standing_alarms() = 0;                  // oldest first
  virtual base::Result<std::vector<WatchedBoard>> watched_boards(std::string_view after_id, std::size_t limit) = 0;
};

class AlarmWriter : public virtual AlarmReader {
 public:
  // conflict: another one has the name.
  virtual base::Result<void> put(const BoardGroup& group) = 0;
  // With its rules; false if it wasn't there.
  virtual base::Result<bool> drop_board_group(std::string_view id) = 0;
  // conflict: another one says something of the same kind for the same boards.
  virtual base::Result<void> put(const AlarmRule& rule) = 0;
  virtual base::Result<bool> drop_alarm_rule(std::string_view id) = 0;
  // Whoever raises or ends alarms is the only one until the commit. `now`: of the look at the boards that is carried
  // out; gives back that of the one before.
  virtual base::Result<base::Instant> lock_alarms(base::Instant now) = 0;
  // By its id, boards and all. conflict: a board already stands under another alarm of the kind.
  virtual base::Result<void> put(const Alarm& alarm) = 0;
  // Retention: at most `limit` of those that ended before, the oldest first; how many.
  virtual base::Result<std::size_t> drop_alarms(base::Instant ended_before, std::size_t limit) = 0;
};

}  // namespace gridboard::store
