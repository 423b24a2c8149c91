// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/ledger.hpp"

#include <sodium.h>

#include <array>
#include <span>

#include "sync/base/ids.hpp"
#include "sync/wire/json_fields.hpp"
#include "sync/wire/json_slices.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;

constexpr base::Zone kUtc{std::chrono::minutes(0)};
constexpr int kLedgerVersion = 1;
static_assert(kLedgerHashHex == 2 * crypto_generichash_BYTES);

const char* name_of(LedgerOutcome outcome) {
  return outcome == LedgerOutcome::done ? "done" : "refused";
}

Result<LedgerOutcome> outcome_named(std::string_view name) {
  for (const LedgerOutcome outcome : {LedgerOutcome::done, LedgerOutcome::refused}) {
    if (name == name_of(outcome)) return outcome;
  }
  return base::fail(ErrorCode::corrupt, "unknown outcome");
}

// All but the hash, which stands last, and the end of the object.
JsonWriter begin_entry(const LedgerEntry& entry) {
  JsonWriter json(kUtc, 512 + entry.before.size() + entry.after.size());
  json.begin_object();
  json.text("line", "entry");
  json.number("number", static_cast<std::int64_t>(entry.number));
  json.instant("at", entry.at);
  json.text("actor", entry.actor);
  json.text("actor_name", entry.actor_name);
  json.text("action", entry.action);
  json.text("subject", entry.subject);
  json.text_if_any("place", entry.place);
  if (!entry.before.empty()) {
    json.name("before");
    json.raw(entry.before);
  }
  if (!entry.after.empty()) {
    json.name("after");
    json.raw(entry.after);
  }
  json.text("outcome", name_of(entry.outcome));
  json.text_if_any("peer", entry.peer);
  json.text("previous", entry.previous);
  return json;
}

std::string encode_signed(std::string_view line, const LedgerCheckpoint& checkpoint) {
  JsonWriter json(kUtc);
  json.begin_object();
  json.text("line", line);
  json.number("number", static_cast<std::int64_t>(checkpoint.number));
  json.text("hash", checkpoint.hash);
  json.instant("at", checkpoint.at);
  json.number("key", static_cast<std::int64_t>(checkpoint.key_number));
  json.text("publishing_key", checkpoint.publishing_key);
  json.text("signature", checkpoint.signature);
  json.end_object();
  return json.take();
}

std::string statement_of(std::string_view name, const LedgerCheckpoint& checkpoint, std::string_view of) {
  std::string statement = "gridboard ledger " + std::string(name) + " 1\n" + std::to_string(checkpoint.number) + "\n" +
                          checkpoint.hash + "\n" + base::format_rfc3339(checkpoint.at, kUtc) + "\n" +
                          std::to_string(checkpoint.key_number);
  if (!of.empty()) statement.append("\n").append(of);
  return statement;
}

Result<LedgerLine> parse_start(Fields fields) {
  LedgerStart start;
  if (fields.count("version") != kLedgerVersion) fields.wrong("version", "is not one that this program knows");
  start.supplier = fields.text("supplier");
  start.of = fields.text_or_empty("of");
  return fields.result(LedgerLine(std::move(start)));
}

Result<LedgerLine> parse_entry(Fields fields, std::string_view line) {
  LedgerEntry entry;
  entry.number = static_cast<std::uint64_t>(fields.count("number"));
  entry.at = fields.instant("at");
  entry.actor = fields.text("actor");
  entry.actor_name = fields.text("actor_name");
  entry.action = fields.text("action");
  entry.subject = fields.text("subject");
  entry.place = fields.text_or_empty("place");
  entry.outcome = fields.named("outcome", outcome_named);
  entry.peer = fields.text_or_empty("peer");
  entry.previous = fields.text("previous");
  entry.hash = fields.text("hash");
  // In their exact bytes, which the hash is over.
  const auto slices = split_object(line);
  if (!slices) return tl::unexpected(slices.error());
  for (const auto& [name, slice] : *slices) {
    if (name == "before") entry.before = slice;
    if (name == "after") entry.after = slice;
  }
  return fields.result(LedgerLine(std::move(entry)));
}

LedgerCheckpoint parse_signed(Fields& fields) {
  LedgerCheckpoint checkpoint;
  checkpoint.number = static_cast<std::uint64_t>(fields.count("number"));
  checkpoint.hash = fields.text("hash");
  checkpoint.at = fields.instant("at");
  checkpoint.key_number = static_cast<std::uint64_t>(fields.count("key"));
  checkpoint.publishing_key = fields.text("publishing_key");
  checkpoint.signature = fields.text("signature");
  return checkpoint;
}

Result<LedgerLine> parse_key_line(std::string_view line) {
  auto parsed = parse_feed_line(line);
  if (!parsed) return tl::unexpected(parsed.error());
  auto* key = std::get_if<KeyLine>(&*parsed);
  if (key == nullptr) return base::fail(ErrorCode::corrupt, "ledger line: isn't a key");
  return LedgerLine(std::move(*key));
}

Result<LedgerLine> parse_any(std::string_view line) {
  auto document = JsonDocument::parse(line, kMaxLedgerLineBytes, "ledger line", ErrorCode::corrupt);
  if (!document) return tl::unexpected(document.error());
  Fields kind((*document)->root(), "ledger line", ErrorCode::corrupt);
  const std::string name = kind.text("line");
  Fields fields((*document)->root(), name, ErrorCode::corrupt);
  if (name == "ledger") return parse_start(fields);
  if (name == "key") return parse_key_line(line);
  if (name == "entry") return parse_entry(fields, line);
  if (name == "checkpoint") {
    LedgerCheckpoint checkpoint = parse_signed(fields);
    return fields.result(LedgerLine(std::move(checkpoint)));
  }
  if (name == "end") {
    LedgerEnd end{parse_signed(fields)};
    return fields.result(LedgerLine(std::move(end)));
  }
  kind.wrong("line", "is not a known kind");
  return kind.result(LedgerLine());
}

}  // namespace

std::string encode(const LedgerStart& start) {
  JsonWriter json(kUtc);
  json.begin_object();
  json.text("line", "ledger");
  json.number("version", kLedgerVersion);
  json.text("supplier", start.supplier);
  json.text_if_any("of", start.of);
  json.end_object();
  return json.take();
}

std::string encode(const LedgerEntry& entry) {
  JsonWriter json = begin_entry(entry);
  json.text("hash", entry.hash);
  json.end_object();
  return json.take();
}

std::string encode(const LedgerCheckpoint& checkpoint) {
  return encode_signed("checkpoint", checkpoint);
}

std::string encode(const LedgerEnd& end) {
  return encode_signed("end", end.checkpoint);
}

Result<LedgerLine> parse_ledger_line(std::string_view line) {
  if (line.size() > kMaxLedgerLineBytes) return base::fail(ErrorCode::too_large, "ledger line: is too long");
  auto parsed = parse_any(line);
  if (!parsed) return parsed;
  const std::string again = std::visit(
      [](const auto& value) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, KeyLine>)
          return encode(value, kUtc);
        else
          return encode(value);
      },
      *parsed);
  if (again != line) return base::fail(ErrorCode::corrupt, "ledger line: isn't in the one form that it has");
  return parsed;
}

std::string ledger_hash(const LedgerEntry& entry) {
  JsonWriter json = begin_entry(entry);
  json.end_object();
  const std::string text = json.take();
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     nullptr, 0);
  return base::to_hex(std::as_bytes(std::span(hash)));
}

std::string statement_bytes(const LedgerCheckpoint& checkpoint, std::string_view of) {
  return statement_of("checkpoint", checkpoint, of);
}

std::string statement_bytes(const LedgerEnd& end, std::string_view of) {
  return statement_of("end", end.checkpoint, of);
}

}  // namespace gridboard::wire
