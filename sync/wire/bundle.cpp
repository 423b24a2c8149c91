// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/bundle.hpp"

#include "sync/base/ids.hpp"
#include "sync/wire/json_fields.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;

constexpr int kBundleVersion = 1;
constexpr std::size_t kMaxEndBytes = 4096;
constexpr std::size_t kMaxIdBytes = 512, kSignatureBytes = 64, kHashDigits = 64;

const char* name_of(BundleKind kind) {
  return kind == BundleKind::feed ? "feed" : "outbox";
}

bool is_hash(std::string_view text) {
  return text.size() == kHashDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

// The moment as a number: it has one spelling, whatever zone it was written in.
std::string bundle_statement(const BundleEnd& end) {
  return std::string("gridboard bundle 1\n") + name_of(end.kind) + "\n" + end.board_id + "\n" +
         std::to_string(end.made_at.time_since_epoch().count()) + "\n" + std::to_string(end.bytes) + "\n" + end.sha256;
}

std::string encode(const BundleEnd& end, base::Zone zone) {
  JsonWriter json(zone);
  json.begin_object();
  json.text("line", "bundle");
  json.number("version", kBundleVersion);
  json.text("kind", name_of(end.kind));
  json.text("board_id", end.board_id);
  json.instant("made_at", end.made_at);
  json.number("bytes", static_cast<std::int64_t>(end.bytes));
  json.text("sha256", end.sha256);
  json.text("signature", end.signature);
  json.end_object();
  return json.take();
}

base::Result<BundleEnd> parse_bundle_end(std::string_view line) {
  const auto document = JsonDocument::parse(line, kMaxEndBytes, "bundle", ErrorCode::corrupt);
  if (!document) return tl::unexpected(document.error());
  Fields fields((*document)->root(), "bundle", ErrorCode::corrupt);
  BundleEnd end;
  if (fields.text("line") != "bundle") fields.wrong("line", "must be \"bundle\"");
  if (fields.count("version") != kBundleVersion) fields.wrong("version", "is not 1, the version that is read here");
  const std::string kind = fields.text("kind");
  if (kind != "feed" && kind != "outbox") fields.wrong("kind", "must be feed or outbox");
  end.kind = kind == "outbox" ? BundleKind::outbox : BundleKind::feed;
  end.board_id = fields.text_not_empty("board_id");
  // A line of its own in what is signed.
  const bool is_id = end.board_id.size() <= kMaxIdBytes && end.board_id.find('\n') == std::string::npos;
  if (!is_id) fields.wrong("board_id", "isn't one");
  end.made_at = fields.instant("made_at");
  end.bytes = static_cast<std::uint64_t>(fields.count("bytes"));
  end.sha256 = fields.text("sha256");
  if (!is_hash(end.sha256)) fields.wrong("sha256", "must be 64 hex digits");
  end.signature = fields.text("signature");
  if (base::from_base64url(end.signature).size() != kSignatureBytes)
    fields.wrong("signature", "must be base64url of 64 bytes");
  return fields.result(std::move(end));
}

}  // namespace gridboard::wire
