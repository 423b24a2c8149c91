// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The centre's signature under the audit chain, and the chain as a file.
#include "sync/desk/audit.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

bool is_due(const LedgerChain::Head& head, const std::optional<store::AuditCheckpoint>& last, base::Instant now) {
  if (head.number == 0) return false;
  if (!last) return true;
  if (head.number <= last->number) return false;
  return head.number - last->number >= kCheckpointEntries || now - last->at >= kCheckpointAge;
}

LedgerChain audit_chain() {
  return {"",
          [](store::Reader& reader) {
            return reader.people().audit_head().map([](const store::AuditHead& head) {
              return LedgerChain::Head{head.number, head.hash};
            });
          },
          [](store::Reader& reader, std::uint64_t after, std::size_t limit) {
            return reader.people().audit_after(after, limit);
          },
          [](store::Reader& reader, std::uint64_t after, std::size_t limit) {
            return reader.people().checkpoints_after(after, limit);
          }};
}

}  // namespace

Result<bool> sign_audit_if_due(store::Store& store, const KeyRing& keys, base::Instant now) {
  const LedgerChain chain = audit_chain();
  store::AuditCheckpoint checkpoint;
  bool due = false;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    const auto head = chain.head(reader);
    if (!head) return tl::unexpected(head.error());
    const auto last = reader.people().last_checkpoint();
    if (!last) return tl::unexpected(last.error());
    due = is_due(*head, *last, now);
    if (!due) return {};
    checkpoint.number = head->number;
    checkpoint.hash = head->hash;
    return check_chain_since(reader, chain, *last, *head);
  });
  if (!read) return tl::unexpected(read.error());
  if (!due) return false;
  checkpoint.at = now;
  sign_checkpoint(keys, chain.of, checkpoint);
  auto written = store.write([&](store::Writer& writer) { return writer.write_people().put(checkpoint); });
  if (!written) return tl::unexpected(written.error());
  return true;
}

Result<std::string> export_audit_page(store::Store& store, const KeyRing& keys, base::Instant now, ExportStep& step) {
  return export_chain_page(store, audit_chain(), keys, now, step);
}

Result<void> export_audit(store::Store& store, const KeyRing& keys, base::Instant now, const LedgerSink& sink) {
  return export_chain(store, audit_chain(), keys, now, sink);
}

}  // namespace gridboard::desk
