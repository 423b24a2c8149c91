// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/alarm_operations.hpp"

#include <array>

#include "sync/desk/board_groups.hpp"

namespace gridboard::api {
namespace {

constexpr std::size_t kForm = 64 << 10;
constexpr std::size_t kBoardsForm = 128 << 10;  // kMostBoardsOfGroup ids of boards, each with its quotes, twice over

constexpr std::array kOperations{
    Operation{"listAlarms", "GET", "/alarms", Takes::nothing, 0, Runs::reads, Topic::none, &list_alarms},
    Operation{"showAlarm", "GET", "/alarms/{id}", Takes::nothing, 0, Runs::reads, Topic::none, &show_alarm},
    Operation{"acknowledgeAlarm", "POST", "/alarms/{id}/acknowledge", Takes::json, kForm, Runs::writes, Topic::alarms,
              &acknowledge_alarm},
    Operation{"listAlarmRules", "GET", "/alarm-rules", Takes::nothing, 0, Runs::reads, Topic::none, &list_alarm_rules},
    Operation{"addAlarmRule", "POST", "/alarm-rules", Takes::json, kForm, Runs::writes, Topic::alarms, &add_alarm_rule},
    Operation{"changeAlarmRule", "PUT", "/alarm-rules/{id}", Takes::json, kForm, Runs::writes, Topic::alarms,
              &change_alarm_rule},
    Operation{"removeAlarmRule", "DELETE", "/alarm-rules/{id}", Takes::nothing, 0, Runs::writes, Topic::alarms,
              &remove_alarm_rule},
    Operation{"listBoardGroups", "GET", "/board-groups", Takes::nothing, 0, Runs::reads, Topic::none,
              &list_board_groups},
    Operation{"addBoardGroup", "POST", "/board-groups", Takes::json, kBoardsForm, Runs::writes, Topic::boards,
              &add_board_group},
    Operation{"showBoardGroup", "GET", "/board-groups/{id}", Takes::nothing, 0, Runs::reads, Topic::none,
              &show_board_group},
    Operation{"changeBoardGroup", "PUT", "/board-groups/{id}", Takes::json, kBoardsForm, Runs::writes, Topic::boards,
              &change_board_group},
    Operation{"removeBoardGroup", "DELETE", "/board-groups/{id}", Takes::nothing, 0, Runs::writes, Topic::boards,
              &remove_board_group},
    Operation{"actOnBoards", "POST", "/boards/together", Takes::json, kBoardsForm, Runs::writes, Topic::boards,
              &act_on_boards},
    Operation{"showBoardSettings", "GET", "/boards/settings", Takes::nothing, 0, Runs::reads, Topic::none,
              &show_board_settings},
    Operation{"changeBoardSettings", "PUT", "/boards/settings", Takes::json, kForm, Runs::writes, Topic::boards,
              &change_board_settings},
    Operation{"approveBoard", "POST", "/boards/{id}/approve", Takes::nothing, 0, Runs::writes, Topic::boards,
              &approve_board},
    Operation{"refuseBoard", "POST", "/boards/{id}/refuse", Takes::json, kForm, Runs::writes, Topic::boards,
              &refuse_board},
};

constexpr RuleWords kRules[] = {
    {desk::kNoSuchAlarm, 404, "not_found", "没有这条告警。", "There is no such alarm.", "请刷新列表。",
     "Look at the list again."},
    {desk::kAlarmEnded, 409, "conflict", "这条告警已经结束。", "This alarm has ended.", "不需要再处理。",
     "Nothing has to be done."},
    {desk::kAlarmSeenTo, 409, "conflict", "已经有人在处理这条告警。", "Somebody sees to this alarm already.",
     "请刷新，看看是谁。", "Look again who it is."},
    {desk::kNoSuchAlarmRule, 404, "not_found", "没有这条告警规则。", "There is no such rule.", "请刷新列表。",
     "Look at the list again."},
    {desk::kAlarmRuleTaken, 409, "conflict", "这些终端已有一条同类的规则。",
     "There is a rule of this kind for these boards.", "请改那一条。", "Change that one."},
    {desk::kNoSuchBoardGroup, 404, "not_found", "没有这个终端分组。", "There is no such group of boards.",
     "请刷新列表。", "Look at the list again."},
    {desk::kNotPermitted, 403, "forbidden", "您没有在这些地点做这件事的权限。",
     "You may not do this at all of these places.", "请只选您负责的终端，或找管理员开通。",
     "Choose boards of your places only, or ask an administrator."},
};

constexpr FieldWords kFields[] = {
    {desk::kAlarmFigureOut, "figure", "超出允许的范围。", "Isn't within its limits."},
    {desk::kAlarmRuleForNothing, "place", "请选一个地点，或一个终端分组。", "Choose a place, or a group of boards."},
    {desk::kNoSuchBoardInGroup, "boards", "有终端不存在。", "One of the boards doesn't exist."},
};

}  // namespace

std::span<const Operation> alarm_operations() {
  return kOperations;
}

desk::AlarmDesk alarm_desk_of(const Call& call) {
  return {
      call.env.store, call.env.random, call.actor,
      [&call](std::string_view operation, const std::vector<std::string>& paths) { return call.may(operation, paths); },
      call.now};
}

Refusal refuse_alarm(const base::Error& error) {
  if (auto refusal = refuse_by_rules(kRules, error)) return *refusal;
  if (auto refusal = refuse_by_fields(kFields, error)) return *refusal;
  return Refusal(error);
}

}  // namespace gridboard::api
