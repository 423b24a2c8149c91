// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/answers.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sync/desk/ask_board.hpp"
#include "sync/desk/board_health.hpp"
#include "sync/desk/list_boards.hpp"

namespace gridboard::api {

namespace json = boost::json;

namespace {

// As the entry has it, or its text if it is none (a very large one is kept as its hash).
json::value value_of(const std::string& text) {
  json::error_code error;
  json::value value = json::parse(text, error);
  return error ? json::value(text) : value;
}

std::string clock_text(int minute) {
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(minute / 60) + ':' + two(minute % 60);
}

}  // namespace

net::Response json_answer(int status, const json::object& body) {
  net::Response response;
  response.status = status;
  response.body = json::serialize(body);
  return response;
}

net::Response no_content() {
  net::Response response;
  response.status = 204;
  response.content_type = "";
  return response;
}

std::string session_cookie(const Call& call, std::string_view secret) {
  std::string text = std::string(kSessionCookie) + '=' + std::string(secret) + "; Path=/; HttpOnly; SameSite=Strict";
  if (secret.empty()) text += "; Max-Age=0";
  if (call.env.behind_tls_proxy) text += "; Secure";
  return text;
}

std::string time_text(const Call& call, base::Instant at) {
  return base::format_rfc3339(at, call.env.zone);
}

json::object page_of(json::array items, const std::string& next, std::optional<std::int64_t> total) {
  json::object page;
  page["items"] = std::move(items);
  if (!next.empty()) page["next"] = next;
  if (total) page["total"] = *total;
  return page;
}

json::array grants_of(const std::vector<store::Grant>& grants) {
  json::array list;
  for (const store::Grant& grant : grants) {
    list.push_back({{"role", desk::name_of(grant.role)}, {"place", grant.place}});
  }
  return list;
}

json::object account_of(const Call& call, const store::Account& account) {
  json::object body{{"id", account.id},
                    {"name", account.name},
                    {"display_name", account.display_name},
                    {"state", desk::name_of(account.state)},
                    {"grants", grants_of(account.grants)},
                    {"second_factor", !account.second_factor.empty()},
                    {"created_at", time_text(call, account.created_at)}};
  if (!account.identity.empty()) body["identity"] = account.identity;
  if (account.last_sign_in) body["last_sign_in"] = time_text(call, *account.last_sign_in);
  return body;
}

json::object token_of(const Call& call, const store::AccessToken& token) {
  json::object body{{"id", token.id},
                    {"name", token.name},
                    {"grants", grants_of(token.grants)},
                    {"created_at", time_text(call, token.created_at)},
                    {"ends_at", time_text(call, token.ends_at)}};
  if (token.last_used) body["last_used"] = time_text(call, *token.last_used);
  return body;
}

json::object entry_of(const Call& call, const store::AuditEntry& entry) {
  json::object body{{"number", entry.number},
                    {"at", time_text(call, entry.at)},
                    {"actor", entry.actor},
                    {"actor_name", entry.actor_name},
                    {"action", entry.action},
                    {"subject", entry.subject},
                    {"outcome", entry.outcome == store::AuditOutcome::done ? "done" : "refused"},
                    {"hash", entry.hash}};
  if (!entry.place.empty()) body["place"] = entry.place;
  if (!entry.before.empty()) body["before"] = value_of(entry.before);
  if (!entry.after.empty()) body["after"] = value_of(entry.after);
  if (!entry.peer.empty()) body["peer"] = entry.peer;
  return body;
}

json::object day_part_of(const model::DayPart& part) {
  return {{"from", clock_text(part.from_minute)}, {"to", clock_text(part.to_minute)}};
}

json::object board_of(const Call& call, const store::Board& board, const std::string& words) {
  json::object body{{"id", board.id},
                    {"name", board.name},
                    {"place", board.place_path},
                    {"words", words},
                    {"hall", board.hall},
                    {"state", desk::name_of(board.state)},
                    {"health", health_of(board, live_since(call))},
                    {"added_at", time_text(call, board.added_at)}};
  if (board.last_seen) body["last_seen"] = time_text(call, *board.last_seen);
  if (!board.code_hash.empty()) body["code_ends_at"] = time_text(call, board.code_expires);
  if (board.quiet_hours) body["quiet_hours"] = day_part_of(*board.quiet_hours);
  return body;
}

json::object report_of(const Call& call, const store::BoardReport& report) {
  const wire::HealthBody& health = report.health;
  json::object body{{"at", time_text(call, report.at)}};
  if (!health.version.empty()) body["version"] = health.version;
  if (health.feed_lag_s) body["feed_lag_s"] = *health.feed_lag_s;
  if (health.clock_offset_ms) body["clock_offset_ms"] = *health.clock_offset_ms;
  if (health.storage_free_mb) body["storage_free_mb"] = *health.storage_free_mb;
  if (health.temperature_c) body["temperature_c"] = *health.temperature_c;
  if (!health.printer.empty()) body["printer"] = health.printer;
  if (!health.speaker.empty()) body["speaker"] = health.speaker;
  if (health.uptime_s) body["uptime_s"] = *health.uptime_s;
  if (!health.pictures.empty()) body["pictures"] = health.pictures;
  return body;
}

json::object command_of(const Call& call, const store::BoardCommand& command) {
  json::object body{{"id", command.id},
                    {"kind", wire::name_of(command.kind)},
                    {"state", desk::name_of(desk::state_of(command, call.now))},
                    {"asked_at", time_text(call, command.asked_at)},
                    {"ends_at", time_text(call, command.ends_at)},
                    {"asked_by_name", command.asked_by_name}};
  if (command.said_at) body["said_at"] = time_text(call, *command.said_at);
  if (!command.why.empty()) body["why"] = command.why;
  return body;
}

json::object place_of(const model::Place& place, const std::string& words) {
  return {{"path", place.path}, {"name", place.name}, {"kind", model::name_of(place.kind)}, {"words", words}};
}

const char* health_of(const store::Board& board, base::Instant since) {
  if (!board.last_seen) return "never_seen";
  return *board.last_seen >= since ? "live" : "silent";
}

base::Instant live_since(const Call& call) {
  return desk::live_since(call.now, call.env.beat);
}

}  // namespace gridboard::api
