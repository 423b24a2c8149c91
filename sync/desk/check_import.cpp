// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The look at a file that was handed in: what it would change, and what is wrong with it.
#include "sync/desk/import_spool.hpp"
#include "sync/desk/import_work.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::int64_t kRowsKeptAtOnce = 200;  // some milliseconds
// Of a check's time about a quarter goes into keeping what a large one has found.
constexpr std::uint64_t kReadingShare = 3, kWholeShare = 4;

struct Look {
  store::Import import;
  std::optional<ImportChanges> changes;  // unset: it isn't to be checked
  std::vector<store::ImportRow> sample;
  ImportSpool spool;
};

Progress reading_share(const Progress& progress) {
  if (!progress) return progress;
  return [progress](const ImportProgress& now) {
    progress({now.bytes_done * kReadingShare, now.bytes_total * kWholeShare, now.rows});
  };
}

Result<void> look_at(const ImportDesk& desk, std::string_view id, const Progress& progress, Look& look) {
  return desk.store.read([&](store::Reader& reader) -> Result<void> {
    auto import = import_of(reader, id);
    if (!import) return tl::unexpected(import.error());
    look.import = std::move(*import);
    if (look.import.state != store::ImportState::checking) return {};
    const auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    auto found = go_through(
        desk, look.import, reader, settings->zone, reading_share(progress),
        [&](const ImportedThing&, const std::optional<ImportedThing>&, const store::ImportRow& row) -> Result<void> {
          if (look.sample.size() < kImportRowsShown) look.sample.push_back(row);
          return look.spool.add(row);
        });
    if (!found) return tl::unexpected(found.error());
    look.changes = std::move(*found);
    return {};
  });
}

// As it stands at this moment, if the work on it is still this one's: another server may have taken the check up, and
// the later one goes on.
Result<store::Import> still_checking(store::Writer& writer, std::string_view id, std::int64_t done) {
  auto import = import_of(writer, id);
  if (!import) return import;
  if (import->state == store::ImportState::checking && import->done == done) return import;
  return fail(ErrorCode::conflict, std::string(kImportElsewhere));
}

Result<void> begin_keeping(const ImportDesk& desk, const store::Import& looked_at) {
  return desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto import = still_checking(writer, looked_at.id, looked_at.done);
    if (!import) return tl::unexpected(import.error());
    import->done = 0;
    import->worked_at = desk.clock.now();
    return writer.write_imports().put(*import);
  });
}

// All that a large import changes, in turns: its batches go by these rows, not by the file.
Result<void> keep_rows(const ImportDesk& desk, Look& look, const Progress& progress) {
  const std::string& id = look.import.id;
  if (auto begun = begin_keeping(desk, look.import); !begun) return begun;
  if (auto gone = drop_rows_of(desk.store, id); !gone) return gone;
  if (auto wound = look.spool.rewind(); !wound) return wound;
  const auto all = static_cast<std::uint64_t>(look.spool.rows());
  for (std::int64_t done = 0; done < look.spool.rows();) {
    if (auto on = go_on(desk); !on) return on;
    std::vector<store::ImportRow> rows;
    store::ImportRow row;
    while (static_cast<std::int64_t>(rows.size()) < kRowsKeptAtOnce) {
      const auto more = look.spool.next(row);
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      rows.push_back(row);
    }
    const auto kept = desk.store.write([&](store::Writer& writer) -> Result<void> {
      auto import = still_checking(writer, id, done);
      if (!import) return tl::unexpected(import.error());
      store::ImportWriter& imports = writer.write_imports();
      if (auto added = imports.add_import_rows(id, static_cast<std::size_t>(done), rows); !added) return added;
      import->done = done + static_cast<std::int64_t>(rows.size());
      import->worked_at = desk.clock.now();
      return imports.put(*import);
    });
    if (!kept) return kept;
    done += static_cast<std::int64_t>(rows.size());
    if (progress) progress({all * kReadingShare + static_cast<std::uint64_t>(done), all * kWholeShare, 0});
  }
  return {};
}

Result<void> keep_errors(store::ImportWriter& imports, const store::Import& import, const ImportReport& report) {
  if (auto gone = imports.drop_import_errors(import.id); !gone) return gone;
  std::size_t number = 0;
  for (const ImportError& error : report.errors) {
    const store::ImportErrorRow row{static_cast<std::int64_t>(error.line), error.column, error.value, error.problem_zh,
                                    error.problem};
    if (auto added = imports.add_import_error(import.id, number++, row); !added) return added;
  }
  return {};
}

// `import` becomes what the check says of it.
Result<void> keep_check(store::ImportWriter& imports, store::Import& import, const Look& look, bool large) {
  const ImportChanges& changes = *look.changes;
  const bool good = changes.report.ok();
  import.rows = changes.rows;
  import.errors = static_cast<std::int64_t>(changes.report.error_count);
  import.state = good ? store::ImportState::ready : store::ImportState::refused;
  import.added = good ? changes.added : 0;
  import.changed = good ? changes.changed : 0;
  import.unchanged = good ? changes.unchanged : 0;
  import.fingerprint = changes.fingerprint;
  import.total = large ? look.spool.rows() : 0;
  import.done = 0;
  if (auto put = imports.put(import); !put) return put;
  if (auto kept = keep_errors(imports, import, changes.report); !kept || large) return kept;
  if (auto gone = imports.drop_import_rows(import.id, store::kAllOfImport); !gone) {
    return tl::unexpected(gone.error());
  }
  if (!good) return {};
  for (std::size_t i = 0; i < look.sample.size(); ++i) {
    if (auto added = imports.add_import_row(import.id, i, look.sample[i]); !added) return added;
  }
  return {};
}

}  // namespace

Result<store::Import> check_import(const ImportDesk& desk, std::string_view id, const Progress& progress) {
  Look look;
  if (auto looked = look_at(desk, id, progress, look); !looked) return tl::unexpected(looked.error());
  if (!look.changes) return std::move(look.import);
  const bool good = look.changes->report.ok();
  const bool large = good && look.spool.rows() > desk.sizes.whole_rows;
  if (large) {
    if (auto kept = keep_rows(desk, look, progress); !kept) return tl::unexpected(kept.error());
  }
  store::Import checked;
  const auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto import = import_of(writer, id);
    if (!import) return tl::unexpected(import.error());
    checked = std::move(*import);
    if (checked.state != store::ImportState::checking) return {};
    if (large && checked.done != look.spool.rows()) return fail(ErrorCode::conflict, std::string(kImportElsewhere));
    return keep_check(writer.write_imports(), checked, look, large);
  });
  if (!written) return tl::unexpected(written.error());
  // What can't be imported isn't kept, and what is kept row by row needn't be kept twice.
  if (!good || large) {
    if (auto gone = drop_pieces_of(desk.store, id); !gone) return tl::unexpected(gone.error());
  }
  return checked;
}

}  // namespace gridboard::desk
