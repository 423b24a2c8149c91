// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/postgres/postgres_error.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace gridboard::store {

namespace {

using base::ErrorCode;

constexpr std::string_view kReadOnlyTransaction = "25006";

std::string_view state_of(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return state == nullptr ? "" : state;
}

// Names of the conditions: PostgreSQL's manual, appendix "Error Codes".
ErrorCode code_of(std::string_view state) {
  constexpr std::string_view kSerializationFailure = "40001", kDeadlock = "40P01", kLockNotAvailable = "55P03",
                             kIndexCorrupted = "XX002", kDataCorrupted = "XX001", kBadBytesInText = "22021",
                             kUntranslatable = "22P05", kQueryCanceled = "57014";
  const std::string_view group = state.substr(0, 2);
  if (group == "23") return ErrorCode::conflict;
  if (state.empty() || group == "08" || group == "57" || state == kSerializationFailure || state == kDeadlock ||
      state == kLockNotAvailable || state == kReadOnlyTransaction || state == kQueryCanceled) {
    return ErrorCode::unavailable;
  }
  if (group == "53" || group == "58") return ErrorCode::io;
  if (state == kIndexCorrupted || state == kDataCorrupted) return ErrorCode::corrupt;
  if (state == kBadBytesInText || state == kUntranslatable) return ErrorCode::invalid_input;
  return ErrorCode::internal;
}

std::string one_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

base::Error error_of(const PGresult* result) {
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const std::string_view state = state_of(result);
  std::string text = message != nullptr ? message : "the connection to the database was lost";
  if (!state.empty()) text.append(" (").append(state).append(")");
  return {code_of(state), "the database: " + one_line(std::move(text))};
}

base::Error error_of(PGconn* connection) {
  std::string text = one_line(PQerrorMessage(connection));
  if (text.empty()) text = "the connection was lost";
  return {ErrorCode::unavailable, "the database is not there: " + text};
}

bool asks_to_repeat(const PGresult* result) {
  const std::string_view state = state_of(result);
  return state == "40001" || state == "40P01";
}

bool only_reads(const PGresult* result) {
  return state_of(result) == kReadOnlyTransaction;
}

}  // namespace gridboard::store
