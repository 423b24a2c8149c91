// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Structured log: one JSON object a line on standard error (journald keeps it), fields in the order given.
// Values must never hold a secret or a resident's data; ids and counts are what belongs here. Thread-safe.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace gridboard::base {

enum class LogLevel { debug, info, warning, error };

struct LogField {
  std::string_view name;
  std::variant<std::string_view, std::int64_t, double, bool> value;
};

void set_log_level(LogLevel lowest);
// log_event(LogLevel::info, "feed.opened", {{"board", id}, {"logs", std::int64_t{7}}});
void log_event(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

}  // namespace gridboard::base
