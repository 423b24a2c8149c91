// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/base/log.hpp"

#include <spdlog/details/log_msg.h>
#include <spdlog/formatter.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/ringbuffer_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <cmath>
#include <memory>

#include "sync/base/time.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::base {

namespace {

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  out += '"';
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = decode_utf8(text, offset);
    if (code_point == '"' || code_point == '\\') {
      out += '\\';
      out += static_cast<char>(code_point);
    } else if (code_point < 0x20) {
      out += "\\u00";
      out += kHexDigits[code_point >> 4];
      out += kHexDigits[code_point & 0x0F];
    } else {
      append_utf8(out, code_point);
    }
  }
  out += '"';
}

void append_json_value(std::string& out, std::string_view value) {
  append_json_string(out, value);
}
void append_json_value(std::string& out, std::int64_t value) {
  out += std::to_string(value);
}
void append_json_value(std::string& out, bool value) {
  out += value ? "true" : "false";
}
void append_json_value(std::string& out, double value) {
  out += std::isfinite(value) ? fmt::format("{}", value) : std::string("null");
}

const char* name_of(spdlog::level::level_enum level) {
  if (level >= spdlog::level::err) return "error";
  if (level == spdlog::level::warn) return "warning";
  return level == spdlog::level::info ? "info" : "debug";
}

spdlog::level::level_enum spdlog_level(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

// The payload is the rest of the object already: "event":...,fields...
class JsonLine final : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& destination) override {
    const Instant at = std::chrono::floor<std::chrono::milliseconds>(message.time);
    std::string line = "{\"time\":\"" + format_rfc3339(at, Zone{}) + "\",\"level\":\"" + name_of(message.level) + "\",";
    line.append(message.payload.data(), message.payload.size());
    line += "}\n";
    destination.append(line.data(), line.data() + line.size());
  }
  [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<JsonLine>(); }
};

std::shared_ptr<spdlog::logger> make_logger() {
  auto made = std::make_shared<spdlog::logger>("gridboard", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  made->set_formatter(std::make_unique<JsonLine>());
  made->set_level(spdlog::level::info);
  made->flush_on(spdlog::level::debug);
  return made;
}

// A process has one standard error, so it has one log.
const std::shared_ptr<spdlog::logger> logger = make_logger();

// Begun by keep_recent_log() before other threads log.
std::shared_ptr<spdlog::sinks::ringbuffer_sink_mt> recent;

}  // namespace

void keep_recent_log(std::size_t lines) {
  if (recent) return;
  recent = std::make_shared<spdlog::sinks::ringbuffer_sink_mt>(lines);
  recent->set_formatter(std::make_unique<JsonLine>());
  logger->sinks().push_back(recent);
}

std::vector<std::string> recent_log() {
  std::vector<std::string> lines;
  if (recent) lines = recent->last_formatted();
  for (std::string& line : lines) {
    if (line.ends_with('\n')) line.pop_back();
  }
  return lines;
}

void set_log_level(LogLevel lowest) {
  logger->set_level(spdlog_level(lowest));
}

void log_event(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  if (!logger->should_log(spdlog_level(level))) return;
  std::string payload = "\"event\":";
  append_json_string(payload, event);
  for (const LogField& field : fields) {
    payload += ',';
    append_json_string(payload, field.name);
    payload += ':';
    std::visit([&](const auto& value) { append_json_value(payload, value); }, field.value);
  }
  logger->log(spdlog_level(level), spdlog::string_view_t(payload.data(), payload.size()));
}

}  // namespace gridboard::base
