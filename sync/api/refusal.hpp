// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What went wrong with a request, and what its sender can do: application/problem+json (RFC 9457) in the reader's
// language.

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/api/language.hpp"
#include "sync/base/result.hpp"
#include "sync/net/http.hpp"

namespace gridboard::api {

struct FieldProblem {
  std::string field;  // "notice.day_parts[0].from"
  Words words;
};

struct Refusal {
  Refusal(int with_status, std::string with_code, Words with_detail, Words with_todo = {})
      : status(with_status), code(std::move(with_code)), detail(std::move(with_detail)), todo(std::move(with_todo)) {}
  // What a use case says, with words for its code. What is our own trouble (io, corrupt, internal) keeps its message
  // for the log. Not explicit: a use case's error is returned as it is.
  Refusal(const base::Error& error);  // NOLINT(google-explicit-constructor)

  int status;
  std::string code;
  Words detail, todo;
  std::vector<FieldProblem> fields;
  std::optional<std::chrono::seconds> retry_after;
  std::string log_message;  // "" unless it is our own trouble
};

// Of the body: 422, of the query: 400.
[[nodiscard]] Refusal refuse_fields(int status, std::vector<FieldProblem> fields);
[[nodiscard]] Refusal refuse_not_found();
[[nodiscard]] Refusal refuse_busy();

// What is said in words of a topic where its use cases refuse. The tables stand with the topics.
struct RuleWords {
  std::string_view message;  // of the use case's error
  int status;
  const char* code;
  const char *zh, *en, *todo_zh, *todo_en;
};
// The same, where one field is at fault.
struct FieldWords {
  std::string_view message;
  const char *field, *zh, *en;
};
// How much of an error's message stands in a table: names, figures and ids may come before it or behind.
enum class MessageMatch { whole, beginning, part };
// In the words of the first row that the error fits; unset if it fits none.
[[nodiscard]] std::optional<Refusal> refuse_by_rules(std::span<const RuleWords> rules, const base::Error& error,
                                                     MessageMatch match = MessageMatch::whole);
// Of the body: 422, of the query: 400.
[[nodiscard]] std::optional<Refusal> refuse_by_fields(std::span<const FieldWords> fields, const base::Error& error,
                                                      MessageMatch match = MessageMatch::whole, int status = 422);

[[nodiscard]] net::Response response_of(const Refusal& refusal, Language language);

}  // namespace gridboard::api
