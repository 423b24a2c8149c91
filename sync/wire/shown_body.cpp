// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What boards say of notices and outages.
#include <sodium.h>

#include <algorithm>
#include <array>
#include <span>

#include "sync/wire/json_fields.hpp"
#include "sync/wire/json_writer.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::wire {

using base::ErrorCode;
using base::Result;

namespace {

constexpr std::size_t kMaxShownBytes = 64 << 10;  // of 100, twice over
constexpr std::size_t kMaxNoticeIdBytes = 64;

// Or none.
bool is_content_version(std::string_view text) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.empty() || (text.size() == kContentVersionHex && std::all_of(text.begin(), text.end(), is_hex));
}

void write_shown(JsonWriter& json, std::string_view name, const std::vector<ShownBody::Shown>& all) {
  if (all.empty()) return;
  json.name(name);
  json.begin_array();
  for (const ShownBody::Shown& shown : all) {
    json.begin_object();
    json.text("id", shown.id);
    json.instant("received_at", shown.received_at);
    json.instant_if_any("shown_at", shown.shown_at);
    json.number_if_any("times", shown.times);
    json.number_if_any("seconds", shown.seconds);
    json.instant_if_any("last_at", shown.last_at);
    json.text_if_any("version", shown.version);
    json.end_object();
  }
  json.end_array();
}

std::vector<ShownBody::Shown> read_shown(Fields& fields, std::string_view name) {
  std::vector<ShownBody::Shown> all;
  fields.objects(name, [&all](Fields& each) {
    ShownBody::Shown shown;
    shown.id = each.text_not_empty("id");
    shown.received_at = each.instant("received_at");
    shown.shown_at = each.instant_if_any("shown_at");
    shown.times = each.count_or_zero("times");
    shown.seconds = each.count_or_zero("seconds");
    shown.last_at = each.instant_if_any("last_at");
    shown.version = each.text_or_empty("version");
    if (shown.id.size() > kMaxNoticeIdBytes) each.wrong("id", "too long");
    if (!is_content_version(shown.version)) each.wrong("version", "must be 32 hex digits");
    all.push_back(std::move(shown));
  });
  return all;
}

}  // namespace

std::string content_version(std::string_view body) {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(body.data()), body.size(),
                     nullptr, 0);
  return base::to_hex(std::as_bytes(std::span(hash))).substr(0, kContentVersionHex);
}

std::string encode(const ShownBody& body, base::Zone zone) {
  JsonWriter json(zone);
  json.begin_object();
  write_shown(json, "notices", body.notices);
  write_shown(json, "outages", body.outages);
  json.end_object();
  return json.take();
}

Result<ShownBody> decode_shown_body(std::string_view json) {
  const auto document = JsonDocument::parse(json, kMaxShownBytes, "shown", ErrorCode::invalid_input);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "shown", ErrorCode::invalid_input);
  ShownBody body;
  body.notices = read_shown(fields, "notices");
  body.outages = read_shown(fields, "outages");
  const std::size_t count = body.notices.size() + body.outages.size();
  if (count == 0 || count > kMaxShown) fields.wrong("notices", "must be 1 to 100, with outages");
  return fields.result(std::move(body));
}

}  // namespace gridboard::wire
