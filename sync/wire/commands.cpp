// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/commands.hpp"

#include <span>

#include "sync/base/ids.hpp"
#include "sync/wire/json_fields.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxAnswerBytes = 2048;
constexpr std::size_t kMaxScreenshotJsonBytes = kMaxScreenshotBytes / 3 * 4 + 512;  // base64, and what stands beside it

std::optional<CommandOutcome> parse_command_outcome(std::string_view name) {
  using enum CommandOutcome;
  for (const auto outcome : {waiting, begun, done, failed}) {
    if (name == name_of(outcome)) return outcome;
  }
  return std::nullopt;
}

void check_id(Fields& fields, const char* name, const std::string& id) {
  if (!fields.failed() && !base::is_uuid(id)) fields.wrong(name, "must be a UUID");
}

}  // namespace

const char* name_of(CommandKind kind) {
  return kind == CommandKind::restart ? "restart" : "picture";
}

std::optional<CommandKind> parse_command_kind(std::string_view name) {
  for (const auto kind : {CommandKind::picture, CommandKind::restart}) {
    if (name == name_of(kind)) return kind;
  }
  return std::nullopt;
}

const char* name_of(CommandOutcome outcome) {
  switch (outcome) {
    case CommandOutcome::waiting:
      return "waiting";
    case CommandOutcome::begun:
      return "begun";
    case CommandOutcome::done:
      return "done";
    case CommandOutcome::failed:
      break;
  }
  return "failed";
}

bool is_final(CommandOutcome outcome) {
  return outcome == CommandOutcome::done || outcome == CommandOutcome::failed;
}

std::string encode(const CommandAnswer& answer) {
  JsonWriter json;
  json.begin_object();
  json.text("id", answer.id);
  json.text("outcome", name_of(answer.outcome));
  json.text_if_any("why", answer.why);
  json.end_object();
  return json.take();
}

Result<CommandAnswer> decode_command_answer(std::string_view json) {
  const auto document = JsonDocument::parse(json, kMaxAnswerBytes, "command", ErrorCode::invalid_input);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "command", ErrorCode::invalid_input);
  CommandAnswer answer;
  answer.id = fields.text_not_empty("id");
  answer.outcome = fields.named("outcome", parse_command_outcome);
  answer.why = fields.text_or_empty("why");
  check_id(fields, "id", answer.id);
  if (!fields.failed() && answer.why.size() > kMaxWhyBytes) fields.wrong("why", "too long");
  return fields.result(std::move(answer));
}

std::string encode(const ScreenshotBody& body) {
  JsonWriter json({}, body.png.size() / 3 * 4 + 256);
  json.begin_object();
  json.text("command", body.command_id);
  json.text("png", base::to_base64url(std::as_bytes(std::span(body.png))));
  json.end_object();
  return json.take();
}

Result<ScreenshotBody> decode_screenshot_body(std::string_view json) {
  const auto document = JsonDocument::parse(json, kMaxScreenshotJsonBytes, "screenshot", ErrorCode::invalid_input);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "screenshot", ErrorCode::invalid_input);
  ScreenshotBody body;
  body.command_id = fields.text_not_empty("command");
  body.png = base::from_base64url(fields.text_not_empty("png"));
  check_id(fields, "command", body.command_id);
  const bool fits = !body.png.empty() && body.png.size() <= kMaxScreenshotBytes;
  if (!fields.failed() && !fits) fields.wrong("png", "must be 1 byte to 1 MiB in base64url");
  return fields.result(std::move(body));
}

}  // namespace gridboard::wire
