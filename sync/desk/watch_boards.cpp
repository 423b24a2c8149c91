// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/watch_boards.hpp"

#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/desk/alarm_plan.hpp"
#include "sync/desk/alarm_rules.hpp"
#include "sync/desk/alarms.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/supply_lines.hpp"
#include "sync/store/outages.hpp"

namespace gridboard::desk {

namespace {

using base::Result;
using model::AlarmKind;

constexpr std::size_t kBoardsAtOnce = 1000;
constexpr std::size_t kDroppedAtOnce = 500;
// A look of the future further off than this is no look of another server, but a clock that was set back.
constexpr std::chrono::minutes kOldLook{5};

void add_trouble(const AlarmRuleBook& rules, const store::WatchedBoard& board, AlarmKind kind,
                 const std::optional<std::int64_t>& value, std::vector<BoardTrouble>& troubles) {
  if (!value) return;
  const HeldFigure held = rules.held(kind, board.id, board.place_path);
  if (!held.on || !model::is_bad(kind, *value, held.figure)) return;
  troubles.push_back({board.id, board.place_path, kind, std::to_string(*value), held.figure, *board.reported_at});
}

void add_troubles(const AlarmRuleBook& rules, const store::WatchedBoard& board, std::vector<BoardTrouble>& troubles) {
  if (!board.reported_at) return;
  add_trouble(rules, board, AlarmKind::feed_lag, board.feed_lag_s, troubles);
  add_trouble(rules, board, AlarmKind::clock, board.clock_offset_ms, troubles);
  add_trouble(rules, board, AlarmKind::storage, board.storage_free_mb, troubles);
  add_trouble(rules, board, AlarmKind::temperature, board.temperature_c, troubles);
  if (!model::is_bad_printer(board.printer) || !rules.held(AlarmKind::printer, board.id, board.place_path).on) return;
  troubles.push_back({board.id, board.place_path, AlarmKind::printer, board.printer, 0, *board.reported_at});
}

void add_silence(const AlarmRuleBook& rules, const WatchBoards& watch, const store::WatchedBoard& board,
                 BoardLook& look) {
  look.unheard.insert(board.id);
  const HeldFigure held = rules.held(AlarmKind::silent, board.id, board.place_path);
  if (!held.on || !board.last_seen) return;
  SilentNow silent;
  silent.board = {board.id, board.place_path, *board.last_seen, {}};
  silent.figure = held.figure;
  const auto silence = watch.now - std::max(*board.last_seen, watch.listening_since);
  silent.past_figure =
      model::is_bad(AlarmKind::silent, std::chrono::floor<std::chrono::seconds>(silence).count(), held.figure);
  look.silent.push_back(std::move(silent));
}

Result<void> look_at_boards(store::Reader& reader, const WatchBoards& watch, BoardLook& look) {
  const auto rules = AlarmRuleBook::read(reader, watch.figures);
  if (!rules) return tl::unexpected(rules.error());
  const base::Instant since = live_since(watch.now, watch.beat);
  std::string after;
  while (true) {
    const auto boards = reader.alarms().watched_boards(after, kBoardsAtOnce);
    if (!boards) return tl::unexpected(boards.error());
    for (const store::WatchedBoard& board : *boards) {
      if (!board.last_seen || *board.last_seen < since) {
        add_silence(*rules, watch, board, look);
      } else {
        add_troubles(*rules, board, look.troubles);
      }
    }
    if (boards->size() < kBoardsAtOnce) return {};
    after = boards->back().id;
  }
}

// Where the power is known to be off, for boards that nobody has said anything of yet.
Result<void> find_reasons(store::Reader& reader, const WatchBoards& watch, const std::set<std::string>& covered,
                          BoardLook& look) {
  std::vector<SilentNow*> uncovered;
  for (SilentNow& silent : look.silent) {
    if (!covered.contains(silent.board.id)) uncovered.push_back(&silent);
  }
  if (uncovered.empty()) return {};
  auto outages = reader.outage_desk().current_outages("");
  if (!outages) return tl::unexpected(outages.error());
  std::erase_if(*outages, [&](const model::Outage& outage) {
    return model::state_at(outage, watch.now) != model::OutageState::ongoing;
  });
  SupplyLines lines(reader);
  std::vector<SilentBoard> boards;
  for (SilentNow* silent : uncovered) {
    auto hangs_on = lines.above(silent->board.place_path);
    if (!hangs_on) return tl::unexpected(hangs_on.error());
    silent->board.hangs_on = std::move(*hangs_on);
    const auto outage = std::find_if(outages->begin(), outages->end(), [&](const model::Outage& one) {
      return std::any_of(one.audience.begin(), one.audience.end(),
                         [&](const std::string& path) { return base::path_contains(path, silent->board.place_path); });
    });
    if (outage != outages->end()) {
      silent->outage_id = outage->id;
      silent->outage_words = outage->line.empty() ? outage->scope : outage->line;
    }
    boards.push_back(silent->board);
  }
  auto alive = points_alive(reader, boards, live_since(watch.now, watch.beat));
  if (!alive) return tl::unexpected(alive.error());
  look.points_alive = std::move(*alive);
  return {};
}

std::set<std::string> covered_by(const std::vector<store::Alarm>& standing) {
  std::set<std::string> covered;
  for (const store::Alarm& alarm : standing) {
    if (alarm.kind != AlarmKind::silent) continue;
    for (const store::AlarmedBoard& board : alarm.boards) {
      if (!board.back_at) covered.insert(board.board_id);
    }
  }
  return covered;
}

Result<void> carry_out(store::Writer& writer, AlarmPlan& plan, base::Instant now, base::Random& random) {
  for (store::Alarm& alarm : plan.raised) {
    alarm.id = base::make_uuid_v7(now, random);
    if (auto put = writer.write_alarms().put(alarm); !put) return put;
  }
  for (const auto* changed : {&plan.changed, &plan.ended}) {
    for (const store::Alarm& alarm : *changed) {
      if (auto put = writer.write_alarms().put(alarm); !put) return put;
    }
  }
  // The chain's head is taken last: others wait for it.
  for (const store::Alarm& alarm : plan.raised) {
    const Deed deed{"raiseAlarm", alarm.id, places_of(alarm), "", text_of(alarm)};
    if (auto noted = note(writer, system_actor(), deed, now); !noted) return noted;
  }
  for (const store::Alarm& alarm : plan.ended) {
    const Deed deed{"endAlarm", alarm.id, places_of(alarm), "", text_of(alarm)};
    if (auto noted = note(writer, system_actor(), deed, now); !noted) return noted;
  }
  return {};
}

}  // namespace

Result<Watched> watch_boards(store::Store& store, const WatchBoards& watch, base::Random& random) {
  BoardLook look;
  bool anything = false;
  const auto read = store.read([&](store::Reader& reader) -> Result<void> {
    look = BoardLook();
    look.now = watch.now;
    const auto standing = reader.alarms().standing_alarms();
    if (!standing) return tl::unexpected(standing.error());
    if (auto looked = look_at_boards(reader, watch, look); !looked) return looked;
    if (auto found = find_reasons(reader, watch, covered_by(*standing), look); !found) return found;
    anything = !plan_alarms(*standing, look).empty();
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  Watched watched;
  if (!anything) return watched;
  const auto written = store.write([&](store::Writer& writer) -> Result<void> {
    watched = Watched();
    const auto before = writer.write_alarms().lock_alarms(watch.now);
    if (!before) return tl::unexpected(before.error());
    // Another server has looked since: this look is older than what it wrote.
    if (*before > watch.now && *before - watch.now < kOldLook) return {};
    const auto standing = writer.alarms().standing_alarms();
    if (!standing) return tl::unexpected(standing.error());
    AlarmPlan plan = plan_alarms(*standing, look);
    watched = {plan.raised.size(), plan.changed.size(), plan.ended.size()};
    return carry_out(writer, plan, watch.now, random);
  });
  if (!written) return tl::unexpected(written.error());
  return watched;
}

Result<std::size_t> drop_ended_alarms(store::Store& store, base::Instant now) {
  std::size_t all = 0;
  for (std::size_t done = kDroppedAtOnce; done == kDroppedAtOnce; all += done) {
    const auto written = store.write([&](store::Writer& writer) -> Result<void> {
      const auto dropped = writer.write_alarms().drop_alarms(now - kEndedAlarmsKept, kDroppedAtOnce);
      if (!dropped) return tl::unexpected(dropped.error());
      done = *dropped;
      return {};
    });
    if (!written) return tl::unexpected(written.error());
  }
  return all;
}

}  // namespace gridboard::desk
