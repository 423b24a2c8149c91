// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The way back from an import: every thing as it was, unless something later stands on it.
#include "sync/desk/audit.hpp"
#include "sync/desk/import_work.hpp"
#include "sync/desk/undo_rows.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::size_t kRowsAtOnce = 500;

// From the last row to the first: what was added on top of something goes before it.
Result<void> go_back(store::Writer& writer, const store::Import& import, Undoing& undoing, const Progress& progress) {
  const auto all = static_cast<std::size_t>(import.added + import.changed);
  for (std::size_t left = all; left > 0 && undoing.obstacles().size() < kMostObstacles;) {
    const std::size_t from = left > kRowsAtOnce ? left - kRowsAtOnce : 0;
    auto rows = writer.imports().import_rows(import.id, from, left - from);
    if (!rows) return tl::unexpected(rows.error());
    if (rows->size() != left - from) return fail(ErrorCode::conflict, std::string(kImportTooOld));
    if (auto looked = undoing.look_at(*rows); !looked) return looked;
    for (auto row = rows->rbegin(); row != rows->rend() && undoing.obstacles().size() < kMostObstacles; ++row) {
      if (auto done = undoing.undo(*row); !done) return done;
    }
    left = from;
    if (progress) progress({all - left, all, all - left});
  }
  return {};
}

Result<UndoneImport> undo_whole(const ImportDesk& desk, std::string_view id, const Progress& progress) {
  UndoneImport undone;
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    undone = {};
    auto found = import_of(writer, id);
    if (!found) return tl::unexpected(found.error());
    undone.import = std::move(*found);
    store::Import& import = undone.import;
    if (import.state != store::ImportState::applied) return fail(ErrorCode::conflict, std::string(kImportNotApplied));
    const base::Instant now = desk.clock.now();
    if (now - *import.applied_at > kUndoAge) return fail(ErrorCode::conflict, std::string(kImportTooOld));
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    ImportedThings things(writer, *settings, &desk.rules, now);
    Undoing undoing(writer, import, things);
    if (auto done = go_back(writer, import, undoing, progress); !done) return done;
    undone.obstacles = std::move(undoing.obstacles());
    // Told as a value; as an error here it takes back what was done so far.
    if (!undone.obstacles.empty()) return fail(ErrorCode::conflict, "");
    if (auto done = things.finish(); !done) return done;
    import.state = store::ImportState::undone;
    import.undone_at = now;
    import.undone_by = desk.actor.name;
    if (auto put = writer.write_imports().put(import); !put) return put;
    return note(writer, desk.actor, {"undoImport", import.id, "", summary_of(import), ""}, now);
  });
  if (!written && undone.obstacles.empty()) return tl::unexpected(written.error());
  return undone;
}

}  // namespace

Result<UndoneImport> undo_import(const ImportDesk& desk, std::string_view id, const Progress& progress) {
  std::int64_t total = 0;
  const auto read = desk.store.read([&](store::Reader& reader) -> Result<void> {
    const auto import = import_of(reader, id);
    if (!import) return tl::unexpected(import.error());
    total = import->total;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (total == 0) return undo_whole(desk, id, progress);
  auto undone = undo_in_batches(desk, id, progress);
  if (!undone) return tl::unexpected(undone.error());
  return UndoneImport{std::move(*undone), {}};
}

}  // namespace gridboard::desk
