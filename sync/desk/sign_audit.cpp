// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The centre's signature under the audit chain, and the chain as a file.
#include "sync/desk/audit.hpp"
#include "sync/desk/centre_settings.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kEntriesAPage = 500;
constexpr base::Zone kUtc{std::chrono::minutes(0)};

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

bool is_due(const store::AuditHead& head, const std::optional<store::AuditCheckpoint>& last, base::Instant now) {
  if (head.number == 0) return false;
  if (!last) return true;
  if (head.number <= last->number) return false;
  return head.number - last->number >= kCheckpointEntries || now - last->at >= kCheckpointAge;
}

// What isn't what was written isn't signed again: the break would look like the centre's own.
Result<void> check_since(store::Reader& reader, const std::optional<store::AuditCheckpoint>& last,
                         const store::AuditHead& head) {
  std::uint64_t number = last ? last->number : 0;
  std::string hash = last ? last->hash : "";
  while (number < head.number) {
    const auto entries = reader.people().audit_after(number, kEntriesAPage);
    if (!entries) return tl::unexpected(entries.error());
    for (const store::AuditEntry& entry : *entries) {
      const bool follows = entry.number == number + 1 && entry.previous == hash && entry.hash == ledger_hash(entry);
      if (!follows)
        return fail(ErrorCode::corrupt, "audit entry " + std::to_string(number + 1) + " isn't what was written");
      number = entry.number;
      hash = entry.hash;
      if (number == head.number) break;
    }
    if (entries->empty()) return fail(ErrorCode::corrupt, "audit entry " + std::to_string(number + 1) + " is missing");
  }
  if (hash != head.hash) return fail(ErrorCode::corrupt, "the end of the audit chain isn't what was written");
  return {};
}

Result<std::string> begin_export(store::Reader& reader, const KeyRing& keys, ExportStep& step) {
  const auto settings = load_centre_settings(reader);
  if (!settings) return tl::unexpected(settings.error());
  const auto head = reader.people().audit_head();
  if (!head) return tl::unexpected(head.error());
  step = {0, head->number, head->hash, true, false};
  std::string text = wire::encode(wire::LedgerStart{settings->supplier_name}) + "\n";
  for (const std::string& line : keys.chain_lines()) {
    const auto parsed = wire::parse_feed_line(line);
    if (!parsed) return tl::unexpected(parsed.error());
    const auto* key = std::get_if<wire::KeyLine>(&*parsed);
    if (key == nullptr) return fail(ErrorCode::internal, "the chain of keys holds something else");
    text += wire::encode(*key, kUtc) + "\n";
  }
  return text;
}

Result<std::string> next_entries(store::Reader& reader, ExportStep& step) {
  const auto entries = reader.people().audit_after(step.after, kEntriesAPage);
  if (!entries) return tl::unexpected(entries.error());
  const auto checkpoints = reader.people().checkpoints_after(step.after, kEntriesAPage);
  if (!checkpoints) return tl::unexpected(checkpoints.error());
  auto checkpoint = checkpoints->begin();
  std::string text;
  for (const store::AuditEntry& entry : *entries) {
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

Result<bool> sign_audit_if_due(store::Store& store, const KeyRing& keys, base::Instant now) {
  store::AuditCheckpoint checkpoint;
  bool due = false;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto head = reader.people().audit_head();
    if (!head) return tl::unexpected(head.error());
    const auto last = reader.people().last_checkpoint();
    if (!last) return tl::unexpected(last.error());
    due = is_due(*head, *last, now);
    if (!due) return {};
    checkpoint.number = head->number;
    checkpoint.hash = head->hash;
    return check_since(reader, *last, *head);
  });
  if (!read) return tl::unexpected(read.error());
  if (!due) return false;
  checkpoint.at = now;
  sign(keys, checkpoint, [&] { return statement_bytes(checkpoint); });
  auto written = store.write([&](store::Writer& writer) { return writer.write_people().put(checkpoint); });
  if (!written) return tl::unexpected(written.error());
  return true;
}

Result<std::string> export_audit_page(store::Store& store, const KeyRing& keys, base::Instant now, ExportStep& step) {
  std::string text;
  if (step.ended) return text;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto page = step.begun ? next_entries(reader, step) : begin_export(reader, keys, step);
    if (!page) return tl::unexpected(page.error());
    text = std::move(*page);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (!text.empty()) return text;
  // Of the chain as it stood at the beginning, whether or not all of it was there.
  wire::LedgerEnd end{{step.upto, step.hash, now, 1, "", ""}};
  sign(keys, end.checkpoint, [&] { return statement_bytes(end); });
  step.ended = true;
  return wire::encode(end) + "\n";
}

Result<void> export_audit(store::Store& store, const KeyRing& keys, base::Instant now, const LedgerSink& sink) {
  for (ExportStep step; !step.ended;) {
    const auto lines = export_audit_page(store, keys, now, step);
    if (!lines) return tl::unexpected(lines.error());
    if (auto taken = sink(*lines); !taken) return taken;
  }
  return {};
}

}  // namespace gridboard::desk
