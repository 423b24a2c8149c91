// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The part of the table that is about alarms, groups of boards, and approval. Stays in this room.

#include <span>

#include "sync/api/operations.hpp"
#include "sync/desk/alarms.hpp"

namespace gridboard::api {

[[nodiscard]] std::span<const Operation> alarm_operations();

// What use cases of alarms and groups work with.
[[nodiscard]] desk::AlarmDesk alarm_desk_of(const Call& call);
// What they refuse, in words.
[[nodiscard]] Refusal refuse_alarm(const base::Error& error);

Outcome list_alarms(Call& call);
Outcome show_alarm(Call& call);
Outcome acknowledge_alarm(Call& call);
Outcome list_alarm_rules(Call& call);
Outcome add_alarm_rule(Call& call);
Outcome change_alarm_rule(Call& call);
Outcome remove_alarm_rule(Call& call);
Outcome list_board_groups(Call& call);
Outcome add_board_group(Call& call);
Outcome show_board_group(Call& call);
Outcome change_board_group(Call& call);
Outcome remove_board_group(Call& call);
Outcome act_on_boards(Call& call);
Outcome show_board_settings(Call& call);
Outcome change_board_settings(Call& call);
Outcome approve_board(Call& call);
Outcome refuse_board(Call& call);

}  // namespace gridboard::api
