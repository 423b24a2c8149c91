// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/operations.hpp"

#include <algorithm>
#include <array>

#include "sync/api/alarm_operations.hpp"
#include "sync/api/analysis_operations.hpp"
#include "sync/api/bill_operations.hpp"
#include "sync/api/import_operations.hpp"
#include "sync/api/notice_operations.hpp"
#include "sync/api/outage_operations.hpp"
#include "sync/api/proof_operations.hpp"

namespace gridboard::api {
namespace {

// A form of staff: names, grants, a reason. 50 grants of 200 bytes go in several times.
constexpr std::size_t kForm = 64 << 10;
constexpr std::size_t kMostIdBytes = 64;

constexpr std::array kOperations{
    Operation{"signIn", "POST", "/session", Takes::json, kForm, Runs::checks, Topic::none, &sign_in},
    Operation{"showSession", "GET", "/session", Takes::nothing, 0, Runs::reads, Topic::none, &show_session},
    Operation{"signOut", "DELETE", "/session", Takes::nothing, 0, Runs::writes, Topic::none, &sign_out},
    Operation{"changePassword", "PUT", "/session/password", Takes::json, kForm, Runs::checks, Topic::people,
              &change_password},
    Operation{"beginSecondFactor", "POST", "/session/second-factor", Takes::json, kForm, Runs::checks, Topic::people,
              &begin_second_factor},
    Operation{"confirmSecondFactor", "PUT", "/session/second-factor", Takes::json, kForm, Runs::writes, Topic::people,
              &confirm_second_factor},
    Operation{"removeSecondFactor", "DELETE", "/session/second-factor", Takes::json, kForm, Runs::checks, Topic::people,
              &remove_second_factor},
    Operation{"showSignInWays", "GET", "/session/ways", Takes::nothing, 0, Runs::reads, Topic::none,
              &show_sign_in_ways},
    Operation{"beginProviderSignIn", "GET", "/session/provider", Takes::nothing, 0, Runs::outward, Topic::none,
              &begin_provider_sign_in},
    Operation{"finishProviderSignIn", "GET", "/session/provider/callback", Takes::nothing, 0, Runs::outward,
              Topic::none, &finish_provider_sign_in},
    Operation{"listCareKinds", "GET", "/care/kinds", Takes::nothing, 0, Runs::reads, Topic::none, &list_care_kinds},
    Operation{"readCare", "POST", "/care/read", Takes::json, kForm, Runs::writes, Topic::none, &read_care},
    Operation{"addCare", "POST", "/care", Takes::json, kForm, Runs::writes, Topic::places, &add_care},
    Operation{"setNoticeConsent", "POST", "/care/notice-consent", Takes::json, kForm, Runs::writes, Topic::places,
              &set_notice_consent},
    Operation{"changeCare", "PUT", "/care/{id}", Takes::json, kForm, Runs::writes, Topic::places, &change_care},
    Operation{"endCare", "POST", "/care/{id}/end", Takes::json, kForm, Runs::writes, Topic::places, &end_care},
    Operation{"listAccounts", "GET", "/accounts", Takes::nothing, 0, Runs::reads, Topic::none, &list_accounts},
    Operation{"addAccount", "POST", "/accounts", Takes::json, kForm, Runs::checks, Topic::people, &add_account},
    Operation{"showAccount", "GET", "/accounts/{id}", Takes::nothing, 0, Runs::reads, Topic::none, &show_account},
    Operation{"changeAccount", "PATCH", "/accounts/{id}", Takes::json, kForm, Runs::writes, Topic::people,
              &change_account},
    Operation{"resetPassword", "POST", "/accounts/{id}/password", Takes::json, kForm, Runs::checks, Topic::people,
              &reset_password},
    Operation{"listTokens", "GET", "/tokens", Takes::nothing, 0, Runs::reads, Topic::none, &list_tokens},
    Operation{"addToken", "POST", "/tokens", Takes::json, kForm, Runs::writes, Topic::people, &add_token},
    Operation{"removeToken", "DELETE", "/tokens/{id}", Takes::nothing, 0, Runs::writes, Topic::people, &remove_token},
    Operation{"listAudit", "GET", "/audit", Takes::nothing, 0, Runs::reads, Topic::none, &list_audit},
    Operation{"exportAudit", "GET", "/audit/export", Takes::nothing, 0, Runs::reads, Topic::none, &export_audit},
    Operation{"showOverview", "GET", "/overview", Takes::nothing, 0, Runs::reads, Topic::none, &show_overview},
    Operation{"followEvents", "GET", "/events", Takes::nothing, 0, Runs::reads, Topic::none, &follow_events},
    Operation{"listPlaces", "GET", "/places", Takes::nothing, 0, Runs::reads, Topic::none, &list_places},
    Operation{"searchPlaces", "GET", "/places/search", Takes::nothing, 0, Runs::reads, Topic::none, &search_places},
    Operation{"showPlace", "GET", "/places/one", Takes::nothing, 0, Runs::reads, Topic::none, &show_place},
    Operation{"listSupply", "GET", "/supply", Takes::nothing, 0, Runs::reads, Topic::none, &list_supply},
    Operation{"listBoards", "GET", "/boards", Takes::nothing, 0, Runs::reads, Topic::none, &list_boards},
    Operation{"addBoard", "POST", "/boards", Takes::json, kForm, Runs::writes, Topic::boards, &add_board},
    Operation{"showBoard", "GET", "/boards/{id}", Takes::nothing, 0, Runs::reads, Topic::none, &show_board},
    Operation{"changeBoard", "PATCH", "/boards/{id}", Takes::json, kForm, Runs::writes, Topic::boards, &change_board},
    Operation{"renewBoardCode", "POST", "/boards/{id}/code", Takes::nothing, 0, Runs::writes, Topic::boards,
              &renew_board_code},
    Operation{"issueMaintenancePin", "POST", "/boards/{id}/maintenance-pin", Takes::nothing, 0, Runs::checks,
              Topic::boards, &issue_maintenance_pin},
    Operation{"revokeBoard", "POST", "/boards/{id}/revoke", Takes::json, kForm, Runs::writes, Topic::boards,
              &revoke_board},
    Operation{"askBoardPicture", "POST", "/boards/{id}/picture", Takes::nothing, 0, Runs::writes, Topic::boards,
              &ask_board_picture},
    Operation{"showBoardPicture", "GET", "/boards/{id}/picture", Takes::nothing, 0, Runs::reads, Topic::none,
              &show_board_picture},
    Operation{"restartBoard", "POST", "/boards/{id}/restart", Takes::nothing, 0, Runs::writes, Topic::boards,
              &restart_board},
    Operation{"listBoardCommands", "GET", "/boards/{id}/commands", Takes::nothing, 0, Runs::reads, Topic::none,
              &list_board_commands},
};

bool is_plain_id(std::string_view id) {
  return !id.empty() && id.size() <= kMostIdBytes && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

// What stands for the part in braces, "" if there is none; unset if the path is another one.
std::optional<std::string> match(std::string_view pattern, std::string_view path) {
  const std::size_t brace = pattern.find('{');
  if (brace == std::string_view::npos) return path == pattern ? std::optional<std::string>("") : std::nullopt;
  const std::string_view before = pattern.substr(0, brace), behind = pattern.substr(pattern.find('}') + 1);
  if (path.size() <= before.size() + behind.size() || !path.starts_with(before) || !path.ends_with(behind)) {
    return std::nullopt;
  }
  const std::string_view id = path.substr(before.size(), path.size() - before.size() - behind.size());
  return is_plain_id(id) ? std::optional(std::string(id)) : std::nullopt;
}

// A literal path goes before a pattern that would fit it too ("/notices/preview" beside "/notices/{id}").
bool is_literal(const Operation& operation) {
  return std::string_view(operation.path).find('{') == std::string_view::npos;
}

std::vector<Operation> joined() {
  std::vector<Operation> all(kOperations.begin(), kOperations.end());
  const auto of_notices = notice_operations();
  all.insert(all.end(), of_notices.begin(), of_notices.end());
  const auto of_alarms = alarm_operations();
  all.insert(all.end(), of_alarms.begin(), of_alarms.end());
  const auto of_outages = outage_operations();
  all.insert(all.end(), of_outages.begin(), of_outages.end());
  const auto of_analysis = analysis_operations();
  all.insert(all.end(), of_analysis.begin(), of_analysis.end());
  const auto of_bills = bill_operations();
  all.insert(all.end(), of_bills.begin(), of_bills.end());
  const auto of_imports = import_operations();
  all.insert(all.end(), of_imports.begin(), of_imports.end());
  const auto of_proofs = proof_operations();
  all.insert(all.end(), of_proofs.begin(), of_proofs.end());
  std::stable_partition(all.begin(), all.end(), is_literal);
  return all;
}

const std::vector<Operation> kAll = joined();

}  // namespace

std::span<const Operation> all_operations() {
  return kAll;
}

std::vector<std::string> operation_ids() {
  std::vector<std::string> ids;
  for (const Operation& operation : all_operations()) ids.emplace_back(operation.id);
  return ids;
}

const Operation* operation_named(std::string_view id) {
  for (const Operation& operation : all_operations()) {
    if (id == operation.id) return &operation;
  }
  return nullptr;
}

Topic topic_of(std::string_view action) {
  if (action == "raiseAlarm" || action == "endAlarm") return Topic::alarms;
  if (action == "proposeOutage") return Topic::outages;
  if (action == "takePayment") return Topic::bills;
  const Operation* operation = operation_named(action);
  return operation == nullptr ? Topic::none : operation->changes;
}

Address find_operation(std::string_view method, std::string_view path) {
  Address address;
  if (!path.starts_with(kApiPrefix)) return address;
  path.remove_prefix(kApiPrefix.size());
  const char* fitting = nullptr;  // the first path that fits is the one that is meant
  for (const Operation& operation : all_operations()) {
    if (fitting != nullptr && std::string_view(operation.path) != fitting) continue;
    auto id = match(operation.path, path);
    if (!id) continue;
    fitting = operation.path;
    address.methods += (address.methods.empty() ? "" : ", ") + std::string(operation.method);
    if (method == operation.method) {
      address.operation = &operation;
      address.id = std::move(*id);
    }
  }
  return address;
}

}  // namespace gridboard::api
