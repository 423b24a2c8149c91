// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Things of the domain as openapi.yaml has them. Stays in this room.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "sync/api/call.hpp"
#include "sync/model/notice.hpp"
#include "sync/model/place.hpp"
#include "sync/store/board_commands.hpp"
#include "sync/store/people.hpp"

namespace gridboard::api {

[[nodiscard]] net::Response json_answer(int status, const boost::json::object& body);
[[nodiscard]] net::Response no_content();  // 204

// Set-Cookie with the session's secret; "" takes it back.
[[nodiscard]] std::string session_cookie(const Call& call, std::string_view secret);

[[nodiscard]] std::string time_text(const Call& call, base::Instant at);
// {"items": ..., "next": ..., "total": ...}; `next` "" and `total` unset are left out.
[[nodiscard]] boost::json::object page_of(boost::json::array items, const std::string& next,
                                          std::optional<std::int64_t> total = {});

[[nodiscard]] boost::json::array grants_of(const std::vector<store::Grant>& grants);
[[nodiscard]] boost::json::object account_of(const Call& call, const store::Account& account);
[[nodiscard]] boost::json::object token_of(const Call& call, const store::AccessToken& token);
[[nodiscard]] boost::json::object entry_of(const Call& call, const store::AuditEntry& entry);
[[nodiscard]] boost::json::object day_part_of(const model::DayPart& part);  // {"from": "22:00", "to": "06:30"}
// `words`: its path in names.
[[nodiscard]] boost::json::object board_of(const Call& call, const store::Board& board, const std::string& words);
[[nodiscard]] boost::json::object report_of(const Call& call, const store::BoardReport& report);
[[nodiscard]] boost::json::object command_of(const Call& call, const store::BoardCommand& command);
[[nodiscard]] boost::json::object place_of(const model::Place& place, const std::string& words);

// "live" if it was heard of within three beats, "silent", or "never_seen".
[[nodiscard]] const char* health_of(const store::Board& board, base::Instant live_since);
[[nodiscard]] base::Instant live_since(const Call& call);

}  // namespace gridboard::api
