// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/take_bundle.hpp"

#include <filesystem>

#include "sync/desk/bundle_visit.hpp"
#include "sync/desk/find_board.hpp"
#include "sync/desk/take_outbox.hpp"
#include "sync/wire/signature.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

struct Ledger {
  store::Store& store;
  const KeyRing& keys;
  const model::Catalogue& catalogue;
  const model::Rules& rules;
  base::Instant now;
};

Result<void> check_origin(store::Reader& reader, const wire::BundleEnd& end) {
  if (end.kind != wire::BundleKind::outbox) {
    return fail(ErrorCode::invalid_input, "the file is a bundle for a board, not what a board handed in");
  }
  const auto board = find_board_in_use(reader, end.board_id);
  if (!board) {
    const bool revoked = board.error().code == ErrorCode::conflict;
    return fail(revoked ? ErrorCode::forbidden : board.error().code, board.error().message);
  }
  if (board->public_key.empty() || !wire::signature_fits(board->public_key, end.signature, bundle_statement(end))) {
    return fail(ErrorCode::unauthenticated, "the file isn't signed by board " + board->id);
  }
  const auto visit = load_bundle_visit(reader, board->id);
  if (!visit) return tl::unexpected(visit.error());
  if (*visit && end.made_at < (*visit)->made_at) {
    return fail(ErrorCode::conflict, "a later file of board " + board->id + " was taken in before");
  }
  return {};
}

Result<void> take_items(const Ledger& ledger, const std::vector<wire::OutboxItem>& items, TakenBundle& taken) {
  const auto answers = take_outbox(ledger.store, ledger.keys, ledger.catalogue, ledger.rules, taken.end.board_id, items,
                                   ledger.now);
  if (!answers && answers.error().code == ErrorCode::conflict) {
    // Item by item: the one at fault is found, and what stands beside it goes on.
    if (items.size() == 1) return ++taken.clashing, Result<void>();
    for (const wire::OutboxItem& item : items) {
      if (auto done = take_items(ledger, {item}, taken); !done) return done;
    }
    return {};
  }
  if (!answers) return tl::unexpected(answers.error());
  for (const wire::ItemAnswer& answer : *answers) {
    ++(answer.outcome == wire::ItemAnswer::Outcome::accepted ? taken.accepted : taken.rejected);
  }
  return {};
}

Result<void> take_lines(const Ledger& ledger, wire::BundleReader& file, BundleVisit& visit, TakenBundle& taken) {
  while (true) {
    const auto line = file.next();
    if (!line) return tl::unexpected(line.error());
    if (!*line) return {};
    if ((*line)->starts_with("{\"line\":")) {
      const auto control = wire::parse_feed_line(**line);
      if (!control && control.error().code != ErrorCode::not_found) return tl::unexpected(control.error());
      if (!control) continue;
      if (const auto* stands = std::get_if<wire::Commit>(&*control)) visit.cursor = stands->cursor;
      continue;
    }
    const auto items = wire::decode_items(**line);
    if (!items) return tl::unexpected(items.error());
    for (const wire::OutboxItem& item : *items) visit.items.push_back(item.id);
    if (auto done = take_items(ledger, *items, taken); !done) return done;
  }
}

}  // namespace

Result<TakenBundle> take_bundle(store::Store& store, const KeyRing& keys, const model::Catalogue& catalogue,
                                const model::Rules& rules, const std::string& path, base::Instant now) {
  std::error_code ignored;
  const auto file = wire::BundleReader::open(path, std::filesystem::temp_directory_path(ignored).string());
  if (!file) return tl::unexpected(file.error());
  TakenBundle taken;
  taken.end = (*file)->end();
  const auto checked = store.read([&](store::Reader& reader) { return check_origin(reader, taken.end); });
  if (!checked) return tl::unexpected(checked.error());
  BundleVisit visit{taken.end.made_at, "", {}};
  if (auto done = take_lines({store, keys, catalogue, rules, now}, **file, visit, taken); !done) {
    return tl::unexpected(done.error());
  }
  const auto kept =
      store.write([&](store::Writer& writer) { return save_bundle_visit(writer, taken.end.board_id, visit); });
  if (!kept) return tl::unexpected(kept.error());
  return taken;
}

}  // namespace gridboard::desk
