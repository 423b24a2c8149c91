// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/alarms.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "sync/base/paths.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/board_groups.hpp"

namespace gridboard::desk {

namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kMostPlacesNamed = 20;

std::string text_of(const store::AlarmRule& rule) {
  return boost::json::serialize(boost::json::object{{"kind", model::name_of(rule.kind)},
                                                    {"place", rule.place},
                                                    {"group", rule.group},
                                                    {"on", rule.on},
                                                    {"figure", rule.figure}});
}

// Where a rule holds. What is no more there holds nowhere, and stops nobody from taking it away.
Result<std::vector<std::string>> places_of_rule(store::Reader& reader, const store::AlarmRule& rule) {
  if (rule.group.empty()) return std::vector<std::string>{rule.place};
  const auto group = reader.alarms().board_group(rule.group);
  if (!group) return tl::unexpected(group.error());
  if (!*group) return std::vector<std::string>();
  return places_of_boards(reader, (*group)->boards);
}

Result<std::vector<std::string>> permitted(const AlarmDesk& desk, std::string_view operation, store::Reader& reader,
                                           const store::AlarmRule& rule) {
  auto places = places_of_rule(reader, rule);
  if (!places) return places;
  if (!desk.may(operation, *places)) return fail(ErrorCode::forbidden, std::string(kNotPermitted));
  return places;
}

Result<void> check_figure(const model::AlarmFigures& figures, model::AlarmKind kind, std::int64_t figure) {
  const model::AlarmFigure& own = figures.of(kind);
  if (figure < own.least || figure > own.most) return fail(ErrorCode::invalid_input, std::string(kAlarmFigureOut));
  return {};
}

Result<void> check_is_for(store::Reader& reader, const store::AlarmRule& rule) {
  bool there = rule.place.empty() != rule.group.empty() || rule.group.empty();
  if (there && !rule.place.empty()) {
    const auto place = reader.place(rule.place);
    if (!place) return tl::unexpected(place.error());
    there = place->has_value();
  }
  if (there && !rule.group.empty()) {
    const auto group = reader.alarms().board_group(rule.group);
    if (!group) return tl::unexpected(group.error());
    there = group->has_value();
  }
  if (!there) return fail(ErrorCode::invalid_input, std::string(kAlarmRuleForNothing));
  return {};
}

std::string joined(const std::vector<std::string>& paths) {
  std::string all;
  for (const std::string& path : paths) all += (all.empty() ? "" : "|") + path;
  return all;
}

}  // namespace

const char* name_of(store::AlarmState state) {
  switch (state) {
    case store::AlarmState::open:
      return "open";
    case store::AlarmState::acknowledged:
      return "acknowledged";
    case store::AlarmState::ended:
      return "ended";
  }
  return "";
}

store::AlarmState state_of(const store::Alarm& alarm) {
  if (alarm.ended_at) return store::AlarmState::ended;
  return alarm.acknowledged_at ? store::AlarmState::acknowledged : store::AlarmState::open;
}

std::string places_of(const store::Alarm& alarm) {
  std::set<std::string> places;
  for (const store::AlarmedBoard& board : alarm.boards) places.insert(board.place_path);
  if (places.size() <= kMostPlacesNamed) return joined({places.begin(), places.end()});
  std::string_view common = *places.begin();
  for (const std::string& place : places) {
    while (!base::path_contains(common, place) && !common.empty()) common = base::parent_path(common);
  }
  return std::string(common);
}

std::string text_of(const store::Alarm& alarm) {
  boost::json::object kept{{"kind", model::name_of(alarm.kind)},
                           {"state", name_of(state_of(alarm))},
                           {"boards", alarm.boards.size()},
                           {"board", alarm.boards.front().board_id},
                           {"words", alarm.words},
                           {"value", alarm.value},
                           {"figure", alarm.figure},
                           {"note", alarm.note}};
  if (!alarm.supply_id.empty()) kept["supply"] = alarm.supply_id;
  if (!alarm.outage_id.empty()) kept["outage"] = alarm.outage_id;
  return boost::json::serialize(kept);
}

Result<store::Alarm> acknowledge_alarm(const AlarmDesk& desk, std::string_view id, const std::string& note_text) {
  store::Alarm alarm;
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto found = writer.write_alarms().alarm(id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return fail(ErrorCode::not_found, std::string(kNoSuchAlarm));
    alarm = std::move(**found);
    std::vector<std::string> places;
    for (const store::AlarmedBoard& board : alarm.boards) places.push_back(board.place_path);
    if (!desk.may("acknowledgeAlarm", places)) return fail(ErrorCode::forbidden, std::string(kNotPermitted));
    if (alarm.ended_at) return fail(ErrorCode::conflict, std::string(kAlarmEnded));
    if (alarm.acknowledged_at) return fail(ErrorCode::conflict, std::string(kAlarmSeenTo));
    const std::string before = text_of(alarm);
    alarm.acknowledged_at = desk.now;
    alarm.acknowledged_by = desk.actor.id;
    alarm.acknowledged_by_name = desk.actor.name;
    alarm.note = note_text;
    if (auto put = writer.write_alarms().put(alarm); !put) return put;
    return note(writer, desk.actor, {"acknowledgeAlarm", alarm.id, places_of(alarm), before, text_of(alarm)}, desk.now);
  });
  if (!written) return tl::unexpected(written.error());
  return alarm;
}

Result<store::AlarmRule> add_alarm_rule(const AlarmDesk& desk, const model::AlarmFigures& figures,
                                        const store::AlarmRule& rule) {
  if (auto right = check_figure(figures, rule.kind, rule.figure); !right) return tl::unexpected(right.error());
  store::AlarmRule added = rule;
  added.id = base::make_uuid_v7(desk.now, desk.random);
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    if (auto right = check_is_for(writer, added); !right) return right;
    const auto places = permitted(desk, "addAlarmRule", writer, added);
    if (!places) return tl::unexpected(places.error());
    if (auto put = writer.write_alarms().put(added); !put) return put;
    return note(writer, desk.actor, {"addAlarmRule", added.id, joined(*places), "", text_of(added)}, desk.now);
  });
  if (!written) return tl::unexpected(written.error());
  return added;
}

Result<store::AlarmRule> change_alarm_rule(const AlarmDesk& desk, const model::AlarmFigures& figures,
                                           std::string_view id, bool on, std::int64_t figure) {
  store::AlarmRule rule;
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto found = writer.write_alarms().alarm_rule(id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return fail(ErrorCode::not_found, std::string(kNoSuchAlarmRule));
    rule = std::move(**found);
    const auto places = permitted(desk, "changeAlarmRule", writer, rule);
    if (!places) return tl::unexpected(places.error());
    if (auto right = check_figure(figures, rule.kind, figure); !right) return right;
    const std::string before = text_of(rule);
    rule.on = on;
    rule.figure = figure;
    if (auto put = writer.write_alarms().put(rule); !put) return put;
    return note(writer, desk.actor, {"changeAlarmRule", rule.id, joined(*places), before, text_of(rule)}, desk.now);
  });
  if (!written) return tl::unexpected(written.error());
  return rule;
}

Result<void> remove_alarm_rule(const AlarmDesk& desk, std::string_view id) {
  return desk.store.write([&](store::Writer& writer) -> Result<void> {
    const auto found = writer.write_alarms().alarm_rule(id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return fail(ErrorCode::not_found, std::string(kNoSuchAlarmRule));
    const auto places = permitted(desk, "removeAlarmRule", writer, **found);
    if (!places) return tl::unexpected(places.error());
    if (auto gone = writer.write_alarms().drop_alarm_rule(id); !gone) return tl::unexpected(gone.error());
    return note(writer, desk.actor, {"removeAlarmRule", (*found)->id, joined(*places), text_of(**found), ""}, desk.now);
  });
}

}  // namespace gridboard::desk
