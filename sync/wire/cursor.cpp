// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/feed.hpp"

#include <charconv>
#include <span>
#include <utility>

#include "sync/base/ids.hpp"
#include "sync/wire/json_slices.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::wire {
namespace {

constexpr std::size_t kMaxCursorBytes = 8192;
constexpr std::size_t kMaxLogsPerCursor = 64;
constexpr std::size_t kUsualCursorBytes = 240;  // of JSON: a board follows some seven logs

base::Error malformed(std::string_view why) {
  return {base::ErrorCode::corrupt, "cursor: " + std::string(why)};
}

}  // namespace

// base64url over JSON: it travels in a URL and in JSON without escapes, and a person can still read it when debugging.
void CursorText::add(std::string_view log, LogPosition position) {
  if (json_.empty()) json_.reserve(kUsualCursorBytes);
  json_ += json_.empty() ? '{' : ',';
  append_json_string(json_, log);
  json_ += ":[";
  append_number(position.epoch);
  json_ += ',';
  append_number(position.seq);
  json_ += ']';
}

std::string CursorText::take() {
  if (json_.empty()) return {};
  json_ += '}';
  const std::string json = std::exchange(json_, {});
  return base::to_base64url(std::as_bytes(std::span(json.data(), json.size())));
}

void CursorText::append_number(std::uint64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  json_.append(digits, static_cast<std::size_t>(end - digits));
}

std::string encode_cursor(const Cursor& cursor) {
  CursorText text;
  for (const auto& [log, position] : cursor) text.add(log, position);
  return text.take();
}

base::Result<Cursor> decode_cursor(std::string_view text) {
  Cursor cursor;
  if (text.empty()) return cursor;
  if (text.size() > kMaxCursorBytes) return base::fail(base::ErrorCode::too_large, "cursor: longer than 8192 bytes");
  const std::string json = base::from_base64url(text);
  if (json.empty()) return tl::unexpected(malformed("not base64url"));
  const auto members = split_object(json);
  if (!members) return tl::unexpected(malformed(members.error().message));
  if (members->size() > kMaxLogsPerCursor) return base::fail(base::ErrorCode::too_large, "cursor: more than 64 logs");
  for (const auto& [log, slice] : *members) {
    const auto pair = split_array(slice);
    LogPosition position;
    if (log.empty() || !pair || pair->size() != 2 || !read_count((*pair)[0], position.epoch) ||
        !read_count((*pair)[1], position.seq)) {
      return tl::unexpected(malformed("log \"" + log + "\" must be [epoch, seq]"));
    }
    if (!cursor.emplace(log, position).second) return tl::unexpected(malformed("log \"" + log + "\" stands twice"));
  }
  return cursor;
}

}  // namespace gridboard::wire
