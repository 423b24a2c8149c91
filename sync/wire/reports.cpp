// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/reports.hpp"

#include "sync/wire/json_fields.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxReportBytes = 16 << 10;  // as the centre takes it

void add_if_any(JsonWriter& writer, std::string_view name, const std::optional<std::int64_t>& number) {
  if (number) writer.number(name, *number);
}

std::optional<std::int64_t> number_if_any(Fields& fields, const JsonDocument& document, std::string_view name) {
  if (!document.root().contains(name)) return std::nullopt;
  return fields.number(name);
}

}  // namespace

std::string encode(const HealthBody& body) {
  JsonWriter writer;
  writer.begin_object();
  writer.text_if_any("version", body.version);
  add_if_any(writer, "feed_lag_s", body.feed_lag_s);
  add_if_any(writer, "clock_offset_ms", body.clock_offset_ms);
  add_if_any(writer, "storage_free_mb", body.storage_free_mb);
  add_if_any(writer, "temperature_c", body.temperature_c);
  writer.text_if_any("printer", body.printer);
  writer.text_if_any("speaker", body.speaker);
  add_if_any(writer, "uptime_s", body.uptime_s);
  writer.text_if_any("pictures", body.pictures);
  writer.end_object();
  return writer.take();
}

Result<HealthBody> decode_health_body(std::string_view json) {
  const auto document = JsonDocument::parse(json, kMaxReportBytes, "health", ErrorCode::invalid_input);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "health", ErrorCode::invalid_input);
  HealthBody body;
  body.version = fields.text_or_empty("version");
  body.feed_lag_s = fields.count_if_any("feed_lag_s");
  body.clock_offset_ms = number_if_any(fields, **document, "clock_offset_ms");
  body.storage_free_mb = fields.count_if_any("storage_free_mb");
  body.temperature_c = number_if_any(fields, **document, "temperature_c");
  body.printer = fields.text_or_empty("printer");
  body.speaker = fields.text_or_empty("speaker");
  body.uptime_s = fields.count_if_any("uptime_s");
  body.pictures = fields.text_or_empty("pictures");
  return fields.result(std::move(body));
}

}  // namespace gridboard::wire
