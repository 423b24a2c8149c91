// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/alarm_plan.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace gridboard::desk {

namespace {

using model::AlarmKind;
using store::Alarm;

// A standing alarm, and what the look makes of it.
struct Standing {
  Alarm alarm;
  bool changed = false;
};

bool hangs_on(const SilentNow& silent, const std::string& supply_id) {
  return std::any_of(silent.board.hangs_on.begin(), silent.board.hangs_on.end(),
                     [&](const model::SupplyPoint& point) { return point.id == supply_id; });
}

bool covers(const Alarm& alarm, const SilentNow& silent) {
  if (!alarm.outage_id.empty()) return alarm.outage_id == silent.outage_id;
  if (alarm.supply_id.empty() || !hangs_on(silent, alarm.supply_id)) return false;
  return std::chrono::abs(silent.board.since - alarm.since) <= kTogether;
}

void put_under(Alarm& alarm, const SilentNow& silent) {
  store::AlarmedBoard board{silent.board.id, silent.board.place_path, silent.board.since, std::nullopt};
  const auto at = std::lower_bound(alarm.boards.begin(), alarm.boards.end(), board.board_id,
                                   [](const auto& one, const std::string& id) { return one.board_id < id; });
  if (at != alarm.boards.end() && at->board_id == board.board_id) {
    *at = std::move(board);
  } else {
    alarm.boards.insert(at, std::move(board));
  }
}

Alarm alarm_of(AlarmKind kind, base::Instant since, std::int64_t figure, base::Instant now) {
  Alarm alarm;
  alarm.kind = kind;
  alarm.since = since;
  alarm.figure = figure;
  alarm.opened_at = now;
  return alarm;
}

using Members = std::vector<const SilentNow*>;

// Only once one of them is past its figure.
std::optional<Alarm> silence_of(const Members& members, base::Instant now) {
  const auto past = std::find_if(members.begin(), members.end(), [](const auto* each) { return each->past_figure; });
  if (past == members.end()) return std::nullopt;
  Alarm alarm = alarm_of(AlarmKind::silent, (*past)->board.since, (*past)->figure, now);
  for (const SilentNow* silent : members) {
    alarm.since = std::min(alarm.since, silent->board.since);
    put_under(alarm, *silent);
  }
  return alarm;
}

void raise_silences(const Members& uncovered, const BoardLook& look, std::vector<Alarm>& raised) {
  std::map<std::string, Members> by_outage;
  std::map<std::string, const SilentNow*> others;
  std::vector<SilentBoard> boards;
  for (const SilentNow* silent : uncovered) {
    if (!silent->outage_id.empty()) {
      by_outage[silent->outage_id].push_back(silent);
    } else {
      others[silent->board.id] = silent;
      boards.push_back(silent->board);
    }
  }
  for (const auto& [id, members] : by_outage) {
    auto alarm = silence_of(members, look.now);
    if (!alarm) continue;
    alarm->outage_id = id;
    alarm->words = members.front()->outage_words;
    raised.push_back(std::move(*alarm));
  }
  for (const Silence& silence : group_silences(boards, look.points_alive)) {
    Members members;
    for (const std::string& id : silence.board_ids) members.push_back(others.at(id));
    auto alarm = silence_of(members, look.now);
    if (!alarm) continue;
    alarm->supply_id = silence.supply_id;
    alarm->words = silence.supply_name;
    raised.push_back(std::move(*alarm));
  }
}

void note_back(Standing& standing, std::string_view board_id, base::Instant now) {
  for (store::AlarmedBoard& board : standing.alarm.boards) {
    if (board.board_id != board_id || board.back_at) continue;
    board.back_at = now;
    standing.changed = true;
  }
}

// Who is back, who came under one that stands, and what is new.
void look_at_silence(std::vector<Standing>& standing, const BoardLook& look, std::vector<Alarm>& raised) {
  std::map<std::string, const SilentNow*, std::less<>> silent;
  for (const SilentNow& each : look.silent) silent.emplace(each.board.id, &each);
  std::set<std::string> covered;
  for (Standing& each : standing) {
    if (each.alarm.kind != AlarmKind::silent) continue;
    for (store::AlarmedBoard& board : each.alarm.boards) {
      if (board.back_at) continue;
      if (silent.contains(board.board_id)) {
        covered.insert(board.board_id);
      } else {
        note_back(each, board.board_id, look.now);
      }
    }
  }
  Members uncovered;
  for (const SilentNow& each : look.silent) {
    if (covered.contains(each.board.id)) continue;
    const auto over = std::find_if(standing.begin(), standing.end(), [&](const Standing& one) {
      return one.alarm.kind == AlarmKind::silent && covers(one.alarm, each);
    });
    if (over == standing.end()) {
      uncovered.push_back(&each);
    } else {
      put_under(over->alarm, each);
      over->changed = true;
    }
  }
  raise_silences(uncovered, look, raised);
}

void look_at_troubles(std::vector<Standing>& standing, const BoardLook& look, std::vector<Alarm>& raised) {
  std::set<std::pair<AlarmKind, std::string>> troubled, said;
  for (const BoardTrouble& trouble : look.troubles) troubled.emplace(trouble.kind, trouble.board_id);
  for (Standing& each : standing) {
    if (each.alarm.kind == AlarmKind::silent) continue;
    for (const store::AlarmedBoard& board : each.alarm.boards) {
      if (look.unheard.contains(board.board_id) || troubled.contains({each.alarm.kind, board.board_id})) {
        said.emplace(each.alarm.kind, board.board_id);
      } else {
        note_back(each, board.board_id, look.now);
      }
    }
  }
  for (const BoardTrouble& trouble : look.troubles) {
    if (!said.emplace(trouble.kind, trouble.board_id).second) continue;
    Alarm alarm = alarm_of(trouble.kind, trouble.since, trouble.figure, look.now);
    alarm.value = trouble.value;
    alarm.boards.push_back({trouble.board_id, trouble.place_path, trouble.since, std::nullopt});
    raised.push_back(std::move(alarm));
  }
}

}  // namespace

AlarmPlan plan_alarms(const std::vector<Alarm>& alarms, const BoardLook& look) {
  std::vector<Standing> standing;
  for (const Alarm& alarm : alarms) standing.push_back({alarm, false});
  AlarmPlan plan;
  look_at_silence(standing, look, plan.raised);
  look_at_troubles(standing, look, plan.raised);
  for (Standing& each : standing) {
    if (!each.changed) continue;
    const auto& boards = each.alarm.boards;
    if (std::all_of(boards.begin(), boards.end(), [](const auto& board) { return board.back_at.has_value(); })) {
      each.alarm.ended_at = look.now;
      plan.ended.push_back(std::move(each.alarm));
    } else {
      plan.changed.push_back(std::move(each.alarm));
    }
  }
  return plan;
}

}  // namespace gridboard::desk
