// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Structured log: one JSON object a line on standard error (journald keeps it), fields in the order given.
// Values must never hold a secret or a resident's data; ids and counts are what belongs here. Thread-safe.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gridboard::base {

enum class LogLevel { debug, info, warning, error };

struct LogField {
  std::string_view name;
  std::variant<std::string_view, std::int64_t, double, bool> value;
};

void set_log_level(LogLevel lowest);
// log_event(LogLevel::info, "feed.opened", {{"board", id}, {"logs", std::int64_t{7}}});
void log_event(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

// From now on the newest lines, at most so many, are kept for staff to read on the spot. Once a process.
void keep_recent_log(std::size_t lines);
// Those lines, oldest first, each a JSON object without its line's end.
[[nodiscard]] std::vector<std::string> recent_log();

}  // namespace gridboard::base
