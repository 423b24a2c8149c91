// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/audit.hpp"

#include "sync/base/utf8.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr std::size_t kMostWordCharacters = 400;

// As a line of the chain can hold it.
std::string clean(std::string_view text) {
  std::string out;
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size() && count < kMostWordCharacters; ++count) {
    const char32_t c = base::decode_utf8(text, offset);
    base::append_utf8(out, c < 0x20 ? U' ' : c);
  }
  return out;
}

Result<void> append(store::Writer& writer, const Actor& actor, const Deed& deed, store::AuditOutcome outcome,
                    base::Instant now) {
  store::AuditEntry entry;
  entry.at = now;
  entry.actor = clean(actor.id);
  entry.actor_name = clean(actor.name);
  entry.action = clean(deed.action);
  entry.subject = clean(deed.subject);
  entry.place = clean(deed.place);
  entry.outcome = outcome;
  entry.peer = clean(actor.peer);
  auto before = ledger_value(deed.before), after = ledger_value(deed.after);
  if (!before || !after) return tl::unexpected(!before ? before.error() : after.error());
  entry.before = std::move(*before);
  entry.after = std::move(*after);
  const auto head = writer.write_people().lock_audit_head();
  if (!head) return tl::unexpected(head.error());
  entry.number = head->number + 1;
  entry.previous = head->hash;
  entry.hash = wire::ledger_hash(entry);
  return writer.write_people().append(entry);
}

}  // namespace

Result<void> note(store::Writer& writer, const Actor& actor, const Deed& deed, base::Instant now) {
  return append(writer, actor, deed, store::AuditOutcome::done, now);
}

Result<void> note_refused(store::Writer& writer, const Actor& actor, const Deed& deed, base::Instant now) {
  return append(writer, actor, deed, store::AuditOutcome::refused, now);
}

Result<void> note_refused(store::Store& store, const Actor& actor, const Deed& deed, base::Instant now) {
  return store.write([&](store::Writer& writer) { return note_refused(writer, actor, deed, now); });
}

Result<AuditPage> list_audit(store::Store& store, const store::AuditFilter& filter) {
  AuditPage page;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    store::AuditFilter one_more = filter;
    ++one_more.limit;
    auto found = reader.people().audit(one_more);
    if (!found) return tl::unexpected(found.error());
    page = {std::move(*found), 0};
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (page.items.size() > filter.limit) {
    page.items.resize(filter.limit);
    if (!page.items.empty()) page.next = page.items.back().number;
  }
  return page;
}

}  // namespace gridboard::desk
