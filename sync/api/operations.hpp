// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Every operation of sync/server/openapi.yaml: its address, what it takes and who carries it out. A test holds the
// table against the file. Stays in this room.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/api/call.hpp"

namespace gridboard::api {

inline constexpr std::string_view kApiPrefix = "/api/v1";

enum class Takes { nothing, json, picture, csv, bytes };
enum class Runs { reads, writes, checks, drawing, outward, bulk };
// What a change of it is told as to those who follow events.
// analysis: nobody changes it, the centre counts.
enum class Topic { none, notices, boards, places, people, alarms, imports, outages, bills, analysis };

struct Operation {
  const char* id;
  const char* method;
  const char* path;  // "/boards/{id}/revoke"
  Takes takes;
  std::size_t most_body_bytes;
  Runs runs;
  Topic changes;  // none for what only reads
  Outcome (*work)(Call&);
};

// All of them.
[[nodiscard]] std::span<const Operation> all_operations();
[[nodiscard]] std::vector<std::string> operation_ids();
[[nodiscard]] const Operation* operation_named(std::string_view id);
// What an action of the audit chain is told as: an operation's, or what the centre does by itself.
[[nodiscard]] Topic topic_of(std::string_view action);

struct Address {
  const Operation* operation = nullptr;  // of this method
  std::string id;                        // what stands for the part in braces
  std::string methods;                   // that the address takes: "GET, POST"; "" if there is no such address
};
// `path` as sent, with kApiPrefix before it. Untrusted.
[[nodiscard]] Address find_operation(std::string_view method, std::string_view path);

// By their files. notices_*.cpp have their own part of the table.
Outcome sign_in(Call& call);
Outcome show_session(Call& call);
Outcome sign_out(Call& call);
Outcome change_password(Call& call);
Outcome begin_second_factor(Call& call);
Outcome confirm_second_factor(Call& call);
Outcome remove_second_factor(Call& call);
Outcome show_sign_in_ways(Call& call);
Outcome begin_provider_sign_in(Call& call);
Outcome finish_provider_sign_in(Call& call);
Outcome list_care_kinds(Call& call);
Outcome read_care(Call& call);
Outcome add_care(Call& call);
Outcome change_care(Call& call);
Outcome end_care(Call& call);
Outcome set_notice_consent(Call& call);
Outcome list_accounts(Call& call);
Outcome add_account(Call& call);
Outcome show_account(Call& call);
Outcome change_account(Call& call);
Outcome reset_password(Call& call);
Outcome list_tokens(Call& call);
Outcome add_token(Call& call);
Outcome remove_token(Call& call);
Outcome list_audit(Call& call);
Outcome export_audit(Call& call);
Outcome show_overview(Call& call);
Outcome follow_events(Call& call);
Outcome list_places(Call& call);
Outcome search_places(Call& call);
Outcome show_place(Call& call);
Outcome list_supply(Call& call);
Outcome list_boards(Call& call);
Outcome add_board(Call& call);
Outcome show_board(Call& call);
Outcome change_board(Call& call);
Outcome renew_board_code(Call& call);
Outcome issue_maintenance_pin(Call& call);
Outcome revoke_board(Call& call);
Outcome ask_board_picture(Call& call);
Outcome show_board_picture(Call& call);
Outcome restart_board(Call& call);
Outcome list_board_commands(Call& call);

}  // namespace gridboard::api
