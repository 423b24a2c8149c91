// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/feed.hpp"

#include "sync/base/ids.hpp"
#include "sync/wire/json_fields.hpp"
#include "sync/wire/json_slices.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t kMaxSignatureBytes = 128;
constexpr std::size_t kMaxNameBytes = 512;  // of a log, a key or an audience
constexpr std::size_t kMaxControlLineBytes = 16384;

base::Error in_segment(std::string_view why) {
  return {ErrorCode::corrupt, "segment: " + std::string(why)};
}

bool read_name(std::string_view slice, std::string& out) {
  return read_text(slice, out) && !out.empty() && out.size() <= kMaxNameBytes;
}

Result<Put> parse_put(std::string_view slice, std::size_t index) {
  const std::string where = "puts[" + std::to_string(index) + "]";
  const auto members = split_object(slice);
  if (!members) return tl::unexpected(in_segment(where + ": " + members.error().message));
  Put put;
  for (const auto& [name, value] : *members) {
    bool right = true;
    if (name == "key")
      right = read_name(value, put.key);
    else if (name == "audience")
      right = read_name(value, put.audience);
    else if (name == "body")
      right = value.front() == '{', put.body = value;
    if (!right) return tl::unexpected(in_segment(where + ": " + name + ": malformed"));
  }
  if (put.key.empty()) return tl::unexpected(in_segment(where + ": key: is missing"));
  if (put.audience.empty()) return tl::unexpected(in_segment(where + ": audience: is missing"));
  if (put.body.empty()) return tl::unexpected(in_segment(where + ": body: is missing"));
  return put;
}

Result<std::vector<Put>> parse_puts(std::string_view slice) {
  const auto slices = split_array(slice);
  if (!slices) return tl::unexpected(in_segment("puts: " + slices.error().message));
  std::vector<Put> puts;
  puts.reserve(slices->size());
  for (std::size_t i = 0; i < slices->size(); ++i) {
    auto put = parse_put((*slices)[i], i);
    if (!put) return tl::unexpected(put.error());
    puts.push_back(std::move(*put));
  }
  return puts;
}

Result<std::vector<std::string>> parse_names(const std::string& member, std::string_view slice) {
  const auto slices = split_array(slice);
  if (!slices) return tl::unexpected(in_segment(member + ": " + slices.error().message));
  std::vector<std::string> names(slices->size());
  for (std::size_t i = 0; i < slices->size(); ++i) {
    if (!read_name((*slices)[i], names[i])) {
      return tl::unexpected(in_segment(member + "[" + std::to_string(i) + "]: malformed"));
    }
  }
  return names;
}

struct Seen {
  bool log = false, epoch = false, from = false, to = false;
};

Result<void> parse_member(const std::string& name, std::string_view value, Segment& segment, Seen& seen) {
  bool right = true;
  if (name == "log")
    right = seen.log = read_name(value, segment.log);
  else if (name == "epoch")
    right = seen.epoch = read_count(value, segment.epoch);
  else if (name == "from")
    right = seen.from = read_count(value, segment.from);
  else if (name == "to")
    right = seen.to = read_count(value, segment.to);
  else if (name == "snapshot")
    right = read_flag(value, segment.snapshot);
  else if (name == "last")
    right = read_flag(value, segment.last);
  else if (name == "place")
    right = read_name(value, segment.place);
  if (!right) return tl::unexpected(in_segment(name + ": malformed"));
  if (name == "puts") {
    auto puts = parse_puts(value);
    if (!puts) return tl::unexpected(puts.error());
    segment.puts = std::move(*puts);
  }
  if (name == "removes" || name == "elsewhere") {
    auto names = parse_names(name, value);
    if (!names) return tl::unexpected(names.error());
    (name == "removes" ? segment.removes : segment.elsewhere) = std::move(*names);
  }
  return {};
}

Result<Segment> parse_segment(std::string_view body) {
  const auto members = split_object(body);
  if (!members) return tl::unexpected(in_segment(members.error().message));
  Segment segment;
  Seen seen;
  for (const auto& [name, value] : *members) {
    const auto parsed = parse_member(name, value, segment, seen);
    if (!parsed) return tl::unexpected(parsed.error());
  }
  const char* missing = !seen.log ? "log" : !seen.epoch ? "epoch" : !seen.from ? "from" : !seen.to ? "to" : nullptr;
  if (missing != nullptr) return tl::unexpected(in_segment(std::string(missing) + ": is missing"));
  if (segment.to < segment.from) return tl::unexpected(in_segment("to: is before from"));
  if (segment.snapshot && !segment.removes.empty()) return tl::unexpected(in_segment("removes: a snapshot has none"));
  return segment;
}

Result<FeedLine> parse_segment_line(std::string_view line) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || space == 0 || space > kMaxSignatureBytes) {
    return tl::unexpected(in_segment("signature: must be followed by a space and the segment"));
  }
  SegmentLine out;
  out.signature = line.substr(0, space);
  out.bytes = line.substr(space + 1);
  auto segment = parse_segment(out.bytes);
  if (!segment) return tl::unexpected(segment.error());
  out.segment = std::move(*segment);
  return FeedLine(std::move(out));
}

Result<FeedLine> parse_hello(const boost::json::object& object) {
  Fields fields(object, "hello", ErrorCode::corrupt);
  Hello hello;
  const std::int64_t version = fields.count("version");
  hello.now = fields.instant("now");
  const std::int64_t beat = fields.count("beat_s");
  const std::int64_t least = fields.count("min_backoff_ms"), most = fields.count("max_backoff_ms");
  if (version != kProtocolVersion) fields.wrong("version", "is not 1, the version that this board speaks");
  if (beat < 1 || beat > 3600) fields.wrong("beat_s", "must be from 1 to 3600");
  if (least < 1 || least > most || most > 86'400'000)
    fields.wrong("max_backoff_ms", "must be from min_backoff_ms to a day");
  hello.beat = std::chrono::seconds(beat);
  hello.min_backoff = std::chrono::milliseconds(least);
  hello.max_backoff = std::chrono::milliseconds(most);
  return fields.result(FeedLine(hello));
}

Result<FeedLine> parse_retry(const boost::json::object& object) {
  Fields fields(object, "retry", ErrorCode::corrupt);
  const std::int64_t after = fields.count("after_ms");
  if (after > 86'400'000) fields.wrong("after_ms", "must be at most a day");
  return fields.result(FeedLine(Retry{std::chrono::milliseconds(after)}));
}

constexpr std::size_t kPublicKeyBytes = 32, kSignatureBytes = 64;

Result<FeedLine> parse_key(const boost::json::object& object) {
  Fields fields(object, "key", ErrorCode::corrupt);
  KeyLine key;
  const auto of_bytes = [&fields](std::string_view name, std::size_t bytes) {
    std::string text = fields.text(name);
    if (base::from_base64url(text).size() != bytes)
      fields.wrong(name, "must be base64url of " + std::to_string(bytes) + " bytes");
    return text;
  };
  const std::int64_t number = fields.count("number");
  if (number < 2) fields.wrong("number", "must be 2 or more");
  key.number = static_cast<std::uint64_t>(number);
  key.publishing_key = of_bytes("publishing_key", kPublicKeyBytes);
  key.sealing_key = of_bytes("sealing_key", kPublicKeyBytes);
  key.since = fields.instant("since");
  key.until = fields.instant("until");
  key.signature = of_bytes("signature", kSignatureBytes);
  return fields.result(FeedLine(std::move(key)));
}

}  // namespace

std::string encode(const Hello& hello, base::Zone zone) {
  JsonWriter json(zone);
  json.begin_object();
  json.text("line", "hello");
  json.number("version", hello.version);
  json.instant("now", hello.now);
  json.number("beat_s", hello.beat.count());
  json.number("min_backoff_ms", hello.min_backoff.count());
  json.number("max_backoff_ms", hello.max_backoff.count());
  json.end_object();
  return json.take();
}

std::string encode_segment_body(const Segment& segment) {
  std::size_t expected = 128 + segment.log.size();
  for (const Put& put : segment.puts) expected += 40 + put.key.size() + put.audience.size() + put.body.size();
  for (const std::string& key : segment.removes) expected += key.size() + 3;
  for (const std::string& audience : segment.elsewhere) expected += audience.size() + 3;
  JsonWriter json({}, expected);
  json.begin_object();
  json.text("log", segment.log);
  json.number("epoch", static_cast<std::int64_t>(segment.epoch));
  json.number("from", static_cast<std::int64_t>(segment.from));
  json.number("to", static_cast<std::int64_t>(segment.to));
  if (segment.snapshot) {
    json.flag("snapshot", true);
    json.flag("last", segment.last);
  }
  if (!segment.place.empty()) json.text("place", segment.place);
  if (!segment.elsewhere.empty()) {
    json.name("elsewhere");
    json.begin_array();
    for (const std::string& audience : segment.elsewhere) json.value(audience);
    json.end_array();
  }
  json.name("puts");
  json.begin_array();
  for (const Put& put : segment.puts) {
    json.begin_object();
    json.text("key", put.key);
    json.text("audience", put.audience);
    json.name("body");
    json.raw(put.body);
    json.end_object();
  }
  json.end_array();
  json.name("removes");
  json.begin_array();
  for (const std::string& key : segment.removes) json.value(key);
  json.end_array();
  json.end_object();
  return json.take();
}

std::string encode_segment_line(std::string_view signature, std::string_view body) {
  std::string line;
  line.reserve(signature.size() + 1 + body.size());
  line += signature;
  line += ' ';
  line += body;
  return line;
}

std::string encode(const Commit& commit) {
  JsonWriter json;
  json.begin_object();
  json.text("line", "commit");
  json.text("cursor", commit.cursor);
  json.end_object();
  return json.take();
}

std::string encode(const Beat& beat, base::Zone zone) {
  JsonWriter json(zone);
  json.begin_object();
  json.text("line", "beat");
  json.instant("now", beat.now);
  json.end_object();
  return json.take();
}

std::string encode(const Retry& retry) {
  JsonWriter json;
  json.begin_object();
  json.text("line", "retry");
  json.number("after_ms", retry.after.count());
  json.end_object();
  return json.take();
}

std::string encode(const KeyLine& key, base::Zone zone) {
  JsonWriter json(zone);
  json.begin_object();
  json.text("line", "key");
  json.number("number", static_cast<std::int64_t>(key.number));
  json.text("publishing_key", key.publishing_key);
  json.text("sealing_key", key.sealing_key);
  json.instant("since", key.since);
  json.instant("until", key.until);
  json.text("signature", key.signature);
  json.end_object();
  return json.take();
}

Result<FeedLine> parse_feed_line(std::string_view line) {
  if (line.size() > kMaxLineBytes) return base::fail(ErrorCode::too_large, "feed line: longer than 2 MiB");
  if (line.empty()) return base::fail(ErrorCode::corrupt, "feed line: is empty");
  if (line.front() != '{') return parse_segment_line(line);
  const auto document = JsonDocument::parse(line, kMaxControlLineBytes, "feed line", ErrorCode::corrupt);
  if (!document) return tl::unexpected(document.error());
  const boost::json::object& object = (*document)->root();
  Fields fields(object, "feed line", ErrorCode::corrupt);
  const std::string kind = fields.text_not_empty("line");
  if (fields.failed()) return fields.result(FeedLine());
  if (kind == "hello") return parse_hello(object);
  if (kind == "retry") return parse_retry(object);
  if (kind == "key") return parse_key(object);
  Fields inside(object, kind, ErrorCode::corrupt);
  if (kind == "beat") {
    Beat beat{inside.instant("now")};
    return inside.result(FeedLine(beat));
  }
  if (kind == "commit") {
    Commit commit{inside.text("cursor")};
    return inside.result(FeedLine(std::move(commit)));
  }
  return base::fail(ErrorCode::not_found, "feed line: a kind that this release doesn't know");
}

}  // namespace gridboard::wire
