// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/ledger_chain.hpp"

#include <boost/json.hpp>

#include "sync/desk/centre_settings.hpp"
#include "sync/desk/sessions.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {
namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kEntriesAPage = 500;
constexpr base::Zone kUtc{std::chrono::minutes(0)};
// Two levels less than a line may have.
constexpr std::size_t kDeepestValue = 14;

// `Statement`: what is signed, made of the checkpoint. A rotation may come between: then it is signed once more, so
// that the number is of the key.
template <class Statement>
void sign(const KeyRing& keys, wire::LedgerCheckpoint& checkpoint, Statement statement) {
  do {
    checkpoint.key_number = keys.number();
    checkpoint.publishing_key = keys.public_keys().publishing;
    checkpoint.signature = keys.sign(statement());
  } while (checkpoint.key_number != keys.number());
}

Result<std::string> begin_export(store::Reader& reader, const LedgerChain& chain, const KeyRing& keys,
                                 ExportStep& step) {
  const auto settings = load_centre_settings(reader);
  if (!settings) return tl::unexpected(settings.error());
  const auto head = chain.head(reader);
  if (!head) return tl::unexpected(head.error());
  step = {0, head->number, head->hash, true, false};
  std::string text = wire::encode(wire::LedgerStart{settings->supplier_name, chain.of}) + "\n";
  for (const std::string& line : keys.chain_lines()) {
    const auto parsed = wire::parse_feed_line(line);
    if (!parsed) return tl::unexpected(parsed.error());
    const auto* key = std::get_if<wire::KeyLine>(&*parsed);
    if (key == nullptr) return fail(ErrorCode::internal, "the chain of keys holds something else");
    text += wire::encode(*key, kUtc) + "\n";
  }
  return text;
}

Result<std::string> next_entries(store::Reader& reader, const LedgerChain& chain, ExportStep& step) {
  const auto entries = chain.entries(reader, step.after, kEntriesAPage);
  if (!entries) return tl::unexpected(entries.error());
  const auto checkpoints = chain.checkpoints(reader, step.after, kEntriesAPage);
  if (!checkpoints) return tl::unexpected(checkpoints.error());
  auto checkpoint = checkpoints->begin();
  std::string text;
  for (const wire::LedgerEntry& entry : *entries) {
    if (entry.number > step.upto) break;
    text += wire::encode(entry) + "\n";
    step.after = entry.number;
    for (; checkpoint != checkpoints->end() && checkpoint->number <= entry.number; ++checkpoint) {
      text += wire::encode(*checkpoint) + "\n";
    }
  }
  return text;
}

}  // namespace

Result<std::string> ledger_value(const std::string& text) {
  if (text.empty()) return std::string();
  boost::system::error_code wrong;
  json::parse_options options;
  options.max_depth = kDeepestValue;
  const json::value value = json::parse(text, wrong, {}, options);
  if (wrong) return fail(ErrorCode::internal, "what is to be kept in a ledger isn't JSON");
  std::string form = json::serialize(value);
  if (form.size() <= wire::kMaxLedgerValueBytes) return form;
  wire::JsonWriter summary;
  summary.begin_object();
  summary.number("bytes", static_cast<std::int64_t>(form.size()));
  summary.text("blake2b", hash_secret(form));
  summary.end_object();
  return summary.take();
}

Result<void> check_chain_since(store::Reader& reader, const LedgerChain& chain,
                               const std::optional<wire::LedgerCheckpoint>& last, const LedgerChain::Head& head) {
  const std::string name = chain.of.empty() ? "audit" : chain.of;
  std::uint64_t number = last ? last->number : 0;
  std::string hash = last ? last->hash : "";
  while (number < head.number) {
    const auto entries = chain.entries(reader, number, kEntriesAPage);
    if (!entries) return tl::unexpected(entries.error());
    for (const wire::LedgerEntry& entry : *entries) {
      const bool follows = entry.number == number + 1 && entry.previous == hash && entry.hash == ledger_hash(entry);
      if (!follows)
        return fail(ErrorCode::corrupt, name + " entry " + std::to_string(number + 1) + " isn't what was written");
      number = entry.number;
      hash = entry.hash;
      if (number == head.number) break;
    }
    if (entries->empty())
      return fail(ErrorCode::corrupt, name + " entry " + std::to_string(number + 1) + " is missing");
  }
  if (hash != head.hash) return fail(ErrorCode::corrupt, "the end of the " + name + " chain isn't what was written");
  return {};
}

void sign_checkpoint(const KeyRing& keys, std::string_view of, wire::LedgerCheckpoint& checkpoint) {
  sign(keys, checkpoint, [&] { return statement_bytes(checkpoint, of); });
}

wire::LedgerEnd signed_end(const KeyRing& keys, std::string_view of, const LedgerChain::Head& head, base::Instant now) {
  wire::LedgerEnd end{{head.number, head.hash, now, 1, "", ""}};
  sign(keys, end.checkpoint, [&] { return statement_bytes(end, of); });
  return end;
}

Result<std::string> export_chain_page(store::Store& store, const LedgerChain& chain, const KeyRing& keys,
                                      base::Instant now, ExportStep& step) {
  std::string text;
  if (step.ended) return text;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto page = step.begun ? next_entries(reader, chain, step) : begin_export(reader, chain, keys, step);
    if (!page) return tl::unexpected(page.error());
    text = std::move(*page);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (!text.empty()) return text;
  // Of the chain as it stood at the beginning, whether or not all of it was there.
  step.ended = true;
  return wire::encode(signed_end(keys, chain.of, {step.upto, step.hash}, now)) + "\n";
}

Result<void> export_chain(store::Store& store, const LedgerChain& chain, const KeyRing& keys, base::Instant now,
                          const LedgerSink& sink) {
  for (ExportStep step; !step.ended;) {
    const auto lines = export_chain_page(store, chain, keys, now, step);
    if (!lines) return tl::unexpected(lines.error());
    if (auto taken = sink(*lines); !taken) return taken;
  }
  return {};
}

}  // namespace gridboard::desk
